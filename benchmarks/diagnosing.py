"""Time the feedback on exercise 1 against the import of numpy."""

from backward import by_hand
from measure import compare, importing, seconds

import checks
import utils
from checks import truth

ROUNDS = 15


def first_check(answer):
    """Return the seconds of a check with nothing kept from those before, as in a new notebook."""
    truth._truth_of.cache_clear()
    return seconds(checks.exercise1, *answer)


def comparisons():
    """Measure."""
    DW, DB = by_hand(*utils.getparams(), *utils.getdata())
    answers = {
        "a right answer": (DW, DB),
        # Every pair of mistakes is tried, at the array that takes longest
        "a wrong answer that nothing explains": ([DW[0] + 1, *DW[1:]], DB),
    }
    return [
        compare(
            f"feedback on {name}",
            lambda answer=answer: first_check(answer),
            *importing("numpy"),
            ROUNDS,
        )
        for name, answer in answers.items()
    ]
