"""Every single-token change of the model answers that matters is found, at the right place."""

import copy
import inspect
import io
import keyword
import tokenize

import networks
import numpy
import pytest
from wrong_programs import backward

import checks
import solution
import utils

SHEET = networks.Network(*utils.getparams(), *utils.getdata())
OPERATORS = ["+", "-", "*", "/", ">", "<", ">=", "<=", "==", "!=", "**", "%"]
METHODS = ["sum", "mean", "max", "dot", "size", "T", "append", "insert"]


def mutants(function):
    """Yield the sources of all mutants of a function that are valid Python."""
    source = inspect.getsource(function)
    body = source[source.index('"""', source.index('"""') + 3) + 3 :]
    header = source.splitlines()[0]
    tokens = list(tokenize.generate_tokens(io.StringIO(body).readline))
    names = {
        token.string
        for token in tokens
        if token.type == tokenize.NAME and not keyword.iskeyword(token.string)
    }
    lines = body.splitlines(keepends=True)
    for number, token in enumerate(tokens):
        for replacement in _replacements(tokens, number, sorted(names)):
            (row, start), (_, end) = token.start, token.end
            if replacement is None:  # drop an attribute with its dot
                start, replacement = start - 1, ""
            line = lines[row - 1][:start] + replacement + lines[row - 1][end:]
            mutant = header + "".join([*lines[: row - 1], line, *lines[row:]])
            try:
                compile(mutant, "mutant", "exec")
            except SyntaxError:
                continue
            yield mutant


def _replacements(tokens, number, names):
    token, before = tokens[number], tokens[number - 1]
    if token.type == tokenize.OP and token.string in OPERATORS:
        return [o for o in [*OPERATORS, ""] if o != token.string]
    if token.type == tokenize.NUMBER:
        return [str(n) for n in range(-2, 5) if str(n) != token.string]
    if token.type == tokenize.NAME and before.string == ".":
        return [None] + [m for m in METHODS if m != token.string]
    if token.type == tokenize.NAME and not keyword.iskeyword(token.string):
        return [n for n in names if n != token.string]
    return []


def call(function):
    """Call a function with the arguments that it names, as copies, which it may spoil."""
    net = copy.deepcopy(SHEET)
    Z1, Z2, Z3, Y = net.Z
    X, A1, A2, A3 = net.A
    known = dict(locals(), W=net.W, B=net.B, A=net.A, T=net.T)
    return function(*(known[name] for name in inspect.signature(function).parameters))


def first_difference(answer):
    """Find the first array that is not that of the right backward pass."""
    answer = answer if isinstance(answer, tuple) and len(answer) == 2 else (answer, None)
    for layer in reversed(range(4)):
        for kind, (came, right) in enumerate(zip(answer, backward(SHEET), strict=True)):
            if not isinstance(came, list) or len(came) != 4:
                return f"D{'WB'[kind]}[{layer}]"
            array = numpy.asarray(came[layer])
            if array.shape != right[layer].shape or not numpy.allclose(
                array, right[layer], rtol=1e-6, atol=1e-9
            ):
                return f"D{'WB'[kind]}[{layer}]"
    return None


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::SyntaxWarning")
@pytest.mark.parametrize(
    ("function", "fewest"),
    [(solution.exercise1, 30), (solution.exercise1_preactivations, 300)],
)
def test_every_mutant_that_differs_is_caught(function, fewest, record_property):
    counts = dict.fromkeys(("mutants", "crashed", "right", "caught", "named"), 0)
    missed = []
    for source in mutants(function):
        counts["mutants"] += 1
        namespace = {"numpy": numpy}
        try:
            with numpy.errstate(all="ignore"):
                exec(source, namespace)
                answer = call(namespace[function.__name__])
        except Exception:
            counts["crashed"] += 1  # the student sees the traceback
            continue
        report = (
            checks.exercise1(*answer) if isinstance(answer, tuple) else checks.exercise1(answer)
        )
        expected = first_difference(answer)
        if expected is None:
            counts["right"] += 1
            if not report.ok:
                missed.append((source, report))
            continue
        if report.first_wrong != expected:
            missed.append((source, report))
            continue
        counts["caught"] += 1
        counts["named"] += report.mistakes != ("unknown",)

    numbers = ", ".join(f"{count} {name}" for name, count in counts.items())
    record_property(f"mutants of {function.__name__}", numbers)
    assert not missed, missed[0]
    assert counts["caught"] >= fewest
