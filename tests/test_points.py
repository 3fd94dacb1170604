"""What the student's README says of the points is true, of every mistake that has a name."""

import copy
import itertools
import random
import types

import numpy
import pytest
from spread import some

from checks import judging, points, unseen_networks
from checks.exercises import EXERCISES
from checks.findings import Finding
from checks.names.catalogue import WITHOUT_BIAS, changes_of, exclude_each_other
from checks.names.mistakes import changed
from checks.networks import Place, gradient, linearised
from checks.points import points_of, share_of
from checks.reports import Report, Row
from checks.settings import Settings
from instructors.handout import student

FIRST, SECOND, THIRD = EXERCISES
CASES = unseen_networks.networks("of the tests of points")
NETWORKS = {"known": CASES.known, "alike": CASES.alike, "wide": CASES.others[0]}
STAGES = {FIRST: ("error", "backward"), SECOND: ("error", "forward")}


def answer_of(network, *changes):
    """The answer of a program with some of the mistakes of the catalogue."""
    tangent = changed(linearised(network), changes)
    layers = len(network.W)
    answer = {"W": list(network.W), "B": list(network.B)}
    answer["err"] = numpy.array(tangent.error(tangent.Y, tangent.T) * tangent.scale)
    for place, array in gradient(tangent).items():
        answer.setdefault(f"D{place.kind}", [None] * layers)[place.layer] = array
    for change in changes:
        if change.mistake.name in WITHOUT_BIAS:  # PyTorch gives no gradient to what is not used
            for layer in range(layers):
                if change.arguments.get("layer", layer) == layer:
                    answer["DB"][layer] = None
    return answer


def share(exercise, answer, network):
    return share_of(exercise, exercise.report(answer, network)).value


def steps(exercise, answer, network):
    """The share of the steps up to the first wrong one, whatever explains the rest."""
    return share_of(exercise, exercise.report(answer, network, explain=False)).value


def is_written(answer, network):
    right = answer_of(network)
    pairs = [
        (a, r) for kind in ("DW", "DB") for a, r in zip(answer[kind], right[kind], strict=True)
    ]
    return all(a is None or a.any() or not r.any() for a, r in pairs)


def is_finite(answer):
    return all(a is None or numpy.isfinite(a).all() for kind in ("DW", "DB") for a in answer[kind])


def by_name(network, exercise):
    """One change for every mistake of the catalogue, in the lowest of several places."""
    changes = changes_of(linearised(network), STAGES[exercise])
    return {change.mistake.name: change for change in reversed(changes)}


@pytest.mark.parametrize("exercise", STAGES, ids=lambda exercise: exercise.name)
@pytest.mark.parametrize("network", some(NETWORKS, "known"))
def test_a_mistake_with_a_name_costs_three_of_ten_wherever_it_is(exercise, network):
    network = NETWORKS[network]
    for name, change in by_name(network, exercise).items():
        answer = answer_of(network, change)
        if not is_finite(answer):
            continue  # it divides by a target that is 0
        expected = least = steps(exercise, answer, network)
        if is_written(answer, network):
            expected = max(0.7, least)
        assert share(exercise, answer, network) == pytest.approx(expected), name


def pairs(exercise, network, number):
    """Some pairs of mistakes that can be made together."""
    changes = changes_of(linearised(network), STAGES[exercise])
    possible = [p for p in itertools.combinations(changes, 2) if not exclude_each_other(*p)]
    # Rare ones are looked for alone, so two of them seldom have a name
    usual = [pair for pair in possible if not any(c.mistake.is_rare for c in pair)]
    return [
        pair for some in (possible, usual) for pair in random.Random(number).sample(some, number)
    ]


@pytest.mark.slow
@pytest.mark.parametrize("exercise", STAGES, ids=lambda exercise: exercise.name)
def test_a_second_mistake_is_no_gain(exercise):
    both = 0
    for network in NETWORKS.values():
        for pair in pairs(exercise, network, 8):
            answer = answer_of(network, *pair)
            if not is_finite(answer):
                continue
            alone = [share(exercise, answer_of(network, change), network) for change in pair]
            together = share(exercise, answer, network)
            least = steps(exercise, answer, network)
            # Two can look like one, or like none
            assert round(together, 9) in (0.1, 0.4, 0.7, 1.0) or together == least
            both += abs(together - 0.4) < 1e-9
            if together < 1 and is_written(answer, network):
                assert together <= max(*alone, least) + 1e-9
    assert both > 10


@pytest.mark.slow
@pytest.mark.parametrize("network", NETWORKS.values(), ids=NETWORKS)
def test_the_right_numbers_in_another_form_cost_one_of_ten(monkeypatch, network):
    flat = answer_of(network)
    flat["DB"] = [db[None] for db in flat["DB"]]
    swapped = answer_of(network)
    swapped["DW"], swapped["DB"] = swapped["DB"], swapped["DW"]
    for answer in (flat, swapped):
        assert share(FIRST, answer, network) == pytest.approx(0.9)
        with monkeypatch.context() as patch:
            deduct(patch, form=2, mistake=5)
            assert share(FIRST, answer, network) == pytest.approx(0.8)
        for kind in ("DW", "DB"):
            answer[kind] = [array / 2 for array in answer[kind]]
        assert share(FIRST, answer, network) == pytest.approx(0.6)


@pytest.mark.slow
@pytest.mark.parametrize("network", NETWORKS.values(), ids=NETWORKS)
def test_what_is_missing_or_zero_counts_as_not_written(network):
    mistakes = [(), *((c,) for c in list(by_name(network, FIRST).values())[::6])]
    for change, blank in itertools.product(mistakes, (lambda a: None, lambda a: 0 * a)):
        for lowest in range(1, 5):
            answer = answer_of(network, *change)
            whole = share(FIRST, answer, network)
            for kind in ("DW", "DB"):
                answer[kind][:lowest] = [blank(array) for array in answer[kind][:lowest]]
            assert share(FIRST, answer, network) == steps(FIRST, answer, network) <= whole


@pytest.mark.slow
def test_nobody_gains_by_a_mistake_without_a_name():
    noise = numpy.random.default_rng(0)
    network = NETWORKS["wide"]
    for change in [(), *((c,) for c in list(by_name(network, FIRST).values())[::6])]:
        before = answer_of(network, *change)
        whole = share(FIRST, before, network)
        for kind, layer in itertools.product(("DW", "DB"), range(4)):
            answer = copy.deepcopy(before)
            answer[kind][layer] = answer[kind][layer] + noise.normal(size=before[kind][layer].shape)
            assert share(FIRST, answer, network) <= min(whole + 1e-9, 0.75)


def test_every_factor_of_its_own_is_a_mistake_of_its_own():
    for count, expected in ((1, 0.7), (2, 0.4), (3, 0.1), (4, 0.0)):
        answer = answer_of(CASES.known)
        for layer in range(count):
            answer["DB"][3 - layer] = (3 + layer) * answer["DB"][3 - layer]
        assert share(FIRST, answer, CASES.known) == pytest.approx(expected)


def test_a_wrong_error_beside_a_gradient_is_a_mistake_of_its_own():
    changes = changes_of(linearised(CASES.known), STAGES[SECOND])
    no_relu = next(change for change in changes if change.mistake.name == "no-relu")
    for change, expected in (((), 0.7), ((no_relu,), 0.0)):
        answer = answer_of(CASES.known, *change)
        answer["err"] = answer["err"] + 1
        assert share(SECOND, answer, CASES.known) == pytest.approx(expected)


def test_in_exercise_3_only_the_right_number_counts():
    for network in NETWORKS.values():
        tangent = linearised(network)
        slopes = gradient(tangent)
        right = abs(slopes[Place("W", 0)][0, 0])
        net = answer_of(network)
        said = {
            f"{right:.17g}": 1,
            f"{-right:.17g}": 0.7,
            f"tensor({right:.17g})": 0.9,
            f"{network.W[0][0, 0]:.17g}": 0,
            f"{slopes[Place('W', 0)][1, 1]:.17g}": 0,
            f"{slopes[Place('B', 0)][0]:.17g}": 0,
            f"{numpy.linalg.norm(slopes[Place('W', 0)]):.17g}": 0,
            "1.2345": 0,
            "": 0,
        }
        for printed, expected in said.items():
            answer = {"net": net, "printed": printed}
            assert share(THIRD, answer, network) == pytest.approx(expected), printed
        doubled = {"net": net | {k: [2 * a for a in net[k]] for k in ("DW", "DB")}}
        assert share(THIRD, doubled | {"printed": f"{right:.17g}"}, network) == 0


def test_a_finding_that_came_from_outside_explains_nothing():
    """What a student's program claims to be a mistake is no reason for points."""
    right = judging.gradient(answer_of(CASES.known), CASES.known)
    rows = tuple(row._replace(right=False) for row in right.rows)
    assert share_of(FIRST, Report(rows, (Finding("missing-factor-2"),))).value == 0


# Several networks

RIGHT = Report((Row("DW[0]", "()", True, 0),))
WRONG = Report((Row("DW[0]", "()", False, 0),))
HALF = Report((Row("DW[1]", "()", True, 1), Row("DW[0]", "()", False, 0)))
NAMED = Report(WRONG.rows, (Finding("missing-factor-2", explains=True),))


@pytest.mark.parametrize(
    ("known", "alike", "others", "large", "given", "text"),
    [
        (RIGHT, RIGHT, [RIGHT] * 3, RIGHT, 10, "10 of 10"),
        (NAMED, NAMED, [NAMED] * 3, NAMED, 7, "7 of 10: one mistake"),
        (HALF, HALF, [HALF] * 3, HALF, 5, "5 of 10: 1 of 2 steps are right"),
        (WRONG, WRONG, [WRONG] * 3, WRONG, 0, "0 of 10: 0 of 1 steps are right"),
        (None, None, [None] * 3, None, 0, "0 of 10"),
        # Something constant is right on one of the first two
        (RIGHT, WRONG, [WRONG] * 3, WRONG, 0, "0 of 10: right on 1 of 6 networks"),
        (WRONG, RIGHT, [WRONG] * 3, None, 0, "0 of 10: 0 of 1 steps are right; right on 1 of 6 n"),
        # What holds a size is right on the first two
        (RIGHT, RIGHT, [WRONG] * 3, WRONG, 5, "5 of 10: right on 2 of 6 networks"),
        (RIGHT, RIGHT, [NAMED] * 3, NAMED, 7.5, "7.5 of 10: right on 2 of 6 networks"),
        (RIGHT, RIGHT, [RIGHT, RIGHT, None], RIGHT, 8.5, "8.5 of 10: right on 5 of 6 networks"),
        # What tries every parameter comes to no end on the large one, or is wrong there
        (RIGHT, RIGHT, [RIGHT] * 3, None, 8.5, "8.5 of 10: right on 5 of 6 networks"),
        (RIGHT, RIGHT, [RIGHT] * 3, HALF, 8.5, "8.5 of 10: right on 5 of 6 networks"),
        (NAMED, NAMED, [NAMED] * 3, None, 6, "6 of 10: one mistake; right on 0 of 6 networks"),
    ],
)
def test_half_the_points_are_for_networks_of_other_sizes(known, alike, others, large, given, text):
    got = points_of(FIRST, known, alike, others, large)
    assert got.points == given and got.text.startswith(text)


def test_the_large_network_is_for_the_exercise_without_pytorch():
    assert points_of(SECOND, RIGHT, RIGHT, [RIGHT] * 3).points == 10
    assert points_of(FIRST, RIGHT, RIGHT, [RIGHT] * 3).points == 8.5


def deduct(monkeypatch, **deductions):
    monkeypatch.setattr(points, "settings", lambda: Settings(deductions=deductions))


def test_the_deductions_are_parts_of_ten_points(monkeypatch):
    exercise = types.SimpleNamespace(points=20, partial=True, torch=True)
    assert points_of(exercise, NAMED, NAMED, [NAMED]).text == "14 of 20: one mistake"
    deduct(monkeypatch, mistake=10)
    assert points_of(exercise, NAMED, NAMED, [NAMED]).points == 0


def test_no_share_is_lost_by_rounding(monkeypatch):
    for tenths in range(11):
        deduct(monkeypatch, mistake=tenths)
        for others in range(1, 6):
            got = points_of(SECOND, NAMED, NAMED, [NAMED] * others)
            assert got.points == 10 - tenths


def test_the_readme_of_the_student_tells_the_deductions(monkeypatch):
    for deductions, said in (({}, ("3", "1")), ({"mistake": 2.5, "form": 0}, ("2.5", "0"))):
        monkeypatch.setattr(student, "settings", lambda *_, d=deductions: Settings(deductions=d))
        content = student.files()
        text = " ".join(content["README.md"].decode().split())
        assert f"{said[0]} of 10 points are taken off for each of them" in text
        assert f"and {said[1]} of 10 if the right numbers are only laid out" in text
