"""Lines that are found by exchanging values, however a program is written."""

import textwrap
import warnings

import numpy
import pytest
import torch
from usual_programs import FORWARD, LOOP, changed

import checks
from checks.exercises import EXERCISES
from checks.lines import apart, experiments
from checks.lines.exchanges import Exchange, opposites
from checks.lines.experiments import Helpful, nearest
from checks.lines.right_values import KEEP
from checks.lines.search import as_it_was
from checks.lines.sources import program_of
from checks.networks import series_network


def lines_of(function, number=1, suspects=()):
    """Return the numbers of the lines that are found, without any name of a mistake."""
    program, exercise = program_of(function), EXERCISES[number - 1]
    found = experiments.performed(program, exercise, series_network(), suspects).lines
    return [line for line, _ in program.spots(found)]


WRONG = {
    "another layer": ("DW[l] = A[l].T", "DW[l] = A[max(l - 1, 1)].T"),
    "mask of another layer": ("A[l] > 0", "A[l if l != 2 else 1] > 0"),
    "a number": ("len(Y)", "len(Y[0])"),
    "a difference": ("(Y - T)", "(Y + T)"),
    "another product": ("dz @ W[l].T", "dz @ np.tanh(W[l].T)"),
    "a slope": ("(A[l] > 0)", "A[l]"),
    "a sum": ("dz.sum(axis=0)", "dz.max(axis=0)"),
    "another shape": ("dz.sum(axis=0)", "dz"),
}


@pytest.mark.parametrize("name", WRONG)
def test_the_line_is_found_without_a_name(load, name):
    source, line = changed(LOOP, *WRONG[name])
    assert lines_of(load(source))[:1] == [line]


def test_a_condition_that_is_off_by_one(load):
    source = LOOP.replace(
        "dz = dz @ W[l].T * (A[l] > 0)",
        "dz = dz @ W[l].T\n        if l > 1:\n            dz = dz * (A[l] > 0)",
    )
    source, line = changed(source, "if l > 1:", "if l > 1:")
    assert lines_of(load(source))[:1] == [line]


def test_what_is_right_for_something_else_is_not_shown_but_what_takes_it(load):
    """A mask that is multiplied twice is the same mask, so other values of `back` help as well."""
    source, line = changed(
        """
        def exercise1(W, B, A, Y, T):
            dz = 2 * (Y - T) / len(Y)
            DW, DB = [A[3].T @ dz], [dz.sum(axis=0)]
            for l in (3, 2, 1):
                back = dz @ W[l].T
                dz = back * (A[l] > 0)
                DW.insert(0, A[l - 1].T @ dz)
                DB.insert(0, dz.sum(axis=0))
            return DW, DB
        """,
        "A[l - 1].T @ dz",
        "A[l - 1].T @ back",
    )
    assert lines_of(load(source))[:1] == [line]


def test_the_number_of_samples_that_stands_in_the_program(load):
    """With less samples something else would be wrong as well."""
    source, line = changed(LOOP.replace("len(Y)", "16"), "A[l] > 0", "A[l] < 0")
    assert lines_of(load(source))[:1] == [line]


def test_sample_by_sample(load):
    source, line = changed(
        """
        import numpy as np

        def exercise1(W, B, A, Y, T):
            DW, DB = [np.zeros_like(w) for w in W], [np.zeros_like(b) for b in B]
            for n in range(len(Y)):
                dz = 2 * (Y[n] - T[n]) / len(Y)
                for l in (3, 2, 1, 0):
                    DW[l] += np.outer(A[l][n], dz)
                    DB[l] += dz
                    dz = W[l] @ dz * (A[l][n] > 0)
            return DW, DB
        """,
        "(A[l][n] > 0)",
        "(A[l][0] > 0)",
    )
    assert lines_of(load(source))[:1] == [line]


def test_number_by_number(load):
    """Of thousands of values in a run, the right one is found nevertheless."""
    source, line = changed(
        """
        def passed(weights, dz, active):
            back = []
            for unit in range(len(active)):
                total = 0.0
                for other in range(len(dz)):
                    total += weights[unit][other] * dz[other]
                slope = 1.0 if active[unit] > 0 else 0.0
                back.append(total * slope)
            return back

        def exercise1(W, B, A, Y, T):
            DW = [[[0.0] * len(row[0]) for row in w[:, None]] for w in W]
            DB = [[0.0] * len(b) for b in B]
            for n in range(len(Y)):
                dz = [2 * float(Y[n][0] - T[n][0]) / len(Y)]
                for l in (3, 2, 1, 0):
                    for i in range(len(DW[l])):
                        for j in range(len(dz)):
                            DW[l][i][j] += A[l][n][i] * dz[j]
                    for j in range(len(dz)):
                        DB[l][j] += dz[j]
                    dz = passed(W[l], dz, A[l][n])
            return DW, DB
        """,
        "total * slope",
        "total + slope",
    )
    assert lines_of(load(source))[:1] == [line]


def test_a_count_that_differs_from_layer_to_layer(load):
    source, line = changed(
        """
        def of_layer(a, dz):
            size = dz.shape[0]
            return a.T @ dz / size, dz.sum(axis=0) / size

        def exercise1(W, B, A, Y, T):
            dz, every = 2 * (Y - T), []
            for l in (3, 2, 1, 0):
                every.insert(0, of_layer(A[l], dz))
                dz = dz @ W[l].T * (A[l] > 0)
            return [weights for weights, _ in every], [biases for _, biases in every]
        """,
        "dz.shape[0]",
        "dz.shape[1]",
    )
    assert lines_of(load(source))[:1] == [line]


def test_two_lines_that_are_wrong_in_different_layers(load):
    source = textwrap.dedent("""
        def exercise1(W, B, A, Y, T):
            d3 = 2 * (Y - T) / len(Y)
            d2 = d3 @ W[3].T * (A[3] > 0)
            d1 = d2 @ W[2].T * (A[2] > 0)
            d0 = d1 @ W[1].T * (A[1] > 0)
            DW = [A[0].T @ d0, A[1].T @ d1, A[2].T @ d2, A[3].T @ d3]
            b0 = d0.sum(axis=0)
            b1 = d0.sum(axis=0)
            b2 = d0.sum(axis=0)
            return DW, [b0, b1, b2, d3.sum(axis=0)]
        """)
    lines = source.splitlines()
    wrong = [
        n
        for n, line in enumerate(lines, start=1)
        if line.strip() in ("b1 = d0.sum(axis=0)", "b2 = d0.sum(axis=0)")
    ]
    assert sorted(lines_of(load(source))) == wrong


FORWARD_WRONG = {
    "another activation": ("torch.relu(A1 @ W[1] + B[1])", "torch.tanh(A1 @ W[1] + B[1])"),
    "a bias twice": ("A2 @ W[2] + B[2]", "A2 @ W[2] + B[2] + B[2]"),
    "a sum": (".mean()", ".sum()"),
}


@pytest.mark.parametrize("name", FORWARD_WRONG)
def test_the_line_in_a_forward_pass(load, name):
    source, line = changed(FORWARD, *FORWARD_WRONG[name])
    assert lines_of(load(source, "exercise2"), 2)[:1] == [line]


PRINTED = {
    "another layer": {"net[0]": "net[2]"},
    "the bias": {"layer.weight.grad": "layer.bias.grad", "grad[0, 0]": "grad[0]"},
    "another entry": {"grad[0, 0]": "grad[0, 1]"},
}
EXERCISE3 = """
def exercise3(net):
    layer = net[0]
    grad = layer.weight.grad
    number = grad[0, 0]
    print(number.item())
"""


@pytest.mark.parametrize("name", PRINTED)
def test_where_another_number_is_taken_out_of_a_network(load, name):
    (wrong, *others) = PRINTED[name].items()
    source, line = changed(EXERCISE3, *wrong)
    for old, new in others:
        source = source.replace(old, new)
    assert lines_of(load(source, "exercise3"), 3) == [line]


@pytest.mark.parametrize("change", ["net.zero_grad(set_to_none=False)", "layer.weight.grad *= 2"])
def test_where_a_gradient_is_changed_before_it_is_printed(load, change):
    source = EXERCISE3.replace("    grad =", f"    {change}\n    grad =")
    source, line = changed(source, change, change)
    program = program_of(load(source, "exercise3"))
    found = experiments.performed(program, EXERCISES[2], series_network(), []).lines
    assert [number for number, _ in program.spots(found)] == [line]


def test_where_a_function_that_is_called_changes_a_gradient_and_where_it_is_called(load):
    clearing = "def clear(net):\n    for p in net.parameters():\n        p.grad.zero_()\n"
    source = clearing + EXERCISE3.replace("    grad =", "    clear(net)\n    grad =")
    program = program_of(load(source, "exercise3"))
    found = experiments.performed(program, EXERCISES[2], series_network(), []).lines
    shown = [number for number, _ in program.spots(found)]
    lines = source.splitlines()
    assert [lines[n - 1].strip() for n in shown] == ["p.grad.zero_()", "clear(net)"]


def test_a_gradient_that_is_cleared_after_it_was_printed_is_no_mistake(load):
    program = program_of(load(EXERCISE3 + "    net.zero_grad()\n", "exercise3"))
    assert not experiments.performed(program, EXERCISES[2], series_network(), []).lines


def test_a_line_that_helps_nothing_is_no_line(load):
    assert lines_of(load("def exercise1(W, B, A, Y, T):\n    return W, B\n")) == []


def test_nothing_of_the_user_is_changed(load, capfd):
    source, _ = changed(LOOP, "A[l] > 0", "A[l] < 0")
    function = load(source.replace("    return", "    print(np.random.rand())\n    return"))
    numpy.random.seed(1)
    torch.manual_seed(1)
    before = numpy.random.get_state()[1].copy(), torch.get_rng_state().clone()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert lines_of(function)
    assert (numpy.random.get_state()[1] == before[0]).all()
    assert torch.equal(torch.get_rng_state(), before[1])
    assert capfd.readouterr() == ("", "")


def test_it_finds_the_same_again(load):
    source, _ = changed(LOOP, *WRONG["a slope"])
    function = load(source)
    found = lines_of(function)
    assert found
    assert lines_of(function) == found


# What comes in place of a value


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (numpy.ones(2, dtype=bool), numpy.array([0.0, 1.0]), bool),
        (numpy.ones(2, dtype=bool), numpy.array([0.5, 1.0]), float),
        (numpy.ones(2), numpy.array([0.5, 1.0]), float),
    ],
)
def test_a_mask_stays_a_mask_only_where_it_can(old, new, kind):
    made = as_it_was(new, old)
    assert made.dtype == kind
    assert (made == new).all()


def test_what_pytorch_has_recorded_stays():
    old = torch.ones(2, requires_grad=True) * 3
    new = as_it_was(numpy.array([1.0, 2.0]), old)
    assert new.tolist() == [1, 2] and new.grad_fn is not None
    assert as_it_was(numpy.array([1.0]), [3.0]) == [1.0]
    assert as_it_was(numpy.array([[2.5]]), 1.0) == 2.5


def test_conditions_are_turned_round_all_together_and_one_by_one():
    assert [exchange.values for exchange in opposites([True, False])] == [
        [False, True],
        [False, KEEP],
        [KEEP, True],
    ]


def helpful(node, when, parts, exchange=None):
    """Return something that helps."""
    return Helpful(node, when, (), frozenset(parts), exchange or Exchange([]))


def test_of_two_with_one_cause_none_is_shown():
    signal = [Exchange([], 0, "signal", (3, 2)), Exchange([], 0, "signal", (2, 1))]
    both = [helpful(n, n, {n}, exchange) for n, exchange in enumerate(signal)]
    assert nearest(both, frozenset(), frozenset({0, 1})) == []
    others = [helpful(n, n, {n}, Exchange([], 0, "signal", (n,))) for n in (0, 1)]
    assert nearest(others, frozenset(), frozenset({0, 1})) == others
    whole = helpful(2, 9, {0, 1})
    assert nearest([*others, whole], frozenset(), frozenset({0, 1})) == [whole]


# What a program does when something in it is exchanged


def test_what_a_turned_condition_does_reaches_nobody(load):
    source = FORWARD.replace(
        "    A1 =", "    if len(W) == 0:\n        torch.set_grad_enabled(False)\n    A1 ="
    )
    source, _ = changed(source, ".mean()", ".sum()")
    function = load(source, "exercise2")
    assert checks.exercise2(function).mistakes == ("sum-for-mean",)
    assert torch.is_grad_enabled()
    assert checks.exercise2(function).mistakes == ("sum-for-mean",)


@pytest.mark.slow
def test_what_waits_for_ever_is_ended(load, monkeypatch):
    """The outcome of the condition is exchanged, and nothing is put into the queue any more."""
    source = LOOP.replace(
        "dz = dz @ W[l].T * (A[l] > 0)",
        "if l >= 0:\n            queue.put(dz @ W[l].T * (A[l] < 0))\n        dz = queue.get()",
    ).replace("    dz = 2", "    queue = Queue()\n    dz = 2")
    function = load("from queue import Queue\n" + source)
    monkeypatch.setattr(apart, "LONGEST", 3)
    report = checks.exercise1(function)
    assert not report.ok and report.mistakes


def test_a_helper_module_of_the_student_notices_nothing(load, tmp_path, monkeypatch):
    (tmp_path / "counted.py").write_text(
        "calls = 0\n\ndef note():\n    global calls\n    calls += 1\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    source, _ = changed(LOOP, "A[l] > 0", "A[l] < 0")
    function = load(
        source.replace("    DW, DB =", "    counted.note()\n    DW, DB =").replace(
            "import numpy as np", "import counted\nimport numpy as np"
        )
    )
    assert checks.exercise1(function).lines
    import counted

    assert counted.calls < 10
