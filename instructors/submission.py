"""Grade one submission: the way from a folder to a result, for those who do not grade a class."""

from instructors import assess, sandbox, submissions
from instructors.results import Result


def grade_submission(folder, seed, use_sandbox=True):
    """Run and judge what one student has handed in.

    Parameters
    ----------
    folder : pathlib.Path
        Holds the student's files.
    seed : str
        Chooses the networks that the student has not seen.
    use_sandbox : bool
        Whether to run the program in bubblewrap.

    Returns
    -------
    Result

    Raises
    ------
    FileNotFoundError, instructors.assess.FailedError
        If it could not be graded, for a reason that is not the student's.
    """
    submission = submissions.collect_one(folder)
    files, unreadable = submission.read()
    outcomes, unused = assess.assess(files, seed, sandbox.Limits(), use_sandbox)
    return Result("submission", outcomes, unused=(*unreadable, *unused))
