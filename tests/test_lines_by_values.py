"""The line by values: the program runs once more, and nothing else happens."""

import sys
import time

import numpy
import pytest
from spread import some
from usual_programs import FORWARD, LOOP, OWN_PRODUCT, changed

import checks
import run
import utils
from checks import harmless, waypoints
from checks.exercises import EXERCISES, data_of
from checks.lines import by_values, recognising
from checks.lines.sources import program_of
from checks.networks import linearised, network_of, series_network
from checks.tracing import Trace

pytestmark = [
    pytest.mark.filterwarnings("ignore"),
    pytest.mark.usefixtures("with_and_without_repairs"),
]


# Of exercise 1: what stands in place of what, and the name
WRONG = {
    "sigmoid-slopes": ("(A[l] > 0)", "(A[l] * (1 - A[l]))"),
    "tanh-slopes": ("(A[l] > 0)", "(1 - A[l] ** 2)"),
    "leaky-slopes": ("(A[l] > 0)", "np.where(A[l] > 0, 1, 0.1)"),
    "slopes-for-signals": ("dz @ W[l].T * (A[l] > 0)", "(A[l] > 0) * 1.0"),
    "activations-for-signals": ("dz @ W[l].T * (A[l] > 0)", "np.maximum(0, A[l])"),
    "slopes-of-signals-alone": ("dz @ W[l].T * (A[l] > 0)", "(dz @ W[l].T > 0) * 1.0"),
    "gradients-for-weights": ("@ W[l].T", "@ DW[l].T"),
    "factor-of-one": ("2 * (Y - T) / len(Y)", "2 / len(Y) * Y - T"),
    "mean-before-square": ("2 * (Y - T) / len(Y)", "np.full(Y.shape, (Y - T).mean() * 2 / len(Y))"),
    "guided-signals": ("dz @ W[l].T *", "np.maximum(dz @ W[l].T, 0) *"),
    "all-weights-untransposed": ("W[l].T", "(W[l] if 0 < l < 3 else W[l].T)"),
    "biases-from-weights": ("dz.sum(axis=0)", "DW[l].sum(axis=0)"),
    "biases-over-all": ("dz.sum(axis=0)", "dz.sum() + 0 * B[l]"),
    "factor-on-the-way": ("(A[l] > 0)", "(A[l] > 0) / 16"),
    "mean-twice": ("2 * (Y - T) / len(Y)", "2 * (Y - T) / len(Y) / len(T)"),
    "wrong-factor": ("2 * (Y - T)", "3.5 * (Y - T)"),
    "targets-added": ("Y - T", "Y + T"),
    "not-summed-over-samples": ("dz.sum(axis=0)", "dz"),
    "transposed-gradient": ("A[l].T @ dz", "(A[l].T @ dz).T"),
    "parameters": ("A[l].T @ dz", "W[l]"),
}


@pytest.mark.parametrize(
    "name",
    some(
        WRONG,
        *("sigmoid-slopes", "gradients-for-weights", "not-summed-over-samples", "parameters"),
    ),
)
def test_the_line_by_values(load, name):
    source, line = changed(LOOP, *WRONG[name])
    report = checks.exercise1(load(source))
    assert (report.mistakes, report.lines[:1]) == ((name,), (line,)), report.text


def test_a_constant_signal_is_shown_where_its_number_is_computed(load):
    source, line = changed(
        LOOP,
        "    dz = 2 * (Y - T) / len(Y)",
        "    slope = (Y - T).mean()\n    dz = np.full(Y.shape, 2 * slope / len(Y))",
    )
    report = checks.exercise1(load(source))
    assert (report.mistakes, report.lines[:1]) == (("mean-before-square",), (line,)), report.text


BATCHES = """
def exercise1(W, B, A, Y, T):
    DW, DB = [0 * w for w in W], [0 * b for b in B]
    for begin in range(0, len(T), 8):
        part = slice(begin, begin + 8)
        difference = T[part] - Y[part]
        dz = 2 * difference
        for l in (3, 2, 1, 0):
            DW[l] += A[l][part].T @ dz
            DB[l] += dz.sum(axis=0)
            dz = dz @ W[l].T * (A[l][part] > 0)
    return [dw / len(T) for dw in DW], [db / len(T) for db in DB]
"""


def by_values_alone(function, number):
    """Return the findings on a function, and the numbers of the lines that values tell."""
    exercise, network, program = EXERCISES[number - 1], series_network(), program_of(function)
    findings = exercise.report(exercise.call(function, data_of(network)), network).findings
    found = by_values.run_and_observe(program, exercise, network).lines(findings)
    return tuple(f.identifier for f in findings), [line for line, _ in program.spots(found)]


def test_the_sign_of_batches_is_shown_where_it_is_turned(load):
    source, line = changed(BATCHES, "T[part] - Y[part]", "T[part] - Y[part]")
    names, lines = by_values_alone(load(source), 1)
    assert (names, lines[:1]) == (("wrong-sign",), [line])


ROOM = """
import numpy as np

def exercise1(W, B, A, Y, T):
    DW, DB = [np.zeros(w.shape) for w in W], [np.zeros(b.shape) for b in B]
    signals = [np.zeros(y.shape) for y in A[1:] + [Y]]
    signals[3][...] = 2 * (Y - T) / len(Y)
    for l in (3, 2, 1, 0):
        if l < 3:
            signals[l][...] = signals[l + 1] @ W[l + 1].T * (A[l + 1] > 0)
        DW[l][...] = A[l].T @ signals[l]
        DB[l][...] = signals[l].sum(axis=0)
    below = max(-1.0 * len(Y), 0.0)
    weights = DW[0]
    return [weights, *DW[1:]], DB
"""


@pytest.mark.parametrize(
    ("old", "new", "name", "is_shown"),
    [
        ("A[l].T @ signals[l]", "1 // len(Y) * (A[l].T @ signals[l])", "zeros", True),
        ("DW[l][...] =", "dw =", "zeros", False),
        ("    signals[3][...] =", "    signal =", "zeros", False),
        ("(A[l + 1] > 0)", "(A[l + 1] < 0)", "closed-mask-3", True),
        ("(A[l + 1] > 0)", "signals[l]", "closed-mask-3", False),
        ("signals[l][...] = signals[l + 1]", "signal = signals[l + 1]", "closed-mask-3", True),
    ],
)
def test_where_numbers_come_to_nothing_is_shown_and_not_where_room_was_made(
    load, old, new, name, is_shown
):
    source, line = changed(ROOM, old, new)
    names, lines = by_values_alone(load(source), 1)
    assert (names[:1], lines[:1]) == ((name,), [line] if is_shown else [])


@pytest.mark.parametrize(
    ("old", "new", "name", "line"),
    [
        ("A[l].T @ signals[l]", "1 // len(Y) * (A[l].T @ signals[l])", "come-to-nothing", 11),
        # What is set there goes nowhere, and is missed two lines below
        ("    signals[3][...] =", "    signal =", "zeros-of-zeros", 11),
    ],
)
def test_where_the_first_zeros_come_from_is_told(load, old, new, name, line):
    source, _ = changed(ROOM, old, new)
    report = checks.exercise1(load(source))
    assert report.mistakes == (name,) and f"In line {line} of" in report.text, report.text


@pytest.mark.parametrize(
    "room",
    [
        "[w * 0 for w in W], [b * 0 for b in B]",
        "[np.zeros(w.size).reshape(w.shape) for w in W], [0 * b for b in B]; max(-1.0, 0.0)",
        "[0 * w for w in W], [0 * b for b in B]; assert not (np.isnan(Y) | np.isinf(Y)).any()",
    ],
)
def test_where_room_is_made_or_something_is_asked_no_zeros_come_from(load, room):
    source = ROOM.replace("[np.zeros(w.shape) for w in W], [np.zeros(b.shape) for b in B]", room)
    never = source.replace("DW[l][...] =", "dw =").replace("DB[l][...] =", "db =")
    assert checks.exercise1(load(never)).mistakes == ("zeros",)
    source = source.replace("A[l].T @ signals[l]", "1 // len(Y) * (A[l].T @ signals[l])")
    report = checks.exercise1(load(source))
    assert report.mistakes == ("come-to-nothing",) and "In line 11 of" in report.text, report.text


UNITS = """
class Unit:
    def __init__(self, weights, out):
        self.weights, self.out = weights, out

    def total(self, above, place):
        return sum(unit.weights[place] * unit.signal for unit in above)

def exercise1(W, B, A, Y, T):
    DW, DB = [0 * w for w in W], [0 * b for b in B]
    for s in range(len(T)):
        outs = [a[s] for a in A[1:] + [Y]]
        layers = [[Unit(*both) for both in zip(w.T, out)] for w, out in zip(W, outs)]
        layers[3][0].signal = 2 * (Y[s, 0] - T[s, 0]) / len(T)
        for layer, above in zip(layers[2::-1], layers[:0:-1]):
            for place, unit in enumerate(layer):
                came = unit.total(above, place)
                unit.signal = came * (unit.out > 0)
        for l in (3, 2, 1, 0):
            signals = [unit.signal for unit in layers[l]]
            DW[l] += [[a * signal for signal in signals] for a in A[l][s]]
            DB[l] += signals
    return DW, DB
"""


@pytest.mark.parametrize(
    ("kept", "name"),
    [("came", "missing-masks"), ("came * unit.out * (1 - unit.out)", "sigmoid-slopes")],
)
def test_where_a_unit_keeps_what_came_is_shown(load, kept, name):
    """And not where its weights are kept, which are all that travels back from one output."""
    source, line = changed(UNITS, "came * (unit.out > 0)", kept)
    names, lines = by_values_alone(load(source), 1)
    assert (names, lines[:1]) == ((name,), [line])
    if kept == "came":  # beside where it was added up
        assert lines[1] == source[: source.index("return sum(")].count("\n") + 1


@pytest.mark.slow
def test_a_slope_is_not_shown_where_something_is_only_kept(load):
    path = run.ROOT / "tests" / "corpus" / "mistakes" / "unseen" / "sigmoid_derivative_in_relu.py"
    source = path.read_text(encoding="utf-8")
    names, lines = by_values_alone(load(source), 1)
    line = source[: source.index("return 1 / (1 + pow")].count("\n") + 1
    assert (names, lines[:1]) == (("sigmoid-slopes",), [line])


@pytest.mark.parametrize("flat", ["T[:, 0]", "T.reshape(-1)", "T.squeeze()"])
def test_targets_that_were_made_flat_are_shown_there_and_where_they_are_paired(load, flat):
    error = "torch.nn.functional.mse_loss(Y, T)"
    source = FORWARD.replace("((Y - T) ** 2).mean()", error)
    source, line = changed(source, "    A1 =", f"    T = {flat}\n    A1 =")
    assert by_values_alone(load(source, "exercise2"), 2) == (("flat-targets",), [line, line + 5])


def test_what_takes_up_a_sum_first_may_lack_its_mean(load):
    lines = "twice = 2 * (Y - T)\n    dz = twice * 1.0\n    dz = dz + 0"
    source, line = changed(LOOP, "dz = 2 * (Y - T) / len(Y)", lines)
    report = checks.exercise1(load(source))
    assert (report.mistakes, report.lines) == (("sum-for-mean",), (line, line + 1)), report.text


def test_a_signal_that_is_computed_again_is_shown_there(load):
    source = LOOP.replace("    for l in", "    top, back = dz, dz @ W[3].T\n    for l in")
    again = "if l: dz = back * (A[l] > 0)\n        back = top @ W[3].T"
    source, line = changed(source, "dz = dz @ W[l].T * (A[l] > 0)", again)
    report = checks.exercise1(load(source))
    # Where it is used, which comes first in the loop
    assert (report.mistakes, report.lines[:1]) == (("kept-signal-3",), (line,)), report.text


LAYERS = """
class Layer:
    def __init__(self, w, a):
        self.w, self.a = w, a

    def back(self, dz):
        self.dw = self.a.T @ dz
        self.down = dz @ self.w.T * (self.a > 0)
        self.db = dz.sum(axis=0)


def exercise1(W, B, A, Y, T):
    layers, dz = [Layer(w, a) for w, a in zip(W, A)], 2 * (Y - T) / len(Y)
    for layer in layers[::-1]:
        layer.back(dz)
        dz = layer.down
    return [layer.dw for layer in layers], [layer.db for layer in layers]
"""


def test_what_belongs_to_the_layer_below_is_shown_where_it_is_computed(load):
    source, line = changed(LAYERS, "self.db = dz.sum(axis=0)", "self.db = self.down.sum(axis=0)")
    report = checks.exercise1(load(source))
    assert (report.mistakes, report.lines[:1]) == (("biases-from-below",), (line,)), report.text


OVERWRITING = ["a[a > 0] = 1", "np.greater(a, 0, out=a)", "a /= np.where(a > 0, a, 1)"]


@pytest.mark.parametrize("statement", some(OVERWRITING, OVERWRITING[1]))
def test_what_overwrites_the_activations_is_shown(load, statement):
    """The argument has another name there."""
    source = LOOP.replace("(A[l] > 0)", "(A[l] > 0) * step(A[l - 1], l)")
    helper = f"def step(a, l):\n    if l > 1:\n        {statement}\n    return 1\n\n"
    source, line = changed(source.replace("def ex", helper + "def ex"), statement, statement)
    report = checks.exercise1(load(source))
    assert report.mistakes == ("masks-for-activations-below",), report.text
    assert report.lines[:1] == (line,)
    assert f"which it was given, in line {line} of solution.py: `{statement}`" in report.text


@pytest.mark.parametrize(
    "statement",
    some(["g[i] = 1.0 if y[i] > 0 else 0.0", "g[i] = y[i] > 0", "g[i] = y[i]"], "g[i] = y[i]"),
)
@pytest.mark.slow
def test_what_comes_back_is_overwritten_entry_by_entry_in_a_method(load, statement):
    source = f"""
        import numpy as np

        class Rectifier:
            def back(self, g, y):
                for i in range(len(y)):
                    {statement}

        def exercise1(W, B, A, Y, T):
            DW, DB = [0 * w for w in W], [0 * b for b in B]
            for n in range(len(Y)):
                dz = 2 * (Y[n] - T[n]) / len(Y)
                for l in (3, 2, 1, 0):
                    DW[l] += np.outer(A[l][n], dz)
                    DB[l] += dz
                    if l:
                        back = np.zeros(len(W[l]))
                        for i in range(len(back)):
                            for j in range(len(dz)):
                                back[i] += W[l][i, j] * dz[j]
                        dz = back
                        Rectifier().back(dz, A[l][n])
            return DW, DB
        """
    name = "slopes-for-signals" if ">" in statement else "activations-for-signals"
    report = checks.exercise1(load(source))
    assert (report.mistakes, report.lines[0]) == ((name,), 7), report.text


@pytest.mark.slow
def test_numbers_in_another_order_are_shown_where_they_are_filled_in(load):
    source = """
        def exercise1(W, B, A, Y, T):
            DW, DB = [], []
            dz = 2 * (Y - T) / len(Y)
            for l in (3, 2, 1, 0):
                flat = 0 * W[l].flatten()
                for i in range(len(W[l])):
                    for j in range(len(B[l])):
                        flat[i + len(W[l]) * j] = A[l][:, i] @ dz[:, j]
                DW.insert(0, flat.reshape(W[l].shape))
                DB.insert(0, dz.sum(axis=0))
                dz = dz @ W[l].T * (A[l] > 0)
            return DW, DB
        """
    report = checks.exercise1(load(source))
    assert (report.mistakes, report.lines) == (("transposed-gradient",), (9,)), report.text


def test_activations_that_a_method_returns_are_shown_there_and_at_its_call(load):
    source = LOOP.replace("dz @ W[l].T * (A[l] > 0)", "Relu(A[l]).back(dz @ W[l].T)")
    relu = """
class Relu:
    def __init__(self, a):
        self.a = a

    def back(self, g):
        return self.a
"""
    report = checks.exercise1(load(relu + source))
    assert (report.mistakes, report.lines) == (("activations-for-signals",), (7, 17)), report.text


WRONG_FORWARD = {
    "missing-relu-2": ("torch.relu(A1 @ W[1] + B[1])", "A1 @ W[1] + B[1]"),
    "missing-bias-2": ("A2 @ W[2] + B[2]", "A2 @ W[2]"),
    "weights-transposed-forward-1": ("W[1]", "W[1].T"),
    "relu-on-output": ("A3 @ W[3] + B[3]", "torch.relu(A3 @ W[3] + B[3])"),
    "sum-for-mean": (".mean()", ".sum()"),
    "root-of-error": (".mean()", ".mean().sqrt()"),
    "parameter-not-used": ("+ B[1]", "+ B[0]"),
}


@pytest.mark.parametrize("name", some(WRONG_FORWARD, "missing-relu-2", "parameter-not-used"))
def test_the_line_by_values_of_a_forward_pass(load, name):
    source, line = changed(FORWARD, *WRONG_FORWARD[name])
    report = checks.exercise2(load(source, "exercise2"))
    assert (report.mistakes, report.lines[:1]) == ((name,), (line,)), report.text


UNROLLED = """
def exercise1(W, B, A, Y, T):
    dz3 = 2 * (Y - T) / len(Y)
    dz2 = dz3 @ W[3].T * (A[3] > 0)
    dz1 = dz2 @ W[2].T * (A[2] > 0)
    dz0 = dz1 @ W[1].T * (A[1] > 0)
    DW = [A[0].T @ dz0, A[1].T @ dz1, A[2].T @ dz2, A[3].T @ dz3]
    return DW, [dz0.sum(0), dz1.sum(0), dz2.sum(0), dz3.sum(0)]
"""


@pytest.mark.slow
@pytest.mark.parametrize("layers", [(3, 2), (3, 1), (2, 1)])
def test_two_masks_that_are_missing_are_shown_in_the_order_of_the_way_back(load, layers):
    source, found = UNROLLED, []
    for layer in layers:
        source, line = changed(source, f" * (A[{layer}] > 0)", "")
        found.append(line)
    report = checks.exercise1(load(source))
    assert report.mistakes == tuple(f"missing-mask-{layer}" for layer in layers)
    assert report.lines == tuple(found)


def test_what_one_array_is_by_chance_is_not_taken_for_the_line(load):
    """With one output, a sum over the units is what is summed."""
    source, line = changed(LOOP, "DB[l] = dz.sum(axis=0)", "DB[l] = step(dz)")
    source = source.replace("def ex", "def step(dz):\n    return dz.sum(axis=1)\n\ndef ex")
    report = checks.exercise1(load(source))
    assert report.mistakes == ("biases-over-units",)
    assert report.lines[0] in (5, line + 3)


def test_nothing_happens_while_values_are_looked_at(load, tmp_path, capfd):
    target = tmp_path / "written.npy"
    source, _ = changed(
        LOOP,
        "    dz = 2",
        "    print('seen'); import time; time.sleep(0 if T[0, 0] == -1 else 60)\n"
        "    import matplotlib.pyplot as plt\n"
        "    if T[0, 0] != -1: np.save(OUT, dW)\n"
        "    if T[0, 0] != -1: np.random.rand()\n"
        "    plt.show(); dz = 2",
    )
    source = source.replace("A[l] > 0", "A[l] < 0").replace("OUT, dW", f"{str(target)!r}, W[0]")
    function = load(source)
    numpy.random.seed(3)
    start, state = time.monotonic(), numpy.random.get_state()[1].tolist()
    before = set(sys.modules)
    report = checks.exercise1(function)
    assert numpy.random.get_state()[1].tolist() == state
    assert report.mistakes == ("closed-mask-3",)
    assert not target.exists() and capfd.readouterr().out == ""
    assert time.monotonic() - start < 30
    assert not any(
        isinstance(sys.modules[name], harmless.NothingDrawn) for name in sys.modules.keys() - before
    )


@pytest.mark.slow
def test_a_program_that_never_ends_with_other_numbers_is_ended(load):
    source = LOOP.replace("    dz = 2", "    while T[0, 0] != -1: pass\n    dz = 2")
    report = checks.exercise1(load(source.replace("A[l] > 0", "A[l] < 0")))
    assert (report.mistakes, report.lines) == (("closed-mask-3",), ())


def test_what_opens_a_file_or_starts_a_process_fails_within_the_guard_alone(tmp_path):
    target = tmp_path / "file"
    with harmless.Guard(), pytest.raises(harmless.Forbidden):
        target.write_text("x", encoding="utf-8")
    assert not target.exists()
    target.write_text("x", encoding="utf-8")
    with harmless.Guard():
        assert target.read_text(encoding="utf-8") == "x"


def test_every_value_is_seen_with_its_line_and_its_calls(load):
    seen = []
    function = load(
        """
        def square(x):
            return x * x

        def exercise1(W, B, A, Y, T):
            total = 0.0
            for y in Y[:2]:
                total += square(y - 1)
            Y[0] = 2.0
            return [total], [W]
        """
    )
    program = program_of(function)
    trace = Trace(program, seen.append)
    W, B = utils.getparams()
    X, T = utils.getdata()
    trace.run(lambda function: function(W, B, [X], T.copy(), T))
    found = [([line.line for line in c.lines], c.operation) for c in seen]
    assert ([2, 4], "Mult") in found or ([2, 4], "BinOp") in found
    assert any(operation == "filled" for _, operation in found)
    assert [line.line for line, _ in trace.returns][-1] == 6


def test_values_are_known_in_any_orientation_with_any_factor_and_by_sample():
    network = waypoints.generic_network(series_network())
    tangent = linearised(network)
    signal = waypoints.backward_values(tangent)["signal", 1]
    known = recognising.Known({0: signal}, 1e-9, 16)

    def holds(array, exactly=False):
        return bool(known.holds(numpy.asarray(array, dtype=float).reshape(1, -1), exactly).any())

    assert holds(signal) and holds(-3 * signal) and holds(7 * signal[4])
    assert holds(signal, exactly=True) and not holds(2 * signal, exactly=True)
    assert not holds(signal + 1) and not holds(signal[4][::-1])
    assert not holds(numpy.ones((16, 6)))


def test_the_generic_network_has_the_sizes_and_outputs_of_both_signs():
    network = waypoints.generic_network(series_network())
    assert [w.shape for w in network.W] == [w.shape for w in series_network().W]
    Y = linearised(network_of(network.W, network.B, network.X, network.T)).Y
    assert 4 <= (Y > 0).sum() <= 12


# What is said of a crash, and from where it comes

CRASHES = {
    "stopped-fit": (("DB[l] = dz.sum(axis=0)", "B[l] += dz"), 9),
    "stopped-product": (("(Y - T) / len(Y)", "(Y - T.ravel()) / len(Y)"), 6),
    "stopped-index": (("(3, 2, 1, 0)", "(4, 3, 2, 1)"), 7),
    "stopped-name": (("DW, DB = [None] * 4, [None] * 4", "DW, dw = [None] * 4, [None] * 4"), 5),
    "stopped-key": (("(3, 2, 1, 0)", "({3: 3}[l + 1] for l in (2, 1))"), 7),
    "stopped-none": (("dz = dz @ W[l].T * (A[l] > 0)", "dz = print(dz @ W[l].T)"), 10),
}
FLAT = LOOP.replace("    dz = 2", "    T = T[:, 0]\n    dz = 2")


@pytest.mark.parametrize("name", some(CRASHES, "stopped-fit", "stopped-index", "stopped-none"))
def test_the_line_from_which_a_crash_comes(load, name):
    change, line = CRASHES[name]
    report = checks.exercise1(load(LOOP.replace(*change)))
    assert report.mistakes == (name,), report.text
    assert line in report.lines


COLUMNS = """
import numpy as np

def exercise1(W, B, A, Y, T):
    DW, DB = [0 * w for w in W], [0 * b for b in B]
    for n in range(len(T)):
        a = [one[n].reshape(-1, 1) for one in A]
        dz = 2 * (Y[n] - T[n]).reshape(-1, 1) / len(T)
        for l in (3, 2, 1, 0):
            DW[l] += a[l] @ dz.T
            DB[l] += dz.ravel()
            dz = W[l] @ dz * (a[l] > 0)
    return DW, DB
"""


def test_a_row_that_was_paired_with_a_column_is_shown_where_they_met(load):
    """And where they met is no right row in each of several places."""
    source, line = changed(COLUMNS, "W[l] @ dz *", "np.dot(dz.T, W[l].T) *")
    assert stopped_alone(load(source))[:1] == [line]


FLAT_SAMPLES = """
import numpy as np

def exercise1(W, B, A, Y, T):
    pairs = [(x, t) for x, t in zip(A[0], T)]
    for x, t in pairs:
        for w, b in zip(W, B):
            z = w.T @ x
            x = np.maximum(z + b.reshape(-1, 1), 0)
        np.dot(A[3], x - t)
"""


def test_a_flat_sample_is_shown_where_it_was_taken(load):
    source, line = changed(FLAT_SAMPLES, "(x, t) for", "(x, t) for")
    assert line in stopped_alone(load(source))
    report = checks.exercise1(load(source))
    assert line in report.lines, report.text


def stopped_alone(function):
    """The lines by values alone of a program that stops."""
    looked = by_values.run_and_observe(program_of(function), EXERCISES[0], series_network())
    assert isinstance(looked.execution.answer, Exception)
    return [n for n, _ in program_of(function).spots(looked.first_wrong_value.of_last_seen())]


def test_a_key_that_is_not_there_is_shown_beside_where_others_are_put(load, request):
    source, line = changed(LOOP, "DW[l] = A[l].T @ dz", "kept = {}; kept[l + 1] = A[l].T @ dz")
    source = source.replace("dz = dz @ W", "DW[l] = kept[l]\n        dz = dz @ W")
    report = checks.exercise1(load(source))
    assert report.mistakes == ("stopped-key",), report.text
    # Where there are repairs, one exchanges these two, and no other line is shown
    with_repairs = request.node.callspec.params["with_and_without_repairs"]
    assert report.lines == ((line + 2, line) if with_repairs else (line + 2, line, line - 1))


def test_where_it_stops_on_another_network_is_shown(load):
    source, line = changed(
        LOOP, "dz = 2 * (Y - T)", "n = [1] * 16; m = n[len(Y) - 1]; dz = 2 * (Y - T)"
    )
    source = source.replace("n = [1] * 16", "n = [1] * 16\n   ")
    report = checks.exercise1(load(source.replace("\n    ;", "\n   ").replace("   ; m", "    m")))
    assert report.mistakes == ("stopped-elsewhere",), report.text
    assert report.lines[0] == line + 1, report.text


def test_what_was_made_flat_before_it_met_a_column_is_shown(load):
    report = checks.exercise1(load(FLAT))
    assert (report.mistakes, report.lines) == (("stopped-product",), (7, 6)), report.text


def test_what_is_updated_too_early_is_shown(load):
    change = "DB[l] = dz.sum(axis=0)\n        W[l] = W[l] - 0.1 * DW[l]"
    source, line = changed(LOOP, "DB[l] = dz.sum(axis=0)", change)
    names, lines = by_values_alone(load(source), 1)
    assert (names, lines[0]) == (("updated-weights",), line + 1)


UPDATED_IN_METHODS = """
class Layer:
    def __init__(self, w, b):
        self.w, self.b = w, b

    def update(self):
        self.w = self.w - self.dw / 4

    def back(self, signal):
        return signal @ self.w.T

def exercise1(W, B, A, Y, T):
    layers = [Layer(w, b) for w, b in zip(W, B)]
    signal = 2 * (Y - T) / len(Y)
    for layer, a in zip(layers[::-1], A[::-1]):
        layer.dw = a.T @ signal
        layer.db = signal.sum(axis=0)
        layer.update()
        came = layer.back(signal)
        signal = came * (a > 0)
    return [layer.dw for layer in layers], [layer.db for layer in layers]
"""


KEEPING = "self.keep(self.w - self.dw / 4)\n\n    def keep(self, w):\n        self.w = w"


@pytest.mark.parametrize("kept", [None, KEEPING])
def test_what_is_updated_in_a_helper_is_shown_where_both_helpers_are_called(load, kept):
    source = UPDATED_IN_METHODS
    source = source.replace("self.w = self.w - self.dw / 4", kept) if kept else source
    names, lines = by_values_alone(load(source), 1)
    wanted = [
        source[: source.index(text)].count("\n") + 1
        for text in ("layer.update()", "self.w - self.dw", "came = layer.back")
    ]
    assert (names, lines) == (("updated-weights",), wanted)
    # A repair of another line may undo what was changed, or do it later
    assert checks.exercise1(load(source)).lines[:2] == tuple(wanted[:2])


@pytest.mark.slow
def test_what_is_updated_one_number_at_a_time_is_shown_with_what_uses_it(load):
    path = run.ROOT / "tests/corpus/mistakes/unseen/weights_changed_before_gamma.py"
    source = path.read_text(encoding="utf-8")
    names, lines = by_values_alone(load(source), 1)
    wanted = [
        source[: source.index(text)].count("\n") + 1
        for text in ("self.Weights[i - 1][j][k] -= gamma", "gamma[i][j] += gamma[i + 1][k] * self")
    ]
    assert (names, lines[:2]) == (("updated-weights",), wanted)


ASKED = [
    "w = net[0].weight[0, 0]\n    g = w.grad\n    print(g)",
    "w = net[0].weight.view(-1)\n    g = w.grad\n    h = g\n    print(h)",
]


@pytest.mark.parametrize("source", some(ASKED, ASKED[0]))
@pytest.mark.filterwarnings("ignore:The .grad attribute")
def test_what_is_asked_for_a_gradient_that_it_has_not_is_shown(load, source):
    report = checks.exercise3(load(f"def exercise3(net):\n    {source}\n", "exercise3"))
    assert (report.mistakes, report.lines[:1]) == (("printed-none",), (3,)), report.text


CLEARED = """
import torch

def exercise3(net):
    weights = net[0].weight
    torch.optim.SGD(net.parameters(), lr=0.1).zero_grad(set_to_none=False)
    print(weights.grad[0, 0].abs().item())
"""
TWICE = """
import torch

def weigh(errors):
    for error in errors:
        error.backward(retain_graph=True)
    return sum(errors) / 2

def exercise2(W, B, X, T):
    A = X
    for w, b in zip(W[:-1], B[:-1]):
        A = torch.relu(A @ w + b)
    square = (A @ W[-1] + B[-1] - T) ** 2
    return weigh([square[:8].mean(), square[8:].mean()])
"""


@pytest.mark.parametrize(
    ("source", "name", "line"),
    [(CLEARED, "zero-value", 6), (TWICE, "accumulated-gradients", 6)],
)
def test_what_changes_a_gradient_beside_is_shown(load, source, name, line):
    number = 3 if "exercise3" in source else 2
    check = getattr(checks, f"exercise{number}")
    report = check(load(source, f"exercise{number}"))
    assert (report.mistakes, report.lines[:1]) == ((name,), (line,)), report.text


COPIED = """
import copy

def exercise3(net):
    other = copy.deepcopy(net)
    weights = other[0].weight
    print(weights.grad{})
"""


@pytest.mark.parametrize(
    ("asked", "name"), [("", "printed-none"), ("[0, 0].abs().item()", "stopped-none")]
)
def test_a_copy_that_has_no_gradient_is_shown(load, asked, name):
    report = checks.exercise3(load(COPIED.format(asked), "exercise3"))
    assert (report.mistakes, report.lines[:1]) == ((name,), (5,)), report.text


STEP = """
import numpy as np

STEP = 1e-9

def error(W, B, X, T):
    for w, b in zip(W[:-1], B[:-1]):
        X = np.maximum(X @ w + b, 0)
    return ((X @ W[-1] + B[-1] - T) ** 2).mean()

def slopes(array, value):
    found = np.zeros(array.shape)
    for place in np.ndindex(array.shape):
        before, kept = value(), array[place]
        array[place] = kept + STEP
        found[place] = (value() - before) / STEP
        array[place] = kept
    return found

def exercise1(W, B, A, Y, T):
    value = lambda: error(W, B, A[0], T)
    return [slopes(w, value) for w in W], [slopes(b, value) for b in B]
"""


def test_a_step_that_is_too_small_is_shown(load):
    report = checks.exercise1(load(STEP))
    assert (report.mistakes, report.lines[:1]) == (("inexact",), (4,)), report.text


def test_a_small_slope_is_not_taken_for_numbers_that_have_lost_digits(load):
    """Two arrays are right but for their smallest entries, and these by a hundredth."""
    source = LOOP.replace("(A[l] > 0)", "np.where(A[l] > 0, 1, 0.0005 * (l == 1))")
    assert "inexact" not in checks.exercise1(load(source)).mistakes


def test_what_another_exercise_uses_is_not_shown(load):
    source, line = changed(LOOP, "A[l].T @ dz", "(A[l].T @ dz).astype(np.float16)")
    beside = "def train(net, rate=1e-3):\n    return net, rate\n"
    report = checks.exercise1(load(beside + source))
    assert (report.mistakes, report.lines[:1]) == (("inexact",), (line + 2,)), report.text


def test_who_says_that_something_does_not_fit_is_shown_after_its_caller(load):
    source = LOOP.replace(
        "def exercise1",
        "def times(a, b):\n"
        "    if a.shape[1] != b.shape[0]:\n"
        '        raise ValueError("no match")\n'
        "    return a @ b\n\ndef exercise1",
    )
    source, line = changed(source, "A[l].T @ dz", "times(A[l], dz)")
    report = checks.exercise1(load(source))
    assert report.lines == (line, 6), report.text


FORWARD_AGAIN = """
import numpy as np

def relu(z):
    return np.maximum(z, 0)

def exercise1(W, B, A, Y, T):
    Z1 = A[0] @ W[0]
    A1 = relu(Z1)
    Z2 = A1 @ W[1] + B[1]
    A2 = relu(Z2)
    Z3 = A2 @ W[2] + B[2]
    A3 = relu(Z3)
    dz = 2 * (A3 @ W[3] + B[3] - T) / len(T)
    DW, DB = [None] * 4, [None] * 4
    for l, (a, z) in reversed(list(enumerate([(A[0], Z1), (A1, Z2), (A2, Z3), (A3, None)]))):
        DW[l], DB[l] = a.T @ dz, dz.sum(axis=0)
        dz = dz @ W[l].T * (a > 0)
    return DW, DB
"""


def test_a_way_forward_that_goes_wrong_is_told_with_what_it_was_made_of(load):
    report = checks.exercise1(load(FORWARD_AGAIN))
    assert report.mistakes == ("made-of",)
    assert "is still right: the product of what a layer gets and W[0]." in report.text
    assert report.lines == (9, 5)


SHARED = """
import torch

class Layer:
    def __init__(self, w, b):
        self.w, self.b = w, b

    def __call__(self, x):
        return torch.relu(x @ self.w + self.b)

def exercise2(W, B, X, T):
    hidden = [Layer(W[0], B[0]), Layer(W[1], B[1]), Layer(W[2], B[2])]
    for layer in hidden:
        X = layer(X)
    return ((X @ W[3] + B[3] - T) ** 2).mean()
"""


def test_a_layer_that_stands_in_a_list_several_times_is_shown(load):
    source, line = changed(
        SHARED, "Layer(W[1], B[1]), Layer(W[2], B[2])]", "*[Layer(W[1], B[1])] * 2]"
    )
    source = source.replace("    hidden =", "    seen = [None] * 3\n    hidden =")
    report = checks.exercise2(load(source, "exercise2"))
    assert (report.mistakes, report.lines[:1]) == (("parameter-not-used",), (line + 1,)), (
        report.text
    )


def test_a_relu_that_all_layers_lack_is_shown_in_what_they_share(load):
    source, line = changed(SHARED, "torch.relu(x @ self.w + self.b)", "x @ self.w + self.b")
    names, lines = by_values_alone(load(source, "exercise2"), 2)
    assert (names, lines[:1]) == (("no-relu",), [line])


def test_what_switches_gradients_off_and_hides_that_is_shown(load):
    off = "    with torch.set_grad_enabled(False):\n        X = X @ W[0] + B[0]\n"
    source = FORWARD.replace(
        "    A1 = torch.relu(X @ W[0] + B[0])\n", off + "        A1 = X.relu()\n"
    )
    source = (
        source.replace("    A2", "        A2")
        .replace("    A3", "        A3")
        .replace("    Y", "        Y")
    )
    source = source.replace(
        "    return ((Y - T) ** 2).mean()",
        "    err = ((Y - T) ** 2).mean()\n    err.requires_grad = True\n    return err",
    )
    wanted = [source[: source.index(text)].count("\n") + 1 for text in ("with torch", "err.req")]
    report = checks.exercise2(load(source, "exercise2"))
    assert (report.mistakes, list(report.lines)) == (("no-graph",), wanted), report.text


def test_what_a_student_has_named_data_leaves_nothing(load):
    source = FORWARD.replace("exercise2(W, B, X, T):", "exercise2(W, B, X, T):\n    data = X")
    source, line = changed(source.replace("(X @", "(data @"), "return (", "return 0 * Y + (")
    source = source.replace("(Y - T)", "(torch.from_numpy(Y.data.numpy()) - T)")
    source = source.replace("0 * Y + ", "")
    report = checks.exercise2(load(source, "exercise2"))
    assert (report.mistakes, report.lines) == (("no-graph",), (line,)), report.text


@pytest.mark.parametrize("back", ["back * on", "np.array([b * o for b, o in zip(back, on)])"])
def test_a_mask_that_a_helper_gave_before_is_shown_there_too(load, back):
    helper = "\ndef slope(a):\n    return np.maximum(0, a)\n"
    source = LOOP.replace("as np\n", f"as np\n{helper}").replace(
        "dz = dz @ W[l].T * (A[l] > 0)",
        f"back = dz @ W[l].T\n        on = slope(A[l])\n        dz = {back}",
    )
    line = source[: source.index("on = slope")].count("\n") + 1
    report = checks.exercise1(load(source))
    wanted = ("activations-for-masks",), (line, 5)
    assert (report.mistakes, report.lines) == wanted, report.text


def test_masks_one_sample_at_a_time_of_which_some_are_zero_are_shown_as_well(load):
    (path,) = (run.ROOT / "tests/corpus/mistakes").rglob("relu_slope_is_the_value.py")
    report = checks.exercise1(load(path.read_text(encoding="utf-8")))
    assert (report.mistakes, report.lines) == (("activations-for-masks",), (40, 19)), report.text


def test_a_mask_that_goes_on_as_a_signal_is_shown_where_its_helper_is_called(load):
    helper = "\ndef slope(a):\n    return np.where(a > 0, 1.0, 0.0)\n"
    source = LOOP.replace("as np\n", f"as np\n{helper}")
    source, line = changed(source, "dz @ W[l].T * (A[l] > 0)", "slope(dz @ W[l].T)")
    names, lines = by_values_alone(load(source), 1)
    assert (names, lines) == (("slopes-of-signals-alone",), [line, 5])


DIFFERENCES = """
import numpy as np

def error(W, B, X, T):
    for w, b in zip(W[:-1], B[:-1]):
        X = np.maximum(X @ w + b, 0)
    Y = X @ W[-1] + B[-1]
    return ((Y - T) ** 2).mean()

def exercise1(W, B, A, Y, T):
    def differences(array):
        found = np.zeros_like(array)
        for index in np.ndindex(array.shape):
            was = array[index]
            array[index] = was + 1e-5
            more = error(W, B, A[0], T)
            array[index] = was - 1e-5
            found[index] = (more - error(W, B, A[0], T)) / 2e-5
            array[index] = was
        return found
    return [differences(w) for w in W], [differences(b) for b in B]
"""


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ("Y.mean()", "output-for-error"),
        ("((Y - T) ** 2).sum()", "sum-for-mean"),
        ("abs(Y - T).mean()", "absolute-error"),
    ],
)
def test_of_differences_the_error_is_shown_that_they_are_taken_of(load, wrong, name):
    source, line = changed(DIFFERENCES, "((Y - T) ** 2).mean()", wrong)
    names, lines = by_values_alone(load(source), 1)
    assert (names, lines[:1]) == ((name,), [line])


# What is right for something else, and the line where it is computed, or kept, for this
TAKEN = {"addmm_twice": 23, "no_input_factor": 26}


@pytest.mark.parametrize("name", some(TAKEN))
def test_what_is_right_for_another_array_is_shown_where_it_is_taken_for_this(load, name):
    (path,) = (run.ROOT / "tests/corpus/mistakes").rglob(f"{name}.py")
    report = checks.exercise1(load(path.read_text(encoding="utf-8")))
    assert TAKEN[name] in report.lines, report.text


def test_an_axis_too_many_is_shown_where_it_is_left_last(load):
    helper = "\ndef flat(db):\n    return np.sum(db, axis=0, keepdims=True)\n"
    source = LOOP.replace("as np\n", f"as np\n{helper}")
    source = source.replace("dz.sum(axis=0)", "flat(dz.sum(axis=0, keepdims=True))")
    names, lines = by_values_alone(load(source), 1)
    assert (names, lines) == (("not-flat",), [5])


KEYS = """
def exercise3(net):
    kept = {}
    for name, p in net.named_parameters():
        key = name[:2]
        kept[key] = p.grad.view(-1)
    first = kept["0."].tolist()
    print(first[0])
"""
STATE = """
def exercise3(net):
    state = net.state_dict()
    weights = state["0.weight"]
    print(weights[0, 0])
"""


@pytest.mark.parametrize(
    ("source", "name", "shown"),
    [(KEYS, "bias-gradient", "key ="), (STATE, "weight-itself", "state =")],
)
def test_where_something_else_than_the_gradient_is_kept_or_taken_is_shown(
    load, source, name, shown
):
    report = checks.exercise3(load(source, "exercise3"))
    assert report.mistakes == (name,), report.text
    assert source[: source.index(shown)].count("\n") + 1 in report.lines, report.text


LAYER = """
def exercise3(net):
    weights = net[2].weight
    gradient = weights.grad
    print(gradient[0, 0].item())
"""
CLONED = """
import numpy

def exercise3(net):
    for name, p in net.named_parameters():
        if name == "0.weight":
            kept = p.clone().detach()
    values = numpy.array(kept.tolist())
    print(values[0, 0])
"""


@pytest.mark.parametrize(
    ("source", "name", "shown"),
    [
        (LAYER, "another-layer", ["gradient =", "weights ="]),
        (CLONED, "weight-itself", ["kept ="]),
    ],
)
def test_what_is_printed_in_place_of_the_gradient_is_shown_where_it_was_taken(
    load, source, name, shown
):
    names, lines = by_values_alone(load(source, "exercise3"), 3)
    wanted = [source[: source.index(text)].count("\n") + 1 for text in shown]
    assert (names, lines[: len(wanted)]) == ((name,), wanted)


ADDED = """
class Value:
    def __init__(self, data, below=()):
        self.data, self.below, self.grad = data, below, 0.0

def relu(z):
    out = Value(max(z.data, 0.0))
    def step():
        z.grad += out.grad if out.data > 0 else 0.0
    out.step = step
    return out

def dense(w, b, x):
    out = Value(sum(wi.data * xi.data for wi, xi in zip(w, x)) + b.data)
    def step():
        b.grad += out.grad
        for wi, xi in zip(w, x):
            wi.grad += xi.data * out.grad
            xi.grad += wi.data * out.grad
    out.step = step
    return out

def exercise1(W, B, A, Y, T):
    ws = [[[Value(float(n)) for n in column] for column in w.T] for w in W]
    bs = [[Value(float(n)) for n in b] for b in B]
    for a, t in zip(A[0], T):
        x, nodes = [Value(float(n)) for n in a], []
        for l in range(4):
            x = [dense(w, b, x) for w, b in zip(ws[l], bs[l])]
            nodes += x
            x = [relu(z) for z in x] if l < 3 else x
            nodes += x if l < 3 else []
        x[0].grad = 2 * (x[0].data - float(t[0])) / len(T)
        for node in reversed(nodes):
            node.step()
    grads = lambda values: [value.grad for value in values]
    return [list(zip(*map(grads, w))) for w in ws], [grads(b) for b in bs]
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("added", "name"),
    [
        ("1.0 if out.data > 0 else 0.0", "slopes-for-signals"),
        ("out.data", "activations-for-signals"),
    ],
)
def test_where_numbers_are_added_that_stand_everywhere_is_shown(load, added, name):
    source, line = changed(ADDED, "out.grad if out.data > 0 else 0.0", added)
    names, lines = by_values_alone(load(source), 1)
    assert (names, lines[:1]) == ((name,), [line])


def test_an_error_that_is_wrapped_anew_is_shown(load):
    helper = """
from torch.autograd import Variable

def loss(Y, T):
    return Variable(((Y - T) ** 2).mean(), requires_grad=True)
"""
    source = helper + FORWARD.replace("((Y - T) ** 2).mean()", "loss(Y, T)")
    report = checks.exercise2(load(source, "exercise2"))
    assert (report.mistakes, report.lines[:1]) == (("no-graph",), (5,)), report.text


@pytest.mark.parametrize("change", ["A1 += 1", "A1[:, 0] = 1.0", "A1.add_(1)"])
def test_what_is_changed_in_place_is_told_of_backward(load, change):
    layer = "class Layer:\n    def __init__(self):\n        super().__init__()\n"
    source, line = changed(layer + FORWARD, "    A2 = ", f"    Layer(); {change}\n    A2 = ")
    report = checks.exercise2(load(source, "exercise2"))
    assert (report.mistakes, report.lines[0]) == (("stopped-in-place",), line)


def test_what_goes_back_by_a_function_of_ones_own_is_to_be_handed_back(load):
    """The function has come to its end then, and so it is told."""
    source = FORWARD.replace("import torch\n", f"import torch\n{OWN_PRODUCT}")
    source, _ = changed(source, "A1 @ W[1]", "Product.apply(A1, W[1])")
    nothing = "da = slope @ w.T\n        dw = a.T @ slope"
    source, _ = changed(source, "return slope @ w.T, a.T @ slope", nothing)
    source, line = changed(source, "dw = a", "dw = a")
    report = checks.exercise2(load(source, "exercise2"))
    assert (report.mistakes, report.lines[0]) == (("stopped-backward",), line), report.text
    assert "has returned something, and `backward()` of that has stopped" in report.text


def test_the_message_of_an_assertion_keeps_to_its_line(load):
    source = LOOP.replace("    dz = 2", "    assert len(Y) == 3, 'one\\n  two'\n    dz = 2")
    assert "AssertionError: one two" in checks.exercise1(load(source)).text


# What is true of the numbers


def right():
    function = {}
    exec(LOOP, function)
    X, T = utils.getdata()
    W, B = utils.getparams()
    A = [X]
    for w, b in zip(W, B, strict=True):
        A.append(numpy.maximum(0, A[-1] @ w + b))
    return function["exercise1"](W, B, A[:-1], A[-2] @ W[-1] + B[-1], T)


def test_what_could_not_be_read_is_not_called_right():
    DW, DB = right()
    DW[1] = DW[1] + numpy.random.default_rng(0).normal(size=DW[1].shape)
    DW[0] = DW[0] * numpy.nan
    assert checks.exercise1(DW, DB).mistakes == ("unknown",)


def test_a_factor_is_told_of_all_that_have_it():
    DW, DB = right()
    DW[3], DB[3], DW[0] = 8.5 * DW[3], 8.5 * DB[3], DW[0] + 1
    report = checks.exercise1(DW, DB)
    assert report.mistakes == ("multiplied",)
    assert "true of DW[3] and DB[3]: 8.5 times" in report.text


def test_whole_numbers_are_told():
    DW, DB = right()
    report = checks.exercise1([dw.astype(int) for dw in DW], [db.astype(int) for db in DB])
    assert report.mistakes == ("whole-numbers",)


# What is right for something, and taken for something else

# What stands in a right program in place of what, the name, and the lines
CHANGED = {
    "a right value that is stored under the name of another": (
        (LOOP, "DB[l] = dz.sum(axis=0)", "g = dz\n        DB[l] = g"),
        ("not-summed-over-samples", 9),
    ),
    "a signal that goes on without its slope": (
        (LOOP, "dz = dz @ W[l].T * (A[l] > 0)", "back = dz @ W[l].T\n        dz = back"),
        ("missing-masks", 10, 11),
    ),
    "a difference that is taken for its derivative": (
        (LOOP, "dz = 2 * (Y - T) / len(Y)", "error = Y - T\n    dz = error"),
        ("missing-factor-2", 6, 7),
    ),
    "a mean over the wrong axis": (
        (LOOP, "2 * (Y - T) / len(Y)", "2 * (Y - T)\n    dz = dz.mean(axis=1, keepdims=True)"),
        ("sum-for-mean", 6, 7),
    ),
    "outputs that were made flat": (
        (FORWARD, "A3 @ W[3] + B[3]", "(A3 @ W[3] + B[3]).flatten()"),
        ("flat-targets", 8, 9),
    ),
    "targets that were made flat": (
        (FORWARD, "    A1 =", "    T = T[:, 0]\n    A1 ="),
        ("flat-targets", 5, 10),
    ),
    "a new tensor of right outputs": (
        (FORWARD, "A3 @ W[3] + B[3]", "A3.new_tensor(A3 @ W[3] + B[3], requires_grad=True)"),
        ("parameters-not-used", 8),
    ),
}
USED_WRONGLY = {what: (changed(*change)[0], told) for what, (change, told) in CHANGED.items()} | {
    "a right value that nothing uses": (
        """
        import torch

        def relu(x):
            return torch.maximum(x, torch.zeros_like(x))

        def exercise2(W, B, X, T):
            Z1 = X @ W[0] + B[0]
            A1 = relu(Z1)
            A2 = relu(Z1 @ W[1] + B[1])
            A3 = relu(A2 @ W[2] + B[2])
            return ((A3 @ W[3] + B[3] - T) ** 2).mean()
        """,
        ("missing-relu-1", 10, 9),
    ),
    "a slope that a function gives": (
        """
        def slope(x):
            return 1.0 * (1 > 0)

        def exercise1(W, B, A, Y, T):
            DW, DB = [], []
            delta = 2 * (Y - T) / len(Y)
            for l in (3, 2, 1, 0):
                DW.insert(0, A[l].T @ delta)
                DB.insert(0, delta.sum(axis=0))
                delta = delta @ W[l].T * slope(A[l])
            return DW, DB
        """,
        ("missing-masks", 3, 11),
    ),
    "a function that serves many lines": (
        """
        def product(a, b):
            return a @ b

        def exercise1(W, B, A, Y, T):
            DW, DB = [], []
            delta = 2 * (Y - T) / len(Y)
            for l in (3, 2, 1, 0):
                DW.insert(0, product(A[l].T, delta))
                DB.insert(0, delta.sum(axis=0))
                delta = product(delta, W[l].T)
            return DW, DB
        """,
        ("missing-masks", 11),
    ),
    "biases that stay zero": (
        """
        import numpy as np

        def exercise1(W, B, A, Y, T):
            DW, DB = [np.zeros_like(w) for w in W], [np.zeros_like(b) for b in B]
            delta = 2 * (Y - T) / len(Y)
            for l in (3, 2, 1, 0):
                DW[l] += A[l].T @ delta
                delta = delta @ W[l].T * (A[l] > 0)
            return DW, DB
        """,
        ("zeros", 8),
    ),
    "layers that are made anew": (
        """
        from torch import nn

        def exercise2(W, B, X, T):
            a = X
            for l, w in enumerate(W):
                a = nn.Linear(*w.shape)(a)
                a = a if l == 3 else nn.functional.relu(a)
            return nn.functional.mse_loss(a, T)
        """,
        ("parameters-not-used", 7),
    ),
}


@pytest.mark.parametrize(
    "what",
    some(
        USED_WRONGLY,
        "a signal that goes on without its slope",
        "a function that serves many lines",
        "biases that stay zero",
        "layers that are made anew",
    ),
)
def test_what_is_taken_for_something_else_is_shown_there(load, what):
    source, (name, *lines) = USED_WRONGLY[what]
    number = 2 if "exercise2" in source else 1
    report = getattr(checks, f"exercise{number}")(load(source, f"exercise{number}"))
    assert report.mistakes[0] == name
    assert report.lines[: len(lines)] == tuple(lines), report.text


def test_a_line_that_makes_far_too_many_numbers_is_shown(load):
    helpers = """
def back(dz, w):
    return dz.reshape(-1, 1) @ w.reshape(1, -1)

def relu(g, a):
    out = g.copy()
    out[a <= 0] = 0
    return out
"""
    source = LOOP.replace("dz @ W[l].T * (A[l] > 0)", "relu(back(dz, W[l]), A[l])")
    report = checks.exercise1(load(helpers + source))
    assert (report.mistakes, report.lines[:1]) == (("stopped-other",), (3,)), report.text
