"""Time ``make test`` in an environment that is there against the validation of the notebooks."""

from measure import Comparison, in_turns, python, run, seconds, show

ROUNDS = 1  # it takes minutes


def comparisons():
    """Measure."""
    times = in_turns(
        "make test",
        lambda: seconds(run, "make", "test"),
        lambda: seconds(python, "-m", "pytest", "notebooks"),
        ROUNDS,
    )
    return [Comparison("`make test`", "`pytest notebooks`", *times)]


if __name__ == "__main__":
    show(comparisons())
