"""Give points for what came back from the sandbox.

In the order in which it happens:

1. `outcomes` says what a program is asked, and makes an outcome with points of what it answered.
2. `trials` judges one answer on one network; `truths_of_trials` says what is right for networks on
   which not all mistakes are looked for.
3. `spotting` finds the line of a mistake, for which the program runs once more.
"""

from instructors.scoring.outcomes import jobs, score, task_of

__all__ = ["jobs", "score", "task_of"]
