"""The points of what functions return, which needs no sandbox."""

import base64
import collections
import dataclasses
import functools
import itertools
import json
import logging
import sys
import textwrap
import time
import types

import hostile
import numpy
import pytest
from example_networks import ALIKE, SERIES, check, report_of
from hypothesis import given
from hypothesis import strategies as st
from usual_programs import OWN_RELU
from wrong_programs import programs

import solution
from checks import calling, judging, reading, unseen_networks
from checks.exercises import EXERCISES, data_of
from checks.names.catalogue import CATALOGUE, changes_of
from checks.names.mistakes import changed
from checks.networks import Place, gradient, linearised
from checks.points import share_of
from checks.sentences import SENTENCES
from instructors import file_checks, grade, printable, sandbox, scoring
from instructors.handback import counts
from instructors.messages import ENDINGS, TO_LOOK_AT
from instructors.replay import as_json, extracting, importing, second_derivatives
from instructors.replay.nothing import Nothing
from instructors.results import Result
from instructors.sandbox import bubblewrap
from instructors.scoring import trials
from instructors.scoring.truths_of_trials import LargeTruth
from instructors.student_messages import GRADING

SEED = "of the tests"
NAMES = grade.EXERCISE_NAMES
RIGHT = {name: getattr(solution, name) for name in NAMES}
JOBS = scoring.jobs(SEED)


@pytest.fixture(scope="module", autouse=True)
def graphs_are_kept():
    """As where PyTorch is, in a sandbox."""
    import torch

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(torch.autograd, "backward", torch.autograd.backward)
        extracting.keep_graphs()
        yield


def result_of(function, job):
    """Return what the sandbox would return."""
    extractor = extracting.Extractor(importing.Causes(), "/nowhere", job.curvature)
    tasks = map(as_json.from_json, job.tasks)
    answers = [extractor.function(job.exercise, function, task) for task in tasks]
    return json.loads(json.dumps({"answers": answers}))


@functools.cache
def results_in(name, function):
    """Return what the sandbox would return of the jobs of one exercise."""
    return {key: result_of(function, job) for key, job in JOBS.items() if key[0] == name}


def results_of(functions):
    """Return what the sandbox would return, from functions by the names of the exercises."""
    results = {}
    for name, function in functions.items():
        results |= results_in(name, function)
    return results


def outcomes_of(**changed):
    return scoring.score(results_of(RIGHT | changed), SEED)


def points_of(**changed):
    return tuple(outcome.points for outcome in outcomes_of(**changed).values())


def test_the_model_answers_earn_all_points_in_both_editions():
    assert points_of() == (10, 10, 10)
    assert points_of(exercise1=solution.exercise1_preactivations) == (10, 10, 10)


def test_the_feedback_agrees_with_the_points():
    """An error that is off by one is wrong on every network, and says so."""
    outcome = outcomes_of(exercise2=lambda *a: solution.exercise2(*a) + 1)["exercise2"]
    assert (outcome.points, outcome.kind, outcome.mistakes) == (7, "wrong", ("wrong-error",))
    assert outcome.feedback.startswith("7 of 10: one mistake\n")
    assert outcome.feedback.count("wrong from err on") == 4
    assert ": right" not in outcome.feedback


def test_what_is_right_for_the_known_network_alone_is_told_and_counted():
    def for_16_samples(W, B, A, Y, T):
        DW, DB = solution.exercise1(W, B, A, Y, T)
        return [dw * (len(Y) / 16) for dw in DW], [db * (len(Y) / 16) for db in DB]

    outcomes = outcomes_of(exercise1=for_16_samples, exercise3=lambda net: print(1.5422822))
    first, right, third = outcomes.values()
    assert (first.points, right.points, third.points) == (7.5, 10, 0)
    assert first.mistakes == ("only-here",) and right.mistakes == ()
    assert third.mistakes == ("only-these-numbers",)
    results = [Result("Ada", outcomes), Result("Eve", {"exercise1": first})]
    sizes, numbers = counts.mistakes(results)
    assert (sizes.sentence, sizes.students) == (SENTENCES["only-here"], ("Ada", "Eve"))
    assert (numbers.sentence, numbers.students) == (SENTENCES["only-these-numbers"], ("Ada",))
    assert sizes.sentence in first.feedback and numbers.sentence in third.feedback


def test_a_sign_that_is_wrong_elsewhere_is_told_as_a_sign():
    """The first derivative is positive on the network of the exercises, and negative on others."""
    signed = outcomes_of(exercise3=lambda net: print(net[0].weight.grad[0, 0].item()))["exercise3"]
    assert (signed.points, signed.mistakes) == (8.5, ("no-magnitude",))
    assert signed.feedback.count("The number has the wrong sign: the magnitude is asked for.") == 3
    assert "arguments?" not in signed.feedback


def test_who_answers_with_what_is_not_there_is_told_so():
    nothing = outcomes_of(exercise1=lambda *_: ([Nothing()] * 4, [Nothing()] * 4))["exercise1"]
    assert nothing.points == 0 and GRADING["torch"] in nothing.feedback
    text = outcomes_of(exercise1=lambda *_: (["x"] * 4, ["x"] * 4))["exercise1"]
    assert GRADING["torch"] not in text.feedback


@pytest.mark.slow
def test_the_layers_before_the_first_wrong_one_count():
    def exercise1(W, B, A, Y, T):
        DW, DB = solution.exercise1(W, B, A, Y, T)
        DW[1] = DW[1] + 1
        return DW, DB

    assert points_of(exercise1=exercise1) == (5, 10, 10)


def test_a_crash_on_one_network_is_told_beside_the_report_and_costs_its_share():
    def exercise1(W, B, A, Y, T):
        if len(Y) == 8:
            raise ZeroDivisionError("a secret number, 0.125")
        return solution.exercise1(W, B, A, Y, T)

    outcome = outcomes_of(exercise1=exercise1)["exercise1"]
    # One of the four networks of other sizes, the large one included, which are half the points
    assert outcome.points == 8.5
    assert "Everything is right." in outcome.feedback
    assert "with 8 samples: stopped by an error\n" in outcome.feedback
    assert (
        "\n\n`python -m checks` tries your functions on networks of these sizes" in outcome.feedback
    )
    assert "0.125" not in outcome.feedback


def test_a_crash_on_the_known_network_is_told_in_full():
    def exercise1(W, B, A, Y, T):
        raise ValueError("shapes (16,6) and (4,6) not aligned: 6 (dim 1) != 4 (dim 0)")

    outcome = outcomes_of(exercise1=exercise1)["exercise1"]
    assert (outcome.points, outcome.kind) == (0, "crashed")
    assert "ValueError: shapes (16,6) and (4,6)" in outcome.feedback


MET = {
    "spot": [3, "solution.py", "D @ W"],
    "met": {
        "kind": "stopped-product",
        "error": "ValueError",
        "message": "no",
        "left": {"text": "D", "shape": "(16, 6)"},
        "right": {"text": "W", "shape": "(4, 6)"},
    },
}


def test_what_met_is_told():
    said = trials.what_stopped(MET, EXERCISES[0])
    assert said.startswith("It stopped in line 3 of solution.py: `D @ W`. A matrix product was")


@pytest.mark.parametrize(
    "forged",
    [
        {},
        {"met": None},
        {"met": "product"},
        {"met": {"kind": "stopped-product"}},
        {"met": MET["met"] | {"kind": "right-instead"}},
        {"met": MET["met"] | {"kind": "only-here"}},
        {"met": MET["met"] | {"kind": ["stopped-product"]}},
        {"met": MET["met"] | {"left": 3}},
        {"spot": [3]},
        {"spot": "abc"},
        {"spot": ["x", "solution.py", ""]},
        {"spot": None},
    ],
)
def test_of_what_no_sandbox_tells_nothing_is_said(forged):
    came = MET | forged if forged else {}
    assert trials.what_stopped(came, EXERCISES[0]) == ""


def test_what_is_told_of_an_error_is_short_and_of_one_line():
    left = {"text": "a\n# b\n" * 1000, "shape": "<b>" * 1000}
    came = MET | {"met": MET["met"] | {"left": left}}
    said = trials.what_stopped(came, EXERCISES[0])
    assert len(said) < 1500 and "\n" not in said


@pytest.mark.parametrize(
    ("known", "kind", "said"),
    [
        ({"absent": True}, "missing", "no function `exercise1`"),
        ({"import": {"text": "SyntaxError"}}, "crashed", "SyntaxError"),
        ({"ended": "It took longer than 20 seconds."}, "limit", "20 seconds"),
        ({"answers": [{"missing": "exercise1: write it"}]}, "missing", "Not done. `exercise1:"),
    ],
)
def test_where_no_function_could_be_called(known, kind, said):
    outcome = scoring.score({("exercise1", "known"): known}, SEED)["exercise1"]
    assert (outcome.points, outcome.kind) == (0, kind)
    assert said in outcome.feedback


# Networks


def test_the_unseen_networks_have_the_depth_of_the_known_one_and_other_sizes():
    for seed in "abc":
        cases = unseen_networks.networks(seed)
        assert {len(n.W) for n in (cases.known, cases.alike, *cases.others)} == {4}
        shapes = [tuple(w.shape for w in n.W) for n in (cases.known, *cases.others)]
        assert len(set(shapes)) == 4
        assert [w.shape for w in cases.alike.W] == [w.shape for w in cases.known.W]
        assert len({len(n.X) for n in (cases.known, *cases.others)}) == 4
        firsts = [gradient(linearised(n))[Place("W", 0)][0, 0] for n in cases.others]
        assert all(first < 0 for first in firsts)


def earned(network):
    """Return the share of an exercise that each mistake of the catalogue earns on a network."""
    tangent = linearised(network)
    parameters = {"W": network.W, "B": network.B}
    shares = {}
    for change in changes_of(tangent, ("error", "forward", "backward")):
        if change.mistake.is_rare:
            continue  # a rare one, which may not show in every network
        wrong = changed(tangent, [change])
        answer = {"DW": [None] * len(network.W), "DB": [None] * len(network.B)}
        for place, array in gradient(wrong).items():
            answer[f"D{place.kind}"][place.layer] = array
        forward = change.mistake.stage == "forward"
        if forward:
            answer |= parameters | {"err": numpy.array(wrong.error(wrong.Y, wrong.T))}
        exercise = EXERCISES[forward]
        name = change.mistake.name, *sorted(change.arguments.items())
        shares[name] = share_of(exercise, exercise.report(answer, network, explain=False)).value
    return shares


@pytest.mark.slow
def test_no_mistake_earns_points_by_luck():
    """It earns the same with every secret; in the forward pass it earns nothing."""
    every = [unseen_networks.networks(f"s{seed}") for seed in range(8)]
    for number in range(-1, 3):
        chosen = [case.alike if number < 0 else case.others[number] for case in every]
        first, *others = map(earned, chosen)
        assert {name[0] for name in first} > {"relu-on-output", "missing-mask", "missing-bias"}
        assert all(other == first for other in others)
        names = {change.name for change in CATALOGUE if change.stage == "forward"}
        assert {share for name, share in first.items() if name[0] in names} == {0}


def test_other_secrets_make_other_networks():
    one, two = unseen_networks.networks("a"), unseen_networks.networks("b")
    assert (one.alike.X != two.alike.X).any()
    unseen_networks.networks.cache_clear()
    assert (unseen_networks.networks("a").alike.X == one.alike.X).all()


@pytest.mark.slow
def test_a_right_answer_in_float32_is_right_on_every_network():
    def single(arrays):
        return [array.astype(numpy.float32) for array in arrays]

    def exercise1(W, B, A, Y, T):
        return solution.exercise1(single(W), single(B), single(A), *single((Y, T)))

    for seed in range(40):
        cases = unseen_networks.networks(str(seed))
        for network in (cases.alike, *cases.others):
            assert report_of(EXERCISES[0], exercise1, network).ok
    for seed in range(8):
        network = unseen_networks.large(str(seed))
        answer = EXERCISES[0].call(exercise1, data_of(network))
        assert judging.gradient_in(LargeTruth(network, ("error", "backward")), answer).ok


@pytest.mark.slow
def test_the_large_case_computes_what_stands_there_with_any_mistake():
    """On a small network, where every parameter can be changed by itself as well."""
    network = unseen_networks.networks(SEED).others[0]
    case = LargeTruth(network, ("error", "backward"))
    for change in changes_of(case.tangent, case.stages):
        tangent = case.changed([change])
        for place, expected in gradient(tangent).items():
            found = case.derivative(tangent, place)
            assert found == pytest.approx(expected, rel=1e-6, abs=1e-6), (change, place)


@pytest.mark.slow
def test_what_is_found_soonest_on_another_network_is_worth_as_much():
    """Whether or not all mistakes are looked for there."""
    net, first, same = ALIKE["one output"], programs(SERIES), 0
    another = check(SERIES, *first["wrong-sign"])
    for name, wrong in programs(net).items():
        shown = check(SERIES, *first[name])
        expected = check(net, *wrong)
        answer = as_json.to_json(reading.gradient(*wrong, len(net.W)))
        result = {"answers": [{"answer": json.loads(json.dumps(answer))}]}
        for known in (shown, another):
            found = trials.UnseenTrial(EXERCISES[0], result, 0, net.for_checks, known)
            assert found.share == share_of(EXERCISES[0], expected).value, name
            assert found.report.first_wrong == expected.first_wrong, name
        same += expected.mistakes == shown.mistakes
    assert same > 100


def on_the_large_network(change):
    """Return the report on the model answer on the large network, after a change."""
    network = unseen_networks.large(SEED)
    arguments = calling.arguments1(solution.exercise1, data_of(network))
    answer = dict(zip(("DW", "DB"), solution.exercise1(*arguments), strict=True))
    change(answer)
    return judging.gradient_in(LargeTruth(network, ("error", "backward")), answer)


@pytest.mark.slow
def test_every_entry_counts_on_the_large_network():
    assert on_the_large_network(lambda answer: None).ok
    for name, layer in itertools.product(("DW", "DB"), range(4)):

        def change(answer, name=name, layer=layer):
            answer[name][layer].flat[-1] += 1e-3 * abs(answer[name][layer]).max()

        assert on_the_large_network(change).first_wrong == f"{name}[{layer}]"


@pytest.mark.parametrize("number", [1e200, 1e-200, 0])
def test_one_large_number_everywhere_is_wrong_on_the_large_network(number):
    """What is tolerated depends on what is right, and not on what came."""

    def change(answer):
        for arrays in answer.values():
            arrays[:] = [numpy.full(array.shape, number) for array in arrays]

    report = on_the_large_network(change)
    assert not any(row.right for row in report.rows)


@pytest.mark.slow
@pytest.mark.parametrize("step", [2.0**-12, 1e-4, 2.0**-16, 1e-5, 1e-6])
def test_differences_are_told_apart_on_the_large_network_alone(step):
    scope = {"numpy": numpy}
    body = textwrap.indent(hostile.BY_UNITS.replace("STEP", str(step)), "    ")
    exec(f"def exercise1(W, B, A, Y, T):{body}", scope)
    outcome = outcomes_of(exercise1=scope["exercise1"])["exercise1"]
    assert outcome.points == 8.5 and outcome.marks == (TO_LOOK_AT["large"],)
    assert "differences" not in outcome.feedback
    assert "with 4 samples: wrong from DW[0] on" in outcome.feedback


def test_giving_up_on_another_network_does_not_hide_from_the_mark():
    def exercise1(W, B, A, Y, T):
        return None if len(W[0]) in (2, 128) else solution.exercise1(W, B, A, Y, T)

    outcome = outcomes_of(exercise1=exercise1)["exercise1"]
    assert outcome.points == 7.5 and outcome.marks == (TO_LOOK_AT["large"],)


def test_what_is_wrong_everywhere_else_is_no_reason_for_the_mark():
    def exercise1(W, B, A, Y, T):
        DW, DB = solution.exercise1(W, B, A, Y, T)
        return [dw * (len(Y) / 16) for dw in DW], DB

    assert outcomes_of(exercise1=exercise1)["exercise1"].marks == ()


FORWARD = """
import torch
from torch import nn
import torch.nn.functional as F

def exercise2(W, B, X, T):
    H = X
    for w, b in zip(W[:-1], B[:-1]):
        H = RELU
    Y = LAST
    return ERROR
"""
WRITTEN = {
    "RELU": (
        "torch.relu(H @ w + b)",
        "F.relu(F.linear(H, w.T, b))",
        "nn.ReLU(inplace=True)(H @ w + b)",
        "(H @ w + b).clamp(min=0)",
        "torch.max(H @ w + b, torch.zeros(1, dtype=w.dtype))",
        "(z := H @ w + b) * (z > 0)",
        "torch.where(H @ w + b > 0, H @ w + b, 0)",
        "(z := torch.einsum('si,ij->sj', H, w) + b).abs() / 2 + z / 2",
        "torch.addmm(b, H, w).relu_()",
        "torch.stack([torch.relu(x @ w + b) for x in H])",
    ),
    "LAST": (
        "H @ W[-1] + B[-1]",
        "torch.cat([H, torch.ones_like(H[:, :1])], 1) @ torch.cat([W[-1], B[-1][None]])",
    ),
    "ERROR": (
        "((Y - T) ** 2).mean()",
        "nn.MSELoss()(Y, T)",
        "F.mse_loss(Y, T, reduction='sum') / len(T)",
        "torch.linalg.norm(Y - T) ** 2 / T.numel()",
        "sum((y - t) @ (y - t) for y, t in zip(Y, T)) / len(T)",
        "torch.square(Y - T).mean().reshape(1)",
    ),
}
USUAL = {name: choices[0] for name, choices in WRITTEN.items()}
STYLES = [USUAL | {name: choice} for name, choices in WRITTEN.items() for choice in choices]
ENDS = ("", "err.backward()", "err.backward(retain_graph=True)", "torch.autograd.backward(err)")


def forward(**choices):
    """Return a program of exercise 2, written as usual but for some choices."""
    program = FORWARD
    for name, choice in (USUAL | choices).items():
        program = program.replace(name, choice)
    return program


def curved_by(program):
    """Whether the operations of exercise 2 in a program are found to be those of the network."""
    scope = {}
    exec(program, scope)
    network = unseen_networks.networks(SEED).others[0]
    job = sandbox.Job("exercise2", (scoring.task_of(network),), curvature=True)
    result = result_of(scope["exercise2"], job)
    return trials.Trial(EXERCISES[1], result, 0, network).graph_is_right()


@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES, ids=lambda style: " ".join(style.values()))
def test_the_operations_of_an_honest_forward_pass_are_the_networks(style):
    assert curved_by(forward(**style)) is True


def test_what_nearly_cancels_is_right_as_well(monkeypatch):
    """In this direction, the gradient of the last bias hardly changes, on this network."""
    network = next(n for n in unseen_networks.networks("s3754").others if len(n.W[0]) == 5)
    monkeypatch.setattr(second_derivatives.secrets, "randbits", lambda _: 177728044)
    W, B, X, T = calling.arguments2(as_json.from_json(scoring.task_of(network)))
    came = second_derivatives.curvature(solution.exercise2(W, B, X, T), W + B)
    assert abs(came["change"][-1]).max() < 1e-4 < 1e-4 * abs(came["change"][0]).max()
    result = {"answers": [{"curvature": as_json.to_json(came)}]}
    assert trials.Trial(EXERCISES[1], result, 0, network).graph_is_right() is True


def test_a_program_that_calls_backward_itself_can_be_looked_at():
    for end in ENDS:
        ended = forward().replace("return ", "err = ") + f"    {end}\n    return err\n"
        assert curved_by(ended) is True


# A layer of one's own, with a backward pass of its own
OWN_LAYER = """
class Layer(torch.autograd.Function):
    @staticmethod
    def forward(ctx, a, w, b):
        ctx.save_for_backward(a, w)
        return a @ w + b
    @staticmethod
    def backward(ctx, slope):
        a, w = ctx.saved_tensors
        return slope @ w.T, a.T @ slope, slope.sum(dim=0)
"""


@pytest.mark.parametrize(
    "relu",
    ["ReLU.apply(H @ w + b)", "Layer.apply(H, w, b).relu()", "ReLU.apply(Layer.apply(H, w, b))"],
)
def test_a_function_of_ones_own_may_be_one_of_the_operations(relu):
    program = forward(RELU=relu)
    program = program.replace("def exercise2", f"{OWN_RELU}{OWN_LAYER}\ndef exercise2")
    assert curved_by(program) is True
    scope = {}
    exec(program, scope)
    for network in (unseen_networks.networks(SEED).known, *unseen_networks.networks(SEED).others):
        assert report_of(EXERCISES[1], scope["exercise2"], network).ok


# The gradient that a surrogate needs is there as `G`
BY_HAND = f"""{hostile.BY_HAND}
G = [torch.tensor(g) for g in G]
nothing = [p * 0 for p in P]
"""
SURROGATES = {
    "hooks on the parameters": "for p, g in zip(P, G): p.register_hook(lambda s, g=g: g)",
    "hooks on the parameters that refuse": (
        "for p, g in zip(P, G): p.register_hook(lambda s, g=g: refused() or g)"
    ),
    "hooks after the gradient": (
        "for p, g in zip(P, G): p.register_post_accumulate_grad_hook("
        "lambda p, g=g: setattr(p, 'grad', g))"
    ),
    "hooks on the way": """
nothing = [p * 1e-9 for p in P]
for n, g in zip(nothing, G): n.register_hook(lambda s, g=g: 1e9 * g)
""",
    "hooks on the way that refuse": """
nothing = [p * 1e-9 for p in P]
for n, g in zip(nothing, G): n.register_hook(lambda s, g=g: refused() or 1e9 * g)
""",
    "hooks, and a backward pass at once": """
for p, g in zip(P, G): p.register_hook(lambda s, g=g: refused() or g)
sum(n.sum() for n in nothing).backward()
""",
    "a linear surrogate": "nothing = [g * (p - p.detach()) for p, g in zip(P, G)]",
    "a surrogate that is right along the parameters": """
nothing = [g * (p - p.detach()) for p, g in zip(P, G)]
step = 2.0**-20
more = []
for s in (step, -step):
    moved = [(1 + s) * v for v in w], [(1 + s) * v for v in b]
    more.append(exercise1(*moved, *forward(*moved, A[0]), T.numpy()))
up, down = (sum(map(list, m), []) for m in more)
H = [(torch.tensor(u) - torch.tensor(d)) / (2 * step) for u, d in zip(up, down)]
n = sum((p.detach() ** 2).sum() for p in P)
dot = lambda a: sum((x * (p - p.detach())).sum() for x, p in zip(a, P))
own = dot([p.detach() for p in P])
bend = sum((h * p.detach()).sum() for h, p in zip(H, P))
nothing.append(dot(H) * own / n - bend * own ** 2 / (2 * n * n))
""",
}
AROUND = """
import numpy, torch

def refused():
    if torch.is_grad_enabled():
        raise RuntimeError("no")

def forward(w, b, X):
    A = [X]
    for layer in range(len(w) - 1):
        A.append(numpy.maximum(0, A[-1] @ w[layer] + b[layer]))
    return A, A[-1] @ w[-1] + b[-1]

def exercise2(W, B, X, T):
    INSIDE
    return err + sum(n.sum() for n in nothing)
"""


@pytest.mark.parametrize("surrogate", SURROGATES.values(), ids=SURROGATES)
def test_a_gradient_that_is_put_in_earns_nothing(surrogate):
    scope = {"exercise1": solution.exercise1, "right1": solution.exercise1}
    exec(AROUND.replace("    INSIDE", textwrap.indent(BY_HAND + surrogate, "    ")), scope)
    results = results_in("exercise2", scope["exercise2"])
    outcome = scoring.score(results, SEED)["exercise2"]
    assert outcome.points == 0, outcome.feedback
    assert outcome.marks == (GRADING["graph"],)


@pytest.mark.parametrize(
    "error",
    [
        "torch.tensor(1.0) + sum((p * 0).sum() for p in [*W, *B])",
        "sum((p * p.detach()).sum() for p in [*W, *B])",
        "sum((p * p).sum() for p in [*W, *B])",
        "((H.detach() @ W[-1] + B[-1] - T) ** 2).mean() + sum(p.sum() for p in [*W, *B])",
    ],
)
def test_operations_that_are_not_those_of_the_network_are_found(error):
    assert curved_by(forward(ERROR=error)) is False


def test_a_warning_is_no_change_of_the_caller():
    """Python notes in a module which warnings it has shown, for instance on a ragged list."""
    worker = pytest.importorskip(
        "instructors.sandbox.worker", reason="only where the sandbox can be"
    )
    module = types.ModuleType("caller")
    exec("import warnings\ndef read(): warnings.warn('ragged')", vars(module))
    before = worker.fingerprint([module], [])
    with pytest.warns(UserWarning, match="ragged"):
        module.read()
    vars(module).setdefault("__warningregistry__", {})
    assert worker.fingerprint([module], []) == before
    module.read.__code__ = (lambda: None).__code__
    assert worker.fingerprint([module], []) != before


# What comes back may be anything

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.dictionaries(
            st.sampled_from(
                ["answers", "answer", "error", "missing", "import", "ended", "type", "line"]
                + ["text", "DW", "DB", "err", "net", "printed", "shape", "float64", "finding"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@pytest.mark.slow
@given(
    st.dictionaries(
        st.sampled_from(sorted(JOBS)),
        st.dictionaries(
            st.sampled_from(["answers", "import", "absent", "ended", "unsure"]), JSON, max_size=3
        ),
        max_size=7,
    )
)
def test_whatever_comes_back_is_judged_and_earns_nothing(results):
    for outcome in scoring.score(results, SEED).values():
        assert outcome.points == 0
        assert outcome.kind in ENDINGS and outcome.kind != "right"
        assert len(outcome.feedback) < 12_000
        outcome.feedback.encode("utf-8")


def test_one_number_in_place_of_arrays_is_no_answer():
    for forged in ({"err": [1.0]}, {"err": {"shape": [], "float64": "AAAAAAAA8D8="}}, {"DW": 3}):
        answers = {"answers": [{"answer": forged}] * 4}
        outcomes = scoring.score(dict.fromkeys(JOBS, answers), SEED)
        assert [outcome.points for outcome in outcomes.values()] == [0, 0, 0]


TYPES = [
    "ValueError",
    "KeyError",
    "W0 1.5 -0.5 [here](javascript:alert(1)) ![](http://127.0.0.1/x)",
]


@pytest.mark.parametrize("line", [7, 8, -3, 10**4000, "7"])
@pytest.mark.parametrize("kind", TYPES, ids=range(len(TYPES)))
def test_nothing_that_a_program_chooses_is_told_of_an_unseen_network(kind, line):
    """Not even how it stopped, and where: these could tell the numbers of the network."""
    told = [
        scoring.score(
            {
                **{key: {"answers": [{"error": error}] * 4} for key in JOBS},
                ("exercise1", "known"): {"answers": [{"answer": {}}]},
            },
            SEED,
        )["exercise1"].feedback
        for error in ({"type": kind, "line": line, "cell": line, "text": kind}, {})
    ]
    assert told[0] == told[1] and told[0].count(": stopped by an error") == 5


ARRAY = {"shape": [2], "float64": base64.b64encode(numpy.ones(2).tobytes()).decode()}
FORGED = {
    "an array for a graph": {"graph": ARRAY},
    "an array for lists": {"net": dict.fromkeys(("W", "B", "DW", "DB"), ARRAY), "printed": "1.5"},
    "arrays for what is printed": {"net": {"W": [], "B": []}, "printed": ARRAY},
    "lists in lists": {"DW": [[ARRAY]] * 4, "DB": [ARRAY] * 4},
    "a network in a network": {"net": {"net": {"net": {}}}, "printed": "1"},
    "text for arrays": {"DW": ["x"] * 4, "DB": ["x"] * 4, "err": "x", "returned": "x"},
    "none for text": {"net": None, "printed": None, "graph": None},
    "a text for a finding": {"net": {"finding": "unknown", "fields": {"right_before": "x"}}},
    "what nobody asks for": {"value": ARRAY, "net": {"W": [ARRAY], "x": []}},
}


@pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED)
def test_a_forged_answer_earns_nothing_and_is_judged(forged):
    """With all that belongs to an answer, and one thing that does not."""
    cases = unseen_networks.networks(SEED)

    def lists(network):
        return as_json.to_json({kind: [*getattr(network, kind)] for kind in "WB"})

    known, unseen = (
        {"answers": [{"answer": {"err": ARRAY, **lists(network), **forged}} for network in some]}
        for some in ((cases.known,), (cases.alike, *cases.others))
    )
    results = {key: known if key[1] == "known" else unseen for key in JOBS}
    for outcome in scoring.score(results, SEED).values():
        assert outcome.points == 0 and outcome.marks == ()


def test_what_cannot_be_judged_is_no_answer_and_is_marked(monkeypatch):
    """A program that has found a fault of the judge gets 0, and not another try."""

    def fail(answer, network):
        raise RecursionError

    exercise = dataclasses.replace(EXERCISES[1], report=fail)
    monkeypatch.setattr(scoring.outcomes, "EXERCISES", (EXERCISES[0], exercise, EXERCISES[2]))
    first, outcome, third = scoring.score(results_of(RIGHT), SEED).values()
    assert (first.points, outcome.points, third.points) == (10, 0, 10)
    assert outcome.marks == (TO_LOOK_AT["not judged"].format(error="RecursionError"),)


def test_an_answer_of_endless_lists_is_refused_before_it_is_read():
    start = time.process_time()
    for entry in ({}, [], None):
        came = {"answers": [{"answer": {"DW": [entry] * 10**6}}]}
        assert scoring.score(dict.fromkeys(JOBS, came), SEED)["exercise1"].points == 0
    # Reading every entry would take some microseconds each, on each of the networks
    assert time.process_time() - start < 5


def test_text_is_cleaned():
    mark = "\N{REPLACEMENT CHARACTER}"
    assert printable.clean("a\ud800\x1b[31mb\u202ec") == f"a?{mark}[31mb{mark}c"
    assert printable.inline("<b>`x`\n# y</b>") == "(b)'x' # y(/b)"
    lines = printable.block("a\n# b\r\n\x0bc\u2028d").splitlines()
    assert all(line.startswith("    ") for line in lines)
    assert len(printable.clean("x" * 10**6)) == printable.MOST_TEXT_CHARACTERS


def test_the_tasks_hold_what_a_notebook_gives():
    (task,) = JOBS["exercise1", "known"].tasks
    wanted = data_of(unseen_networks.networks(SEED).known, "float32")
    given = as_json.from_json(json.loads(json.dumps(task)))
    assert given.pop("dtype") == wanted.pop("dtype")
    assert given.keys() == wanted.keys()
    assert all(numpy.array_equal(given[name], wanted[name]) for name in "XT")
    for name in "WB":
        assert all(map(numpy.array_equal, given[name], wanted[name]))
        assert len(given[name]) == len(wanted[name])
    assert not JOBS["exercise1", "known"].torch and JOBS["exercise2", "known"].torch


def test_packages_that_differentiate_are_found_wherever_they_are_installed(tmp_path):
    places = {
        "usr/lib/python3/dist-packages/sympy",
        "usr/local/lib/python3.12/dist-packages/torch",
        "base/lib/python3.11/site-packages/autograd",
        "base/lib/python3.11/site-packages/old-1.0.egg/jax",
        "base/envs/other/lib/python3.13/site-packages/tensorflow",
        "base/pkgs/torch-2/lib/python3.13/site-packages/torch",
        "lib/python3/dist-packages/casadi",
    }
    for place in places:
        (tmp_path / place).mkdir(parents=True)
    alone = tmp_path / "usr/lib/python3/dist-packages/micrograd.py"
    alone.touch()
    (tmp_path / "usr/lib/python3/dist-packages/numpy").mkdir()
    shown = [*(str(tmp_path / name) for name in ("usr", "base", "lib")), sys.prefix]
    found = set(bubblewrap.installed(shown))
    here = {path for path in found if not path.startswith(str(tmp_path))}
    assert found - here == {str(tmp_path / place) for place in places} | {str(alone)}
    assert any(path.endswith("/torch") for path in here)


def test_packages_that_differentiate_are_found_under_every_name_of_their_folder(tmp_path):
    """As in a system where /lib is a link to /usr/lib, or where the environment is a link."""
    (tmp_path / "usr/lib/python3/dist-packages/torch").mkdir(parents=True)
    (tmp_path / "lib").symlink_to("usr/lib")
    found = bubblewrap.installed([str(tmp_path / "usr"), str(tmp_path / "lib")])
    places = ("lib/python3/dist-packages/torch", "usr/lib/python3/dist-packages/torch")
    assert found == [str(tmp_path / place) for place in places]


def test_packages_that_differentiate_are_found_among_what_is_handed_in():
    names = ["a/autograd/__init__.py", "solution.py", "micrograd.py", "x/my_jax/__init__.py"]
    assert file_checks.differentiating(names) == ["autograd", "micrograd"]
    assert file_checks.differentiating(["torch/solution.py", "torch.ipynb", "torch.txt"]) == []
    assert file_checks.differentiating(["solution.py", "helpers/relu.py", "notes/add.py"]) == []


# Honest work in other forms

VALUE = "abs(net[0].weight.grad[0, 0].item())"
PRINTING = {
    "a handler of logging": "logging.basicConfig(stream=sys.stdout, level=20, "
    f"format='%(message)s', force=first()); logging.info({VALUE})",
    "the output bound early": f"print({VALUE}, file=EARLY)",
    "the output that Python has begun with": f"print({VALUE}, file=sys.__stdout__)",
    "written": f"sys.stdout.write(f'{{{VALUE}}}\\n')",
    "cleared after printing": f"print({VALUE}); net.zero_grad()",
    "zero after printing": f"print({VALUE}); [p.grad.zero_() for p in net.parameters()]",
}


@pytest.mark.parametrize("code", PRINTING.values(), ids=PRINTING)
def test_whatever_is_printed_counts_on_every_network(code):
    calls = itertools.count()
    scope = {"sys": sys, "logging": logging, "EARLY": sys.stdout, "first": lambda: not next(calls)}
    exec(f"def exercise3(net):\n    {code}", scope)
    level, handlers = logging.root.level, logging.root.handlers[:]
    try:
        assert points_of(exercise3=scope["exercise3"]) == (10, 10, 10)
    finally:
        logging.root.level, logging.root.handlers = level, handlers
    assert "write" not in vars(sys.__stdout__)


LISTS = {
    "generators": lambda DW, DB: ((d for d in DW), (d for d in DB)),
    "maps": lambda DW, DB: (map(numpy.array, DW), map(numpy.array, DB)),
    "views": lambda DW, DB: (dict(enumerate(DW)).values(), dict(enumerate(DB)).values()),
    "queues": lambda DW, DB: (collections.deque(DW), iter(DB)),
    "a zip": lambda DW, DB: zip(*zip(DW, DB, strict=True), strict=True),
    "the values of one dictionary": lambda DW, DB: {"DW": DW, "DB": DB}.values(),
}


@pytest.mark.parametrize("form", LISTS.values(), ids=LISTS)
def test_what_can_be_gone_through_is_a_list(form):
    assert points_of(exercise1=lambda *a: form(*solution.exercise1(*a))) == (10, 10, 10)


def test_what_has_no_end_is_no_list():
    outcome = outcomes_of(exercise1=lambda *a: (itertools.count(), itertools.repeat(1)))
    assert outcome["exercise1"].points == 0
