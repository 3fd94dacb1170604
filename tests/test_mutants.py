"""Every single-token change of the model answers that matters is found, at the right place."""

import copy
import inspect

import numpy
import pytest
from example_networks import SERIES
from mutants import mutants
from wrong_programs import first_difference

import checks
import solution


def mutants_of(function):
    """The sources of the mutants of a function, without the docstring."""
    source = inspect.getsource(function)
    head, _, rest = source.partition('"""')
    body = rest.partition('"""')[2]
    return [mutant for _, mutant in mutants(f"\n{head.rstrip()}{body}")]


def call(function):
    """Call a function with the arguments that it names, as copies, which it may spoil."""
    net = copy.deepcopy(SERIES)
    Z1, Z2, Z3, Y = net.Z
    X, A1, A2, A3 = net.A
    known = dict(locals(), W=net.W, B=net.B, A=net.A, T=net.T)
    return function(*(known[name] for name in inspect.signature(function).parameters))


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::SyntaxWarning")
@pytest.mark.parametrize(
    ("function", "fewest"),
    [(solution.exercise1, 30), (solution.exercise1_preactivations, 300)],
)
def test_every_mutant_that_differs_is_caught(function, fewest, record_property):
    counts = dict.fromkeys(("mutants", "crashed", "right", "caught", "named"), 0)
    missed = []
    for source in mutants_of(function):
        counts["mutants"] += 1
        namespace = {"numpy": numpy}
        try:
            with numpy.errstate(all="ignore"):
                exec(source, namespace)
                answer = call(namespace[function.__name__])
        except SyntaxError:
            counts["mutants"] -= 1
            continue
        except Exception:
            counts["crashed"] += 1  # the student sees the traceback
            continue
        report = checks.exercise1(*answer if isinstance(answer, tuple) else (answer,))
        both = answer if isinstance(answer, tuple) and len(answer) == 2 else (answer, None)
        expected = first_difference(SERIES, *both)
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
