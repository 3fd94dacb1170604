"""Which of many cases run at every change, and which belong to ``make test-slow``."""

import pytest


def some(cases, *chosen):
    """Return all cases; those that are not chosen are slow."""
    # As after a renaming
    if missing := [case for case in chosen if case not in cases]:
        raise ValueError(f"no such cases: {missing}")
    return [
        case if case in chosen else pytest.param(case, marks=pytest.mark.slow) for case in cases
    ]
