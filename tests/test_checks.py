"""The checks name every mistake of the catalogue, and never call a right answer wrong."""

import ast

import example_networks as networks
import numpy
import pytest
import torch
from bs4 import BeautifulSoup
from example_networks import (
    ALIKE,
    SERIES,
    check,
    differentiated,
    exercise1,
    sequential,
    tensors,
)
from hypothesis import assume, given
from hypothesis import strategies as st
from nbconvert.filters import markdown2html_mistune
from processes import python
from spread import some
from wrong_programs import (
    WRONG_FORWARD,
    backward,
    first_difference,
    pairs,
    programs,
    squared,
)

import checks
import solution
import utils
from checks import judging, matching, reading, sentences
from checks.findings import Finding
from checks.names import catalogue, describing
from checks.networks import linearised, network_of, series_network
from checks.reports import NotRightYetError, Report, Row, Spot
from checks.truth import Truth
from instructors import series

NETWORKS = ALIKE | {
    "as wide as the data": networks.random_network([3, 3, 3, 3, 1], samples=23, seed=7)
}
ORDER = ["DW[3]", "DB[3]", "DW[2]", "DB[2]", "DW[1]", "DB[1]", "DW[0]", "DB[0]"]


# Every mistake


@pytest.mark.parametrize("network", some(NETWORKS, "series"))
def test_every_mistake_is_named(network):
    net, wrong, every = NETWORKS[network], {}, programs(NETWORKS[network])
    for name, (DW, DB) in every.items():
        if net is not SERIES and name.rstrip("-0123456789") in describing.NAMES:
            continue  # a small network may not tell
        report = check(net, DW, DB)
        assert report.first_wrong == first_difference(net, DW, DB), name
        assert report.ok == (report.first_wrong is None)
        if report.ok:
            assert net is not SERIES  # another network may have nothing to clip
            continue
        told, *more = report.mistakes
        # Two mistakes may be one for the units of a small network, and there are many thresholds
        alike = not more and told in every and equal(every[told], (DW, DB))
        alike = net is not SERIES and (alike or told.startswith("mask-with-threshold"))
        if report.mistakes != (name,) and not alike:
            wrong[name] = report.mistakes
        assert len(report.text) > 40
    assert not wrong


def equal(one, other):
    """Say whether two gradients are the same numbers."""
    return all(
        numpy.shape(a) == numpy.shape(b) and numpy.allclose(a, b, rtol=1e-9)
        for arrays, others in zip(one, other, strict=True)
        for a, b in zip(arrays, others, strict=True)
    )


@pytest.mark.parametrize("network", some(NETWORKS, "series"))
def test_two_mistakes_are_named(network):
    net = NETWORKS[network]
    for names, (DW, DB) in pairs(net).items():
        report = check(net, DW, DB)
        assert set(report.mistakes) == set(names)
        assert report.first_wrong == first_difference(net, DW, DB)


BESIDE_A_FACTOR = (
    *("factor-of-one", "activations-of-one-layer-1", "masks-for-activations"),
    *("sums-multiplied", "sum-for-activation-3", "slopes-for-signals", "slope-for-signal-2"),
    *("slope-of-signal-alone-1", "constants-where-off", "biases-over-all", "inverted-masks"),
)


@pytest.mark.parametrize(("factor", "told"), [(1 / 2, "missing-factor-2"), (3.0, "wrong-factor")])
@pytest.mark.parametrize(
    "name", some(BESIDE_A_FACTOR, "factor-of-one", "sums-multiplied", "slope-for-signal-2")
)
def test_a_mistake_is_named_beside_a_factor_of_everything(name, factor, told):
    DW, DB = programs(SERIES)[name]
    report = check(SERIES, [factor * dw for dw in DW], [factor * db for db in DB])
    assert set(report.mistakes) == {name, told}


@pytest.mark.parametrize(
    ("step", "name"),
    [
        (lambda da, a: a > 0, "slopes-for-signals"),
        (lambda da, a: da * (1 - da), "slopes-of-signals"),
        (lambda da, a: numpy.where(a > 0, da, 0.1), "constants-where-off"),
    ],
)
def test_a_factor_of_the_error_is_not_in_what_replaces_the_signal(step, name):
    A = SERIES.A
    error = (SERIES.Y - SERIES.T) / SERIES.Y.size
    DW, DB = backward(SERIES, error=error, step=lambda da, layer: step(da, A[layer]) * 1.0)
    assert set(check(SERIES, DW, DB).mistakes) == {name, "missing-factor-2"}


def test_every_mistake_of_the_backward_pass_has_a_wrong_program():
    """The catalogue and the programs of these tests know the same mistakes."""
    truth = Truth(SERIES.for_checks, ("error", "backward"))
    assert {truth.finding(change).identifier for change in truth.changes} <= set(programs(SERIES))


def test_every_mistake_has_an_identifier_and_a_sentence_of_its_own():
    assert len(set(sentences.SENTENCES.values())) == len(sentences.SENTENCES)
    tangent = linearised(SERIES.for_checks)
    for mistake in catalogue.CATALOGUE:
        for arguments in mistake.where(tangent):
            assert set(arguments) <= {"layer", "other", "count", "sample"}
            assert Finding(
                mistake.name, arguments | {"samples": 16, "size": 16, "or_sum": ""}
            ).sentence


def test_every_sentence_is_used():
    """A sentence that nothing says would be translated for nobody."""
    code = [text for name, text in series.code().items() if name != "checks/sentences.py"]
    code.append((series.ROOT / "instructors" / "scoring" / "outcomes.py").read_bytes())
    trees = map(ast.parse, code)
    nodes = (node for tree in trees for node in ast.walk(tree))
    texts = {node.value for node in nodes if isinstance(node, ast.Constant)}
    assert [name for name in sentences.SENTENCES if name not in texts] == []


def test_of_one_layer_that_was_never_filled_in_no_weights_are_blamed():
    DW, DB = exercise1(SERIES)
    DW[2], DB[2] = 0 * DW[2], 0 * DB[2]
    assert checks.exercise1(DW, DB).mistakes == ("zeros",)


def test_what_is_kept_is_that_of_the_same_numbers():
    """Somebody may change the numbers of a network between two checks."""
    network = network_of([w.copy() for w in SERIES.W], SERIES.B, SERIES.X, SERIES.T)
    before = judging.gradient(reading.gradient(*exercise1(SERIES), 4), network)
    network.W[3] *= 2
    after = judging.gradient(reading.gradient(*exercise1(SERIES), 4), network)
    assert (before.ok, after.ok) == (True, False)
    network.W[3] /= 2
    assert judging.gradient(reading.gradient(*exercise1(SERIES), 4), network).ok


@pytest.mark.parametrize("name", ORDER)
def test_a_single_wrong_array_is_named(name):
    DW, DB = exercise1(SERIES)
    array = (DW if name[1] == "W" else DB)[int(name[3])]
    array += numpy.random.default_rng(0).normal(size=array.shape)
    report = checks.exercise1(DW, DB)
    assert (report.ok, report.first_wrong) == (False, name)
    # That a single number is a multiple of the right one proves nothing
    assert report.mistakes == ("single-array",)
    assert [row[0] for row in report.rows] == ORDER
    assert [row[2] for row in report.rows] == [array != name for array in ORDER]


def test_what_nothing_explains_is_unknown():
    DW, DB = exercise1(SERIES)
    random = numpy.random.default_rng(0)
    for layer in (0, 1):
        DW[layer] += random.normal(size=DW[layer].shape)
    report = checks.exercise1(DW, DB)
    assert (report.mistakes, report.first_wrong) == (("unknown",), "DW[1]")
    assert "DW[3], DB[3], DW[2] and DB[2]" in report.text


def test_a_mistake_is_named_even_if_another_one_hides_below_it():
    DW, DB = backward(SERIES, mask=lambda layer: 1 if layer == 3 else SERIES.A[layer] > 0)
    DW[0] = DW[0] + 1
    report = checks.exercise1(DW, DB)
    assert report.mistakes == ("missing-mask-3",)
    assert report.first_wrong == "DW[2]"


# No right answer is called wrong


@given(networks.networks())
def test_a_right_answer_is_right(net):
    report = check(net, *exercise1(net))
    assert report.ok
    assert report.first_wrong is None
    assert report.mistakes == ()


@given(networks.networks(), st.randoms(use_true_random=False))
def test_a_right_answer_is_right_in_any_order_of_the_samples(net, random):
    order = random.sample(range(len(net.X)), len(net.X))
    shuffled = networks.Network(net.W, net.B, net.X[order], net.T[order])
    assert check(net, *exercise1(shuffled)).ok


@given(networks.networks())
def test_a_right_answer_by_other_operations_is_right(net):
    """One sample at a time, the factors last."""
    DW = [numpy.zeros_like(w) for w in net.W]
    DB = [numpy.zeros_like(b) for b in net.B]
    A = net.A
    for sample, difference in enumerate(net.Y - net.T):
        dz = difference
        for layer in reversed(range(len(net.W))):
            DW[layer] += numpy.outer(A[layer][sample], dz)
            DB[layer] += dz
            dz = net.W[layer].dot(dz) * numpy.sign(A[layer][sample])
    factor = 2 / net.T.size
    assert check(net, [factor * dw for dw in DW], [factor * db for db in DB]).ok


@given(networks.networks())
def test_a_right_answer_in_float32_is_right(net):
    DW, DB = exercise1(net.astype(numpy.float32))
    exact = exercise1(net)
    # Where float32 itself has lost the digits, nobody could tell right from wrong
    for single, double in zip([*DW, *DB], [*exact[0], *exact[1]], strict=True):
        assume((abs(single - double) <= 5e-5 * abs(double)).all())
    assert check(net, DW, DB).ok


def test_the_series_in_float32_and_in_any_order_is_right():
    for seed in range(50):
        order = numpy.random.default_rng(seed).permutation(16)
        shuffled = networks.Network(SERIES.W, SERIES.B, SERIES.X[order], SERIES.T[order])
        DW, DB = exercise1(shuffled.astype(numpy.float32))
        assert checks.exercise1(DW, DB).ok
        assert checks.exercise1([d.astype(float) for d in DW], [d.astype(float) for d in DB]).ok


def test_autograd_is_right():
    _, W, B = differentiated(torch.float64)
    assert checks.exercise1([w.grad for w in W], [b.grad for b in B]).ok


@pytest.mark.parametrize("factor", [1 + 1e-4, 1 - 1e-4])
def test_a_relative_error_of_one_in_ten_thousand_is_wrong_anywhere(factor):
    arrays = [array for part in exercise1(SERIES) for array in part]
    for array in arrays:
        for index in zip(*array.nonzero(), strict=True):
            wrong = array.copy()
            wrong[index] *= factor
            assert matching.match(array, array) == ""
            assert matching.match(wrong, array) is None


@pytest.mark.parametrize("name", some(ORDER, "DB[3]", "DW[0]"))
def test_a_small_error_in_the_smallest_entry_is_reported(name):
    DW, DB = exercise1(SERIES)
    array = (DW if name[1] == "W" else DB)[int(name[3])]
    sizes = numpy.where(array == 0, numpy.inf, abs(array))
    array[numpy.unravel_index(sizes.argmin(), array.shape)] *= 1 + 1e-4
    assert checks.exercise1(DW, DB).first_wrong == name


# Bad input: see also `test_reading`

DW, DB = exercise1(SERIES)


def test_a_value_that_cannot_be_read_does_not_hide_a_mistake_before_it():
    half = [dw / 2 for dw in DW]
    report = checks.exercise1(["text", *half[1:]], [db / 2 for db in DB])
    assert (report.mistakes, report.first_wrong) == (("missing-factor-2",), "DW[3]")


def test_integers_are_numbers():
    report = checks.exercise1([numpy.ones(w.shape, dtype=int) for w in SERIES.W], DB)
    assert report.mistakes == ("same-entries",)
    integers = [numpy.arange(w.size).reshape(w.shape) for w in SERIES.W]
    assert checks.exercise1(integers, DB).mistakes == ("unknown",)


def test_the_arguments_stay_as_they_are():
    before = [array.copy() for array in DW + DB]
    for arrays in (DW, [2 * dw for dw in DW]):
        checks.exercise1(arrays, DB)
    assert all((old == new).all() for old, new in zip(before, DW + DB, strict=True))


# Exercise 2


def test_every_mistake_of_the_forward_pass_has_a_wrong_program():
    truth = Truth(SERIES.for_checks, ("error", "forward"))
    known = {truth.finding(change).identifier for change in truth.changes}
    # An error that is not differentiated is no error: it is one of the backward pass
    assert known - {"error-not-differentiated"} == {n for (n, *_) in WRONG_FORWARD} - {
        *("unknown-network", "other-error-of-outputs")
    }


@pytest.mark.parametrize("dtype", some([torch.float32, torch.float64], torch.float32))
@pytest.mark.parametrize("names", WRONG_FORWARD, ids="+".join)
def test_every_mistake_of_the_forward_pass_is_named(names, dtype):
    W, B, X, T = tensors(dtype)
    err = WRONG_FORWARD[names](W, B, X, T)
    err.backward()
    report = checks.exercise2(err, W, B)
    assert report.mistakes == names
    assert report.first_wrong == "err"
    # A mean of differences has the gradient of the mean of Y, and another value
    assert report.explained or names[0] in (
        *("unknown-network", "output-for-error", "other-error-of-outputs"),
    )


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_exercise2_right(dtype):
    err, W, B = differentiated(dtype)
    report = checks.exercise2(err, W, B)
    assert report.ok
    assert [row[0] for row in report.rows[:3]] == ["err", "W[3].grad", "B[3].grad"]


@pytest.mark.parametrize("times", [2, 3])
def test_accumulated_gradients(times):
    W, B, X, T = tensors()
    for _ in range(times):
        err = solution.exercise2(W, B, X, T)
        err.backward()
    report = checks.exercise2(err, W, B)
    assert (report.mistakes, report.first_wrong) == (("accumulated-gradients",), "W[3].grad")
    assert f"{times} times" in report.text


def test_backward_not_called():
    W, B, X, T = tensors()
    report = checks.exercise2(solution.exercise2(W, B, X, T), W, B)
    assert report.mistakes == ("backward-not-called",)


def test_an_activation_out_of_the_graph():
    W, B, X, T = tensors()
    A1 = (X @ W[0] + B[0]).relu().detach()
    A2 = (A1 @ W[1] + B[1]).relu()
    A3 = (A2 @ W[2] + B[2]).relu()
    err = squared(A3 @ W[3] + B[3], T)
    err.backward()
    report = checks.exercise2(err, W, B)
    assert (report.mistakes, report.first_wrong) == (("not-in-graph",), "W[0].grad")


@pytest.mark.parametrize(
    ("name", "spoil"),
    [
        ("no-graph", torch.Tensor.detach),
        ("no-graph", lambda err: torch.tensor(err.item())),
        ("error-not-a-tensor", torch.Tensor.item),
        ("error-not-a-tensor", lambda err: err.detach().numpy()),
        ("nothing-returned", lambda err: None),
        ("error-not-a-tensor", lambda err: "6.8"),
        ("error-not-a-number", lambda err: err * torch.ones(16, 1)),
        ("wrong-error", lambda err: err + 1),
        ("not-finite", lambda err: err * float("nan")),
    ],
)
def test_an_error_that_is_not_the_error(name, spoil):
    err, W, B = differentiated()
    report = checks.exercise2(spoil(err), W, B)
    assert (report.mistakes, report.first_wrong) == ((name,), "err")


def test_parameters_that_are_not_those_that_were_given():
    err, W, B = differentiated()
    W[1].data += 1
    report = checks.exercise2(err, W, B)
    assert (report.mistakes, report.first_wrong) == (("parameters-changed",), "W[1]")
    assert checks.exercise2(err, SERIES.W, SERIES.B).mistakes == ("not-parameters",)
    assert checks.exercise2(err, None, B).mistakes == ("not-two-lists",)
    assert checks.exercise2(err, W[:2], B).mistakes == ("not-two-lists",)
    assert checks.exercise2().mistakes == ("nothing-returned",)


def test_the_error_alone():
    err = solution.exercise2(*tensors())
    report = checks.exercise2(err)
    assert report.ok and "gradient was not looked at" in report.text
    report.must_be_complete()
    for wrong in (err / 2, err + 1):
        assert checks.exercise2(wrong).mistakes == ("other-error",)
        checks.exercise2(wrong).must_be_complete()
    for nothing, mistake in (
        (err.detach(), "no-graph"),
        (err.item(), "error-not-a-tensor"),
        (None, "nothing-returned"),
    ):
        report = checks.exercise2(nothing)
        assert report.mistakes == (mistake,)
        with pytest.raises(NotRightYetError, match="needs the whole answer"):
            report.must_be_complete()


# Exercise 3


def run_backward(net):
    X, T = (torch.Tensor(array) for array in utils.getdata())
    squared(net(X), T).backward()
    return net


def test_exercise3_right():
    net = run_backward(sequential())
    for value in ((), (1.5422822,), (net[0].weight.grad[0, 0],), ([[1.5422821523392451]],)):
        report = checks.exercise3(net, *value)
        assert report.ok
        assert report.rows[0][:2] == ("DW[3]", "(1, 6)")


def test_what_is_wrong_with_the_network():
    assert checks.exercise3(sequential()).mistakes == ("backward-not-called",)
    assert checks.exercise3(run_backward(sequential(relus=(1, 3)))).mistakes == ("missing-relu-2",)
    twice = run_backward(run_backward(sequential()))
    assert checks.exercise3(twice).mistakes == ("accumulated-gradients",)
    straight = sequential()
    straight[2].weight.data = torch.Tensor(SERIES.W[1])
    report = checks.exercise3(run_backward(straight))
    assert (report.mistakes, report.first_wrong) == (("parameters-transposed",), "W[1]")
    for other in (None, 3, "net", torch.nn.Linear(4, 6), torch.nn.Sequential()):
        assert checks.exercise3(other).mistakes == ("other-network",)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("weight-itself", lambda net: net[0].weight[0, 0]),
        ("another-layer", lambda net: net[2].weight.grad[0, 0]),
        ("squared-value", lambda net: net[0].weight.grad[0, 0] ** 2),
        ("root-of-value", lambda net: net[0].weight.grad[0, 0].abs() ** 0.5),
        ("zero-value", lambda net: net[4].weight.grad[3, 1]),
        ("another-entry", lambda net: net[0].weight.grad[0, 1]),
        ("another-entry", lambda net: net[0].weight.grad[1, 0]),
        ("bias-gradient", lambda net: net[0].bias.grad[0]),
        ("whole-array", lambda net: net[0].weight.grad),
        ("whole-array", lambda net: numpy.linalg.norm(net[0].weight.grad)),
        ("all-parameters", lambda net: torch.nn.utils.clip_grad_norm_(net.parameters(), 1e9)),
        ("whole-array", lambda net: net[0].weight.grad.abs().mean()),
        ("all-parameters", lambda net: sum(p.grad.norm() for p in net.parameters())),
        ("negative-magnitude", lambda net: -net[0].weight.grad[0, 0]),
        ("value-is-none", lambda net: net[0].weight.detach().grad),
        ("value-is-none", solution.exercise3),
        ("wrong-value", lambda net: 7.0),
        ("wrong-value", lambda net: 1.5425),
        ("not-numbers", lambda net: "1.5422822"),
        ("not-finite", lambda net: float("nan")),
    ],
)
def test_what_is_wrong_with_the_value(name, value):
    net = run_backward(sequential())
    report = checks.exercise3(net, value(net))
    assert (report.mistakes, report.first_wrong) == ((name,), "value")


# The report


def test_the_report_as_text_and_as_markdown():
    report = checks.exercise1([DW[0], DW[1], DW[2].T, DW[3]], [DB[0], DB[1][:2], DB[2], DB[3]])
    assert repr(report).splitlines()[:4] == [
        "DW[3]  ✓ right  (6, 1)",
        "DB[3]  ✓ right  (1,)",
        "DW[2]  ✗ wrong  (6, 6)",
        "DB[2]  ✓ right  (6,)",
    ]
    assert "DB[1]  ✗ wrong  (2,), expected (6,)" in repr(report)
    assert "DW[2] is the first wrong one. This is true of DW[2] and not of all" in repr(report)
    assert "It is the transpose of the right array" in repr(report)
    shown = report._repr_markdown_().splitlines()
    assert shown[:2] == ["| array | verdict | shape |", "| :--- | :--- | :--- |"]
    assert shown[4] == "| `DW[2]` | **✗ wrong** | (6, 6) |"
    assert len(shown) == 12


# What Markdown, tables in it, or MathJax would take for something else
ODD = st.text("ab1 `*_{}[]()<>#|~$&\\\\!+-.:\n", max_size=25)


@given(ODD.filter(lambda text: "`" not in text), ODD, ODD)
def test_markdown_shows_what_a_program_says_and_nothing_else(shape, line, message):
    spot = Spot(3, "solution.py", f"x{line}")
    stop = Finding("stopped-other", {"line": str(spot), "error": "E", "message": f"m{message}"})
    report = Report((Row("DW[3]", f"s{shape}", None), Row("DB[3]", "", None)), (stop,))
    page = BeautifulSoup(markdown2html_mistune(report._repr_markdown_()), "html.parser")
    cells = [*("DW[3]", "- none", f"s{shape}"), *("DB[3]", "- none", "")]
    text = f"It stopped in line 3 of solution.py: x{line}. Python says: E: m{message}."
    shown = [tag.get_text() for tag in page.find_all(["td", "p"])]
    assert ["".join(s.split()) for s in shown] == ["".join(s.split()) for s in [*cells, text]]
    assert {tag.name for tag in page.find("p").find_all()} <= {"code"}
    # MathJax looks everywhere but there
    outside = "".join(t for t in page.find_all(string=True) if t.parent.name != "code")
    assert "$" not in outside and "\\" not in outside


def test_mistakes_that_cancel_each_other_are_no_pair():
    pairs = Truth(series_network(), ("error", "backward"))._pairs
    names = {frozenset(change.mistake.name for change in pair) for pair in pairs}
    assert {"sum-for-mean", "wrong-sign"} in names
    assert {"sum-for-mean", "mean-twice"} not in names


@pytest.mark.parametrize("module", ["checks", "solution"])
def test_importing_it_does_not_import_torch(module):
    program = f"import sys, {module}; print('torch' in sys.modules)"
    done = python("-c", program)
    assert done.stdout.strip() == "False", done.stderr
