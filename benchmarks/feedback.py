"""Time the feedback on exercise 1 against the import of numpy."""

import numpy
from measure import Comparison, in_turns, python, seconds, show

import checks
import solution
import utils

ROUNDS = 15


def right_answer():
    """Return the gradient of the network of the sheet."""
    X, T = utils.getdata()
    W, B = utils.getparams()
    A = [X]
    for w, b in zip(W[:-1], B[:-1], strict=True):
        A.append(numpy.maximum(0, A[-1].dot(w) + b))
    return solution.exercise1(W, B, A, A[-1].dot(W[-1]) + B[-1], T)


def comparisons():
    """Measure."""
    DW, DB = right_answer()
    answers = {
        "a right answer": (DW, DB),
        # Every pair of mistakes is tried, at the array that takes longest
        "a wrong answer that nothing explains": ([DW[0] + 1, *DW[1:]], DB),
    }
    return [
        Comparison(
            f"feedback on {name}",
            '`python -c "import numpy"`',
            *in_turns(
                f"feedback on {name}",
                lambda answer=answer: seconds(checks.exercise1, *answer),
                lambda: seconds(python, "-c", "import numpy"),
                ROUNDS,
            ),
        )
        for name, answer in answers.items()
    ]


if __name__ == "__main__":
    show(comparisons())
