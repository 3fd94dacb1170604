"""Grade a folder of submissions: ``python -m course.grade SUBMISSIONS``.

Writes ``grades.csv`` and ``feedback/<student>.md``. One submission is one task of Dask distributed.
What was graded once, with the same submission, the same judge and the same seed, is not graded
again, so an interrupted run can be repeated.
"""

import argparse
import csv
import hashlib
import io
import json
import os
import secrets
import sys
from pathlib import Path

from tqdm import tqdm

from course import sandbox
from course.collect import collect
from course.judge import NAMES, POINTS, judge, tasks

ROOT = Path(__file__).resolve().parents[1]
COLUMNS = {
    "plain": ("student", *NAMES, "total"),
    "moodle": ("Identifier", *NAMES, "Grade"),
    "canvas": ("Student", *NAMES, "Total"),
}


def grade_one(submission, seed, limits, use_sandbox):
    """Run and judge one submission; the task that Dask distributes.

    Parameters
    ----------
    submission : Submission
    seed : str
    limits : Limits
    use_sandbox : bool

    Returns
    -------
    dict
        ``points`` and ``feedback``, each by the name of the exercise.
    """
    if submission.problem:
        return {
            "points": dict.fromkeys(NAMES, 0.0),
            "feedback": dict.fromkeys(NAMES, submission.problem),
        }
    results = sandbox.run(submission.source, tasks(seed), limits, use_sandbox)
    grades = judge(results, seed)
    return {
        "points": {name: grade.points for name, grade in grades.items()},
        "feedback": {name: grade.feedback for name, grade in grades.items()},
    }


def grade_all(submissions, output, seed, client, limits=None, use_sandbox=True):
    """Grade submissions, and write the grades and the feedback.

    Parameters
    ----------
    submissions : list of Submission
    output : pathlib.Path
        The folder to write to.
    seed : str
    client : distributed.Client
    limits : Limits, optional
    use_sandbox : bool

    Returns
    -------
    dict
        The results of `grade_one` by the student. Those of submissions that the judge failed to
        grade have the key ``failed``.
    """
    from distributed import as_completed

    limits = limits or sandbox.Limits()
    done_before = output / "graded"
    done_before.mkdir(parents=True, exist_ok=True)
    keys = {s.student: _key(s, seed, limits, use_sandbox) for s in submissions}
    graded, running = {}, {}
    for submission in submissions:
        kept = _read(done_before / f"{keys[submission.student]}.json")
        if kept:
            graded[submission.student] = kept
        else:
            # As often as workers die, the task runs again elsewhere
            future = client.submit(
                grade_one, submission, seed, limits, use_sandbox, pure=False, retries=3
            )
            running[future] = submission.student

    progress = tqdm(total=len(submissions), initial=len(graded), unit="submission", file=sys.stderr)
    with progress:
        for future in as_completed(running):
            student = running[future]
            if future.status == "finished":
                graded[student] = future.result()
                write(done_before / f"{keys[student]}.json", json.dumps(graded[student]))
            else:
                # Not the student's fault, so it is not kept, and the next run tries again
                graded[student] = _not_graded(future.exception())
            progress.update()
    _write_feedback(output / "feedback", graded)
    return graded


def _not_graded(error):
    reason = f"NOT GRADED: the judge failed. {type(error).__name__}: {error}"
    return {
        "points": dict.fromkeys(NAMES, 0.0),
        "feedback": dict.fromkeys(NAMES, reason),
        "failed": reason,
    }


def _key(submission, seed, limits, use_sandbox):
    """Return a name for the result that changes with all that it depends on."""
    digest = hashlib.sha256()
    judges = [*sorted((ROOT / "course").glob("*.py")), *sorted(ROOT.glob("*.py"))]
    for part in (
        submission.student.encode("utf-8", "surrogateescape"),
        submission.source or b"",
        submission.problem.encode("utf-8", "surrogateescape"),
        repr((seed, limits, use_sandbox)).encode(),
        *(path.read_bytes() for path in judges),
    ):
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def _read(path):
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def write(path, text, encoding="utf-8"):
    """Write a file whole or not at all."""
    unfinished = path.with_name(f".{os.getpid()}.new")
    unfinished.write_text(text, encoding=encoding, errors="surrogateescape", newline="")
    unfinished.replace(path)


def _write_feedback(folder, graded):
    folder.mkdir(exist_ok=True)
    for student, result in graded.items():
        points = result["points"]
        lines = [
            f"# {student}",
            "",
            f"{sum(points.values()):g} of {POINTS * len(NAMES)} points",
            "",
        ]
        for name in NAMES:
            lines += [f"## {name}: {points[name]:g} of {POINTS} points", ""]
            lines += [result["feedback"][name], ""]
        write(folder / f"{student}.md", "\n".join(lines))


def write_csv(path, graded, columns):
    """Write one line per student, sorted.

    Parameters
    ----------
    path : pathlib.Path
    graded : dict
        The results of `grade_one` by the student.
    columns : sequence of str
        Five names: student, three exercises, total.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    for student in sorted(graded):
        points = [graded[student]["points"][name] for name in NAMES]
        writer.writerow([harmless(student), *(f"{p:g}" for p in [*points, sum(points)])])
    # With the mark by which spreadsheets know UTF-8
    write(path, text.getvalue(), encoding="utf-8-sig")


def harmless(cell):
    """Return text that a spreadsheet does not take for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _seed(given, output):
    """Return the secret: the given one, else that of the last run, else a new one."""
    path = output / "seed.txt"
    if given is None and path.exists():
        return path.read_text(encoding="utf-8").strip()
    seed = given if given is not None else secrets.token_hex(16)
    write(path, seed + "\n")
    return seed


def _columns(text):
    columns = COLUMNS.get(text) or tuple(text.split(","))
    if len(columns) != 5:
        raise argparse.ArgumentTypeError(
            f"expected one of {', '.join(COLUMNS)}, or five names with commas between them; "
            f"got {text!r}"
        )
    return columns


def _client(scheduler):
    from distributed import Client, LocalCluster

    if scheduler:
        return Client(scheduler)
    cluster = LocalCluster(threads_per_worker=1, dashboard_address="127.0.0.1:0", host="127.0.0.1")
    return Client(cluster)


def parse(arguments):
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="course.grade", description=__doc__.split("\n\n")[0])
    parser.add_argument("submissions", type=Path, help="folder with a folder or zip per student")
    parser.add_argument("--output", type=Path, default=Path("grades"), help="default: grades")
    parser.add_argument("--seed", help="secret that chooses the unseen networks; kept in seed.txt")
    parser.add_argument(
        "--columns",
        type=_columns,
        default="plain",
        help="plain, moodle, canvas, or five names: student, exercises 1 to 3, total",
    )
    parser.add_argument("--scheduler", help="address of a Dask scheduler; default: this machine")
    parser.add_argument("--no-sandbox", action="store_true", help="grade without bubblewrap")
    return parser.parse_args(arguments)


def main(arguments=None):
    """Grade; return the exit status."""
    options = parse(arguments)
    if not options.submissions.is_dir():
        print(
            f"{options.submissions} is not a folder. Expected is a folder with one folder, or "
            "one zip file, per student.",
            file=sys.stderr,
        )
        return 2
    if options.no_sandbox:
        print(
            "No sandbox: a student's program can read and change all that you can, and reach "
            "the network. Only its time, memory and files are limited.",
            file=sys.stderr,
        )
    else:
        try:
            sandbox.check_bubblewrap()
        except sandbox.NoSandboxError as reason:
            print(
                f"Not grading: {reason}. Install it (Debian, Ubuntu: apt install bubblewrap), "
                "or grade programs that you trust with --no-sandbox.",
                file=sys.stderr,
            )
            return 2
    try:
        submissions = collect(options.submissions)
    except ValueError as problem:
        print(problem, file=sys.stderr)
        return 2
    options.output.mkdir(parents=True, exist_ok=True)
    seed = _seed(options.seed, options.output)
    try:
        client = _client(options.scheduler)
    except OSError as problem:
        print(f"No scheduler answers at {options.scheduler}: {problem}", file=sys.stderr)
        return 2
    with client:
        graded = grade_all(
            submissions, options.output, seed, client, use_sandbox=not options.no_sandbox
        )
    write_csv(options.output / "grades.csv", graded, options.columns)
    failed = {student: result["failed"] for student, result in graded.items() if "failed" in result}
    for student, reason in failed.items():
        print(f"{student}: {reason}", file=sys.stderr)
    print(
        f"{len(graded)} submissions graded: {options.output / 'grades.csv'}, "
        f"{options.output / 'feedback'}"
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
