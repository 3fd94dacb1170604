"""Lines that are found because one thing can be changed there, and everything is right then."""

import ast
import itertools
import textwrap
import warnings

import numpy
import pytest
import torch
from spread import some
from usual_programs import FORWARD, LOOP, changed

import checks
import run
from checks.exercises import EXERCISES
from checks.instrumenting import Line
from checks.lines import called_by_edits, edit_rules, edits, left_over, repairs, search_process
from checks.lines.sources import program_of
from checks.networks import series_network
from checks.tracing import Ended, Trace

USUAL = """
import numpy as np

class Layer:
    def __init__(self, weights, slope="relu"):
        self.weights, self.slope = weights, slope
        self.delta, self.inputs = None, None

    def back(self, delta):
        delta = delta * ((self.inputs > 0) if self.slope == "relu" else 1.0)
        return delta

def exercise1(W, B, A, Y, T):
    layers = [Layer(w) for w in W]
    count = len(Y)
    DW, DB = [], []
    dz = 2 * (Y - T) / count
    for l in (3, 2, 1, 0):
        layers[l].inputs = A[l]
        layers[l].delta = dz
        DW.insert(0, np.dot(A[l].T, layers[l].delta))
        DB.insert(0, dz.sum(axis=0))
        dz = layers[l].back(np.dot(dz, W[l].T))
    return DW, DB
"""
MISTAKES = {
    "another name": ("(Y - T) / count", "(W - T) / count"),
    "another attribute": ("np.dot(A[l].T, layers[l].delta)", "np.dot(A[l].T, layers[l].inputs)"),
    "another entry": ("np.dot(dz, W[l].T)", "np.dot(dz, W[-1].T)"),
    "another number": ("dz = 2 * (Y", "dz = 3 * (Y"),
    "a number for a name": ("(Y - T) / count", "(Y - T) / 7"),
    "another text": ('slope="relu"', 'slope="back"'),
    "a part too many": ("2 * (Y - T) / count", "np.abs(2 * (Y - T) / count)"),
    "parentheses": ("2 * (Y - T) / count", "(2 * Y - T) / count"),
    "the next index": ("layers[l].inputs = A[l]", "layers[l].inputs = A[l - 1]"),
    "another operator": ("delta * ((self", "delta + ((self"),
    "another comparison": ("self.inputs > 0", "self.inputs < 0"),
    "not transposed": ("np.dot(dz, W[l].T)", "np.dot(dz, W[l])"),
    "the sides": ("(Y - T)", "(T - Y)"),
    "another function": ("np.dot(A[l].T, layers[l].delta)", "np.outer(A[l].T, layers[l].delta)"),
    "the order of arguments": ("np.dot(dz, W[l].T)", "np.dot(W[l].T, dz)"),
    "a factor": ("delta = delta * ((", "delta = (("),
    "a sign": ("dz = 2 * (Y", "dz = -2 * (Y"),
    "a statement too many": ("    for l in", "    dz = abs(dz)\n    for l in"),
}


def repaired(function, suspects=()):
    """Return the lines of the repairs of a program, with their kinds and texts."""
    program = program_of(function)
    goals = repairs._goals(program, EXERCISES[0], series_network(), stops=False)
    with Trace.unnoticed():
        found = repairs.Repairs(program, goals, False).of(suspects)
    return [(program.spots(repair.lines)[0][0], repair.kind, repair.text) for repair in found]


@pytest.mark.parametrize("start", ["w.copy()", "np.ones_like(w)"])
def test_a_sum_that_does_not_begin_with_zeros(load, start):
    sums = USUAL.replace("DW, DB = [], []", f"DW, DB = [{start} for w in W], []")
    sums = sums.replace("DW.insert(0, np", "DW[l] += (np")
    source, line = changed(sums, start, start)
    assert line in [found for found, _, _ in repaired(load(source))]
    assert checks.exercise1(load(source.replace(start, f"0 * {start}"))).ok


@pytest.mark.parametrize("mistake", some(MISTAKES, "another name", "a part too many"))
def test_one_thing_that_is_mistaken_is_repaired_in_its_line(load, mistake):
    source, line = changed(USUAL, *MISTAKES[mistake])
    assert line in [found for found, _, _ in repaired(load(source))]


LAYERS_FROM_1 = LOOP.replace("(3, 2, 1, 0)", "(4, 3, 2, 1)").replace("[l]", "[l - 1]")


def test_an_index_that_is_written_nowhere_else(load):
    source, line = changed(LAYERS_FROM_1, "W[l - 1].T", "W[l].T")
    assert line in [found for found, _, _ in repaired(load(source))]


def test_what_is_right_needs_no_repair(load):
    assert repaired(load(USUAL)) == []
    assert checks.exercise1(load(USUAL)).ok


ORDER = """
def exercise1(W, B, A, Y, T):
    dz = 2 * (Y - T) / len(Y)
    DW, DB = [], []
    for l in (3, 2, 1, 0):
        DW.insert(0, A[l].T @ dz)
        dz = dz @ W[l].T * (A[l] > 0)
        DB.insert(0, dz.sum(axis=0))
    return DW, DB
"""
WITHIN = LOOP.replace("        dz = dz @ W[l].T * (A[l] > 0)", "        dz = dz @ W[l].T").replace(
    "    return", "    dz = dz * (A[l] > 0)\n    return"
)
TWO_NAMES = """
def exercise1(W, B, A, Y, T):
    difference = Y - T
    dz = difference
    dz *= 2 / len(Y)
    DW, DB = [None] * 4, [None] * 4
    for l in (3, 2, 1, 0):
        DW[l] = A[l].T @ dz
        if l < 3:
            DB[l] = dz.sum(axis=0)
        dz = dz @ W[l].T * (A[l] > 0)
    DB[3] = 2 * difference.sum(axis=0) / len(Y)
    return DW, DB
"""
ONE_THING = (
    LOOP.replace("[None] * 4, [None] * 4", "[[np.zeros(6), 0]] * 4, [None] * 4")
    .replace("DW[l] = A[l].T @ dz", "DW[l][0] = A[l].T @ dz")
    .replace("return DW, DB", "return [first for first, _ in DW], DB")
)
AT_ONCE = LOOP.replace("DW, DB = [None] * 4, [None] * 4", "DW = DB = [None] * 4")
IN_A_LIST = """
import numpy as np

class Field:
    def __init__(self):
        self.value = None

def exercise1(W, B, A, Y, T):
    same = Field()
    fields = [Field(), same, same, same]
    for field, a in zip(fields, A):
        field.value = a
    DW, DB = [None] * 4, [None] * 4
    dz = 2 * (Y - T) / len(Y)
    for l in (3, 2, 1, 0):
        DW[l] = fields[l].value.T @ dz
        DB[l] = dz.sum(axis=0)
        dz = dz @ W[l].T * (fields[l].value > 0)
    return DW, DB
"""
ASKED_LATE = """
def exercise1(W, B, A, Y, T):
    backs = []
    for l in range(4):
        backs.append(lambda dz: (A[l].T @ dz, dz.sum(axis=0), dz @ W[l].T * (A[l] > 0)))
    DW, DB = [], []
    dz = 2 * (Y - T) / len(Y)
    for back in backs[::-1]:
        dw, db, dz = back(dz)
        DW.insert(0, dw)
        DB.insert(0, db)
    return DW, DB
"""
ASKED_AGAIN = ASKED_LATE.replace("    for l in range(4):", "    l = 0\n    while l < 4:").replace(
    "    DW, DB = []", "        l += 1\n    l = 3\n    DW, DB = []"
)
TOO_MANY = LOOP.replace("    return", "    DB[0] = DB[0] + 1\n    return")
ONLY_ONE = LOOP.replace("    return", "    if W:\n        DB[0] *= 2\n    return")
TOO_EARLY = LOOP.replace("    for l", "    DW[0] = 0\n    return DW, DB\n    for l")


RESULTS = LOOP.replace("dz = dz @ W[l].T * (A[l] > 0)", "dz = dz @ W[l].T\n        {0}")
IN_LOOPS = """
def exercise1(W, B, A, Y, T):
    DW, DB = [w * 0 for w in W], [b * 0 for b in B]
    layers = {0}
    for t in range(len(T)):
        dz = 2 * (Y[t] - T[t]) / len(T)
        for l, w, a in layers:
            DW[l] += a[t][:, None] * dz
            DB[l] += dz
            dz = w @ dz * (a[t] > 0)
    return DW, DB
"""
DROPPED = {
    "of a method": "dz.__mul__(A[l] > 0)",
    "of a function": "np.multiply(dz, A[l] > 0)",
    "of an operator": "dz * (A[l] > 0)",
    "of a comparison": "dz == dz * (A[l] > 0)",
}
LAYERS = "zip((3, 2, 1, 0), W[::-1], A[::-1])"
USED_UP = {
    "zip": LAYERS,
    "reversed": "reversed(list(zip(range(4), W, A)))",
    "generator": "((l, W[l], A[l]) for l in (3, 2, 1, 0))",
}


@pytest.mark.parametrize("name", some(DROPPED, "of a method"))
def test_what_is_worked_out_for_nobody(load, name):
    source, line = changed(RESULTS.format("{0}"), "{0}", DROPPED[name])
    assert (line, edits.DROPPED, "") in repaired(load(source))


GIVEN = """
import numpy as np

def slopes(on, z):
    for i in np.ndindex(z.shape):
        on[i] = float(z[i] > 0)

def exercise1(W, B, A, Y, T):
    dz = 2 * (Y - T) / len(Y)
    DW, DB = [None] * 4, [None] * 4
    for l in (3, 2, 1, 0):
        DW[l] = A[l].T @ dz
        DB[l] = dz.sum(axis=0)
        on = np.zeros_like(A[l])
        slopes(on, A[l])
        dz = dz @ W[l].T * on
    return DW, DB
"""


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("on[i] = float(z[i] > 0)", "on = float(z[i] > 0)"),
        (GIVEN[GIVEN.index("    for i") : GIVEN.index("\ndef exercise1")], "    on = z > 0\n"),
    ],
)
def test_what_a_function_was_given_and_only_its_name_gets_another_value(load, right, wrong):
    assert checks.exercise1(load(GIVEN)).ok
    source, line = changed(GIVEN, right, wrong)
    report = checks.exercise1(load(source))
    assert (report.mistakes, report.lines) == (("name-given-anew",), (line,)), report.text
    # If it is returned, others may know of it
    source = source.replace("\ndef exercise1", "    return on\n\ndef exercise1")
    assert edits.REBOUND not in [kind for _, kind, _ in repaired(load(source))]


@pytest.mark.parametrize("name", some(USED_UP, "zip"))
def test_what_can_be_gone_through_only_once(load, name):
    source, line = changed(IN_LOOPS, "{0}", USED_UP[name])
    assert repaired(load(source))[0][:2] == (line, edits.USED_UP)
    right = source.replace(USED_UP[name], f"list({USED_UP[name]})")
    assert checks.exercise1(load(right)).ok


LATE = LOOP.replace(
    "dz = dz @ W[l].T * (A[l] > 0)",
    """after = dz @ W[l].T
        masked = (d * (a > 0) for d, a in zip(after, A[l]))
        after += 0.1 * np.sin(after)
        dz = np.array([*masked])""",
)
NEVER_BEGUN_ANEW = """
def exercise1(W, B, A, Y, T):
    dz = 2 * (Y - T) / len(Y)
    DW, DB = [], []
    entry = None
    for l in (3, 2, 1, 0):
        row = []
        for j in range(dz.shape[1]):
            for t in range(len(dz)):
                entry = dz[t, j] if entry is None else entry + dz[t, j]
            row.append(entry)
        DB.append(row)
        DW.append(A[l].T @ dz)
        dz = dz @ W[l].T * (A[l] > 0)
    return DW[::-1], DB[::-1]
"""
WITHOUT_END = LOOP.replace("import numpy", "import itertools\nimport numpy").replace(
    "    for l in",
    "    layers = zip(itertools.count(), itertools.cycle(W))\n    next(layers)\n    for l in",
)


NOTED = NEVER_BEGUN_ANEW.replace("row = []", "row = []\n        note = row.append").replace(
    "row.append(entry)", "note(entry)"
)


@pytest.mark.parametrize("source", [LATE, NEVER_BEGUN_ANEW, NOTED], ids=["late", "kept", "noted"])
def test_what_is_gone_through_once_or_gives_nothing_is_no_reason(load, source):
    """Another time at which a value is taken would mend these as well, and so would None."""
    kinds = {kind for _, kind, _ in repaired(load(source))}
    assert kinds.isdisjoint({edits.USED_UP, edits.DROPPED})
    assert not checks.exercise1(load(source)).ok


def test_what_has_no_end_is_not_gone_through(load):
    source, line = changed(WITHOUT_END, "A[l] > 0", "A[l] < 0")
    assert line in [found for found, _, _ in repaired(load(source))]


def test_what_could_be_gone_through_only_once_comes_no_sooner():
    seen = []
    once = called_by_edits.again(seen.append(n) or n for n in range(3))
    assert next(once) == 0 and seen == [0]
    assert list(once) == list(once) == [0, 1, 2] == seen
    with pytest.raises(StopIteration):
        next(once)
    assert called_by_edits.again(seen) is seen


STATEMENTS = {
    "order": (ORDER, "dz = dz @", edits.MOVED),
    "beside a loop": (WITHIN, "dz = dz * (A", edits.MOVED),
    "two names": (TWO_NAMES, "dz = difference", edits.COPIED),
    "two names at once": (AT_ONCE, "DW = DB =", edits.COPIED),
    "one thing several times": (ONE_THING, "DW, DB =", edits.ANEW),
    "one thing in a list": (IN_A_LIST, "fields = ", edits.ANEW),
    "a name that is asked for late": (ASKED_LATE, "backs.append", edits.LATE),
    "a name that is given anew": (ASKED_AGAIN, "backs.append", edits.LATE),
    "one too many": (TOO_MANY, "DB[0] +", edits.REMOVED),
    "the only one": (ONLY_ONE, "DB[0] *=", edits.REMOVED),
    "return too early": (TOO_EARLY, "    return DW, DB\n    for", edits.MOVED),
}


@pytest.mark.parametrize("name", some(STATEMENTS, "order", "one too many"))
def test_statements_and_names(load, name):
    source, place, kind = STATEMENTS[name]
    source, line = changed(source, place, place)
    assert (line, kind) in [found[:2] for found in repaired(load(source))]


@pytest.mark.parametrize("name", ["two names at once", "one thing in a list"])
def test_what_is_one_thing_is_told_in_place_of_what_comes_of_it(load, name):
    source, place, kind = STATEMENTS[name]
    source, line = changed(source, place, place)
    report = checks.exercise1(load(source))
    assert (report.mistakes, report.lines[0]) == ((kind,), line), report.text


# What stands in one function may be meant in another

APART = """
import numpy as np

KINDS = {"relu": lambda a: a > 0, "linear": lambda a: a * 0 + 1}

def relu(a):
    return np.maximum(a, 0)

def slope(a):
    return 1.0 * (a > 0)

class Unit:
    def __init__(self):
        self.sent = self.came = None

def back(dz, w, unit):
    unit.came = dz @ w.T
    unit.sent = unit.came * KINDS["relu"](unit.a)

def back_of(dz, w, unit, by):
    unit.sent = (dz @ w.T) * by(unit.a)

def exercise1(W, B, A, Y, T):
    units = [Unit() for _ in W]
    DW, DB = [None] * 4, [None] * 4
    dz = 2 * (Y - T) / len(Y)
    for l in (3, 2, 1, 0):
        units[l].a = A[l]
        DW[l] = A[l].T @ dz
        DB[l] = dz.sum(axis=0)
        back_of(dz, W[l], units[l], slope)
        dz = units[l].sent
    return DW, DB
"""
ELSEWHERE = {
    "a function that nothing calls": ("units[l], slope)", "units[l], relu)"),
    "an attribute of another function": ("dz = units[l].sent", "dz = units[l].a"),
}


@pytest.mark.parametrize("mistake", some(ELSEWHERE, "a function that nothing calls"))
def test_what_is_named_in_another_function_is_tried(load, mistake):
    source, line = changed(APART, *ELSEWHERE[mistake])
    assert any(number == line for number, *_ in repaired(load(source)))


INHERITING = """
import numpy as np

class Layer:
    def back(self, delta):
        return delta

class ReLU(Layer):
    def back(self, delta):
        return delta * (self.a > 0)

class Hidden(Layer):
    def __init__(self, a):
        self.a = np.array(a)

def exercise1(W, B, A, Y, T):
    dz = 2 * (Y - T) / len(Y)
    DW, DB = [None] * 4, [None] * 4
    for l in (3, 2, 1, 0):
        DW[l], DB[l] = A[l].T @ dz, dz.sum(axis=0)
        dz = Hidden(A[l]).back(dz @ W[l].T)
    return DW, DB
"""


def test_a_class_that_nothing_uses_is_tried(load):
    """A function of numpy as a base of a class would end Python."""
    line = INHERITING[: INHERITING.index("class Hidden")].count("\n") + 1
    assert repaired(load(INHERITING)) == [(line, edits.OTHER, "Layer")]


def test_a_text_of_another_function_is_tried(load):
    source = APART.replace("back_of(dz, W[l], units[l], slope)", "back(dz, W[l], units[l])")
    source, line = changed(source, 'KINDS["relu"]', 'KINDS["linear"]')
    assert (line, edits.OTHER, '"linear"') in repaired(load(source))


def test_a_crash_in_a_program_that_says_none_once(load):
    source = LOOP.replace("[None] * 4, [None] * 4", "[0] * 4, [None] * 4")
    report = checks.exercise1(load(source.replace("DB[l] =", "DB[l] +=")))
    assert report.mistakes == ("stopped-none",)
    assert report.lines == (5, 9)


def test_a_call_with_another_argument_is_shown_and_not_the_function(load):
    source = LOOP.replace("dz @ W[l].T * (A[l] > 0)", "back(dz, W[l], A[l if l != 2 else 1])")
    source = source.replace(
        "import numpy as np", "def back(dz, w, a):\n    return dz @ w.T * (a > 0)"
    )
    report = checks.exercise1(load(source))
    assert report.mistakes == ("wrong-mask-2-1",)
    assert report.lines[0] == source[: source.index("back(dz, W[l]")].count("\n") + 1


PLAIN = """
def times(x, y):
    return x * y

def product(a, b):
    return [[sum(times(x, y) for x, y in zip(row, column)) for column in zip(*b)] for row in a]

def turned(a):
    return [list(row) for row in zip(*a)]

def exercise1(W, B, A, Y, T):
    W, A = [w.tolist() for w in W], [a.tolist() for a in A]
    DW, DB = [], []
    dz = [[2 * (y - t) / len(T) for y, t in zip(*rows)] for rows in zip(Y.tolist(), T.tolist())]
    for l in (3, 2, 1, 0):
        DW.insert(0, product(turned(A[l]), dz))
        DB.insert(0, [sum(column) for column in turned(dz)])
        back = product(dz, turned(W[l]))
        dz = [[d * (a > 0) for d, a in zip(*rows)] for rows in zip(back, A[l])]
    return DW, DB
"""


def test_what_returns_too_early_had_much_to_do(load):
    assert checks.exercise1(load(PLAIN)).ok
    source, line = changed(PLAIN, "    return DW, DB", "        return DW, DB")
    assert any(number == line for number, *_ in repaired(load(source)))


def test_of_two_statements_that_change_places_both_are_shown(load):
    """The nearest two, though the one may be moved further as well."""
    first = "        DW.insert(0, A[l].T @ dz)\n"
    far = ORDER.replace(first, first + "        n = l\n")
    for source in (ORDER, far.replace("        DB.insert", "        n = n + 1\n        DB.insert")):
        program = program_of(load(source))
        found = repairs.search(program, EXERCISES[0], series_network(), [])
        assert found.repair.kind == edits.MOVED
        shown = [program.line(*place) for place in program.spots(found.lines)]
        assert {line.split(" ")[0] for line in shown[:2]} == {"dz", "DB.insert(0,"}, shown


def test_a_return_is_not_moved_before_what_is_wrong(load):
    source, line = changed(TOO_MANY, "return DW", "return DW")
    assert line not in [found for found, _, _ in repaired(load(source))]


@pytest.mark.parametrize(
    ("kind", "program"),
    [
        (edits.OTHER, "bias_added_twice"),
        (edits.LATE, "out_captured_by_reference"),
        pytest.param(edits.MOVED, "relu_before_linear", marks=pytest.mark.slow),
        pytest.param(edits.REMOVED, "nn_gradient_theta", marks=pytest.mark.slow),
    ],
)
def test_it_is_said_of_a_mistake_that_has_no_name(load, kind, program):
    (path,) = (run.ROOT / "tests" / "corpus" / "mistakes").rglob(f"{program}.py")
    text = path.read_text(encoding="utf-8")
    exercise = int(text[len("# exercise: ")])
    report = getattr(checks, f"exercise{exercise}")(load(text, f"exercise{exercise}"))
    assert report.mistakes == (kind,), report.text
    assert f"line {report.lines[0]} of solution.py" in report.text


def test_what_stops_is_repaired_too(load):
    source, line = changed(USUAL, "(Y - T) / count", "(Y - T).sum(axis=0) / count")
    report = checks.exercise1(load(source))
    assert report.mistakes[0].startswith("stopped"), report.text
    assert report.lines[0] == line


@pytest.mark.slow
def test_what_stops_at_once_may_have_much_to_do(load):
    source, line = changed(
        """
        def exercise1(W, B, A, Y, T):
            DW = [[[0.0] * len(row) for row in w] for w in W]
            DB = [[0.0] * len(b) for b in B]
            count = len(Y)
            for n in range(count):
                dz = [2 * (Y[n, 0] - T[n, 0]) / count]
                for l in (3, 2, 1, 0):
                    back = []
                    for i in range(len(W[l])):
                        total = 0.0
                        for j in range(len(dz)):
                            DW[l][i][j] += A[l][n, i] * dz[j]
                            total += W[l][i, j] * dz[j]
                        back.append(total if A[l][n, i] > 0 else 0.0)
                    for j in range(len(dz)):
                        DB[l][j] += dz[j]
                    dz = back
            return DW, DB
        """,
        "count = len(Y)",
        "count = len(Y[0, 0])",
    )
    assert line in [found for found, _, _ in repaired(load(source))]


def test_no_line_is_worth_the_report(load, monkeypatch):
    def fails(*arguments, **options):
        raise RuntimeError

    monkeypatch.setattr(repairs, "search_in_process", fails)
    for source in (
        USUAL.replace("count = len(Y)", "count = Z"),
        LOOP.replace("(Y - T)", "(Y + T)"),
    ):
        report = checks.exercise1(load(source))
        assert report.mistakes and not report.ok


def test_the_smallest_repair_of_the_likeliest_line_comes_first(load):
    source, line = changed(LOOP, "A[l] > 0", "A[l - 1] > 0")
    found = repaired(load(source))
    assert found[0] == (line, edits.OTHER, "1")
    texts = [len(text) for number, _, text in found if number == line]
    assert texts == sorted(texts)


def test_nothing_stays_as_it_was_edited(load):
    program = program_of(load(USUAL))
    for tree, _ in Trace(program, None).trees:
        before = ast.dump(tree)
        rules = edit_rules.EditRules(tree, edit_rules.Vocabulary([tree]))
        every = [
            *itertools.chain(*rules.likely(bool)),
            *rules.others(),
            *left_over.edits(tree, {"delta": {"back"}}),
        ]
        for edit in every:
            with edit.made():
                compile(tree, "edited", "exec")
            assert ast.dump(tree) == before


def test_no_list_is_put_into_itself(load):
    source = LOOP.replace("DW[l] = A[l].T @ dz", "DW[l] = A[l].T @ dz\n        DB.append(dz)")
    (tree, _), *_ = [
        found for found in Trace(program_of(load(source)), None).trees if found[0].body
    ][::-1]
    rules = edit_rules.EditRules(tree, edit_rules.Vocabulary([tree]))
    edits_of = [e for e in itertools.chain(*rules.likely(bool)) if e.kind == edits.OTHER]
    for edit in edits_of:
        with edit.made():
            text = ast.unparse(tree)
        assert "DB.append(DB)" not in text and "DW[l] = DW\n" not in text


def test_what_never_ends_is_ended(load, monkeypatch):
    source = """
    def exercise1(W, B, A, Y, T):
        DW, DB = [None] * 4, [None] * 4
        dz, l = 2 * (Y - T) / len(Y), 3
        while l >= 0:
            DW[l] = A[l].T @ dz
            DB[l] = dz.sum(axis=0)
            dz = dz @ W[l].T * (A[l] >= 0)
            l -= 1
        return DW, DB
    """
    monkeypatch.setattr(repairs, "LONGEST", 1e9)  # however slow the machine is
    source, line = changed(source, "A[l] >= 0", "A[l] >= 0")
    assert repaired(load(source))[0][0] == line


def test_no_more_is_tried_than_wanted(load, monkeypatch):
    source, _ = changed(LOOP, "A[l] > 0", "A[l - 1] > 0")
    tried = []
    monkeypatch.setattr(repairs.Repairs, "_right", lambda self, number, edit: tried.append(edit))
    monkeypatch.setattr(repairs, "MOST", 7)
    assert repaired(load(source)) == []
    assert len(tried) == 7


# The lines that are shown then, without any name of a mistake


def lines_of(function, number=1, suspects=()):
    """Return the numbers of the lines that are found."""
    program, exercise = program_of(function), EXERCISES[number - 1]
    found = repairs.search(program, exercise, series_network(), suspects).lines
    return [line for line, _ in program.spots(found)]


WRONG = {
    "another layer": ("DW[l] = A[l].T", "DW[l] = A[max(l - 1, 1)].T"),
    "mask of another layer": ("A[l] > 0", "A[l if l != 2 else 1] > 0"),
    "a number": ("len(Y)", "len(Y[0])"),
    "a difference": ("(Y - T)", "(Y + T)"),
    "another product": ("dz @ W[l].T", "dz @ np.tanh(W[l].T)"),
    "a sum": ("dz.sum(axis=0)", "dz.max(axis=0)"),
    "another shape": ("dz.sum(axis=0)", "dz"),
}


@pytest.mark.parametrize("name", some(WRONG, "another layer"))
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
    """What is passed back is right, and is taken for the signal."""
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


@pytest.mark.slow
def test_number_by_number(load):
    """A run takes a hundred times as long, and there is time for enough of them nevertheless."""
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


@pytest.mark.slow
def test_two_lines_that_are_copies_of_a_third(load):
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
    lines = [line.strip() for line in source.splitlines()]
    wrong = [lines.index(f"{name} = d0.sum(axis=0)") + 1 for name in ("b1", "b2")]
    assert lines_of(load(source)) == wrong


def test_all_lines_that_can_be_repaired_are_shown(load):
    """The first is that of which a sentence says so; a fourth is not shown."""
    source, line = changed(
        """
        def exercise1(W, B, A, Y, T):
            count = len(Y)
            half = count
            every = half
            dz = 2 * (Y - T) / every
            DW, DB = [None] * 4, [None] * 4
            for l in (3, 2, 1, 0):
                DW[l] = A[l].T @ dz
                DB[l] = dz.sum(axis=0)
                dz = dz @ W[l].T * (A[l] > 0)
            return DW, DB
        """,
        "half = count",
        "half = count - 3",
    )
    assert lines_of(load(source)) == [line, line + 1, line + 2]
    report = checks.exercise1(load(source))
    assert report.lines == (line + 2, line, line + 1)
    assert f", or else at line {line} of " in report.text
    assert f", or at line {line + 1} of " in report.text


CLEARED_IN_EACH_PART = """
import numpy as np

def exercise1(W, B, A, Y, T):
    DW, DB = [np.zeros_like(w) for w in W], [np.zeros_like(b) for b in B]
    parts = 4
    for some in np.array_split(np.arange(len(Y)), parts):
        dz = 2 * (Y[some] - T[some]) / len(Y)
        DW[0][...] = 0
        DB[0][...] = 0
        for l in (3, 2, 1, 0):
            DW[l] += A[l][some].T @ dz
            DB[l] += dz.sum(axis=0)
            dz = dz @ W[l].T * (A[l][some] > 0)
    return DW, DB
"""


def test_what_only_avoids_a_mistake_is_no_repair(load):
    """With one part of the samples nothing is lost of another one."""
    source, line = changed(CLEARED_IN_EACH_PART, "DW[0][...] = 0", "DW[0][...] = 0")
    report = checks.exercise1(load(source))
    assert report.mistakes == ("samples-weighted-in-layer",), report.text
    assert report.lines == (line, line + 1)
    source, _ = changed(source, "parts = 4", "parts = 1")
    assert checks.exercise1(load(source)).ok


def test_a_line_that_can_be_repaired_in_part_comes_last(load):
    source, line = changed(
        """
        import numpy as np

        def exercise1(W, B, A, Y, T):
            d3 = 2 * (Y - T) / len(Y)
            d2 = d3 @ W[3].T * (A[3] > 0)
            d1 = d2 @ W[2].T * (A[2] > 0)
            d0 = d1 @ W[1].T * (A[1] > 0)
            DW = [A[0].T @ d0, A[1].T @ d1, A[2].T @ d2, A[3].T @ d3]
            DB = [d0.sum(axis=0), d1.sum(axis=0), d2.sum(axis=0), np.exp(np.sin(d3)).sum(axis=0)]
            return DW, DB
        """,
        "W[2].T * (A[2] > 0)",
        "W[2].T * (A[1] > 0)",
    )
    biases, of_program = source[: source.index("DB =")].count("\n") + 1, 3
    suspects = [Line(1, biases - of_program)]
    assert lines_of(load(source), suspects=suspects) == [biases, line]


FORWARD_WRONG = {
    "another activation": ("torch.relu(A1 @ W[1] + B[1])", "torch.tanh(A1 @ W[1] + B[1])"),
    "a bias twice": ("A2 @ W[2] + B[2]", "A2 @ W[2] + B[2] + B[2]"),
    "a sum": (".mean()", ".sum()"),
}


@pytest.mark.parametrize("name", some(FORWARD_WRONG, "a sum"))
def test_the_line_in_a_forward_pass(load, name):
    source, line = changed(FORWARD, *FORWARD_WRONG[name])
    assert lines_of(load(source, "exercise2"), 2)[:1] == [line]


PRINTED = {
    "another layer": ("net[0]", "net[2]"),
    "another entry": ("grad[0, 0]", "grad[0, 1]"),
}
EXERCISE3 = """
def exercise3(net):
    layer = net[0]
    grad = layer.weight.grad
    number = grad[0, 0]
    print(number.item())
"""


@pytest.mark.parametrize("name", some(PRINTED, "another layer"))
def test_where_another_number_is_taken_out_of_a_network(load, name):
    source, line = changed(EXERCISE3, *PRINTED[name])
    assert lines_of(load(source, "exercise3"), 3) == [line]


def test_what_a_parameter_is_called_in_a_network(load):
    source, line = changed(
        """
        def exercise3(net):
            for name, parameter in net.named_parameters():
                if "0" in name:
                    number = parameter.grad.flatten()[0]
            print(number.item())
        """,
        "if",
        "if",
    )
    assert lines_of(load(source, "exercise3"), 3) == [line]


CHANGES = ["net.zero_grad(set_to_none=False)", "layer.weight.grad *= 2"]


@pytest.mark.parametrize("change", some(CHANGES))
def test_where_a_gradient_is_changed_before_it_is_printed(load, change):
    source = EXERCISE3.replace("    grad =", f"    {change}\n    grad =")
    source, line = changed(source, change, change)
    assert lines_of(load(source, "exercise3"), 3) == [line]


def test_where_a_function_is_called_that_changes_a_gradient(load):
    clearing = "def clear(net):\n    for p in net.parameters():\n        p.grad.zero_()\n"
    source = clearing + EXERCISE3.replace("    grad =", "    clear(net)\n    grad =")
    source, line = changed(source, "    clear(net)", "    clear(net)")
    # What it does may be left out as well
    assert lines_of(load(source, "exercise3"), 3) == [line, 3, 2]


def test_a_gradient_that_is_cleared_after_it_was_printed_is_no_mistake(load):
    assert lines_of(load(EXERCISE3 + "    net.zero_grad()\n", "exercise3"), 3) == []


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
    source, _ = changed(LOOP, *WRONG["a number"])
    function = load(source)
    found = lines_of(function)
    assert found
    assert lines_of(function) == found


# What a program does when something in it is changed


@pytest.mark.slow
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
    """Without what is put into the queue, the program waits, and what looks for lines with it."""
    source = LOOP.replace(
        "dz = dz @ W[l].T * (A[l] > 0)",
        "if l >= 0:\n            queue.put(dz @ W[l].T * (A[l] < 0))\n        dz = queue.get()",
    ).replace("    dz = 2", "    queue = Queue()\n    dz = 2")
    function = load("from queue import Queue\n" + source)
    monkeypatch.setattr(search_process, "LONGEST", 3)
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


def test_copies_of_what_grows_by_them_come_to_an_end(load):
    """As the copy of a unit in a graph is, which is linked to all of it."""
    program, network = program_of(load(LOOP)), series_network()
    tried = repairs.Repairs(program, repairs._goals(program, EXERCISES[0], network, False), False)
    linked = [[1.0]]
    with pytest.raises(Ended):
        for _ in range(18):
            linked = [linked, tried._copy(linked)]
