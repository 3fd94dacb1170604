"""Grade a folder of submissions: ``python -m course.grade SUBMISSIONS``.

Writes ``grades.csv``, ``feedback/<student>.md``, and ``overview.html``. One submission is one task
of Dask distributed. What was graded once, with the same submission, the same judge and the same
seed, is not graded again, so an interrupted run can be repeated.
"""

import argparse
import ast
import dataclasses
import hashlib
import ipaddress
import json
import logging
import os
import secrets
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

from tqdm import tqdm

from checks.exercises import EXERCISES
from course import assess, gradebook, layouts, overview, returning, sandbox
from course.collect import collect
from course.judge import clean
from course.names import printable
from course.results import Outcome, Result
from course.sentences import GRADING
from course.tables import Table, TableError, write_table

ROOT = Path(__file__).resolve().parents[1]
NAMES = tuple(exercise.name for exercise in EXERCISES)
COLUMNS = ("student", *NAMES, "total")
OWN = ("grades.csv", "overview.html", "feedback.zip", "seed.txt")
AHEAD = 100  # submissions that are read before those before them are graded
LONG = 30  # seconds after which a submission that still runs is named
STARTED = "backprop-exercises started"


def grade_one(student, files, seed, limits, use_sandbox):
    """Run and judge one submission; the task that Dask distributes.

    Parameters
    ----------
    student : str
    files : dict
        The bytes of the files by their names.
    seed : str
    limits : Limits
    use_sandbox : bool

    Returns
    -------
    dict
        As from `as_data`.
    """
    from distributed import get_worker

    # A name may hold what Dask cannot send as text
    get_worker().log_event(STARTED, ascii(student))
    try:
        outcomes, unused = assess.assess(files, seed, limits, use_sandbox)
    except assess.FailedError as reason:
        return as_data(failed(student, str(reason)))
    return as_data(Result(student, outcomes, unused=tuple(unused)))


def failed(student, reason):
    """Return the result of a submission that could not be graded, which is no student's fault."""
    feedback = GRADING["failed"].format(reason=clean(reason, 500))
    return Result(student, {name: Outcome(None, "failed", feedback) for name in NAMES})


def as_data(result):
    """Return a `Result` as JSON data."""
    return dataclasses.asdict(result)


def as_result(data):
    """Return the `Result` that `as_data` was made of."""
    outcomes = {
        name: Outcome(**outcome | {key: tuple(outcome[key]) for key in ("mistakes", "marks")})
        for name, outcome in data["outcomes"].items()
    }
    pairs = tuple(map(tuple, data["unused"]))
    return Result(
        **data | {"outcomes": outcomes, "unused": pairs, "remarks": tuple(data["remarks"])}
    )


def keeps(result):
    """Say whether a result would be the same next time, whatever the machine does."""
    return all(
        outcome.kind != "failed" and GRADING["unsure"] not in outcome.marks
        for outcome in result.outcomes.values()
    )


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
    list of Result
        In the order of the submissions.
    """
    limits = limits or sandbox.Limits()
    done_before = output / "graded"
    done_before.mkdir(parents=True, exist_ok=True)
    graded = {}
    run = _Run(client, len(submissions))
    for submission in submissions:
        files, unused = submission.read()
        path = done_before / f"{_key(submission.student, files, seed, limits, use_sandbox)}.json"
        result = _kept(path)
        if result:
            run.skip()
            graded[submission.student] = _complete(result, submission, unused)
            continue
        # As often as workers die, the task runs again elsewhere
        task = (grade_one, submission.student, files, seed, limits, use_sandbox)
        future = client.submit(*task, pure=False, retries=3)
        run.start(future, (submission, unused, path))
        for ended, about in run.ended(while_more_than=AHEAD):
            _take(ended, *about, graded)
    for ended, about in run.ended(while_more_than=0):
        _take(ended, *about, graded)
    run.close()
    results = [graded[submission.student] for submission in submissions]
    replace_feedback(output / "feedback", results)
    return results


def _take(future, submission, unused, path, graded):
    """Take the result of a task that has ended, and keep it if it would be the same next time."""
    if future.status == "finished":
        result = as_result(future.result())
    else:
        result = failed(submission.student, _reason(future))
    graded[submission.student] = _complete(result, submission, unused)
    if keeps(result):
        write(path, json.dumps(as_data(result)))


def _complete(result, submission, unused):
    """Return a result with what is known of the submission."""
    return dataclasses.replace(
        result,
        student=submission.student,
        folder=submission.folder,
        identifiers=submission.identifiers,
        remarks=tuple(submission.remarks),
        unused=(*unused, *result.unused),
    )


class _Run:
    """The tasks that are under way, and what is shown of them."""

    def __init__(self, client, count):
        self.client, self.about, self.started = client, {}, {}
        # An average over the whole run does not jump when one submission takes long
        self.progress = tqdm(total=count, unit="submission", smoothing=0)
        client.subscribe_topic(STARTED, self._note)

    def _note(self, event):
        when, student = event
        self.started.setdefault(ast.literal_eval(student), when)

    def skip(self):
        """Count a submission that need not be graded."""
        self.progress.update()

    def start(self, future, about):
        """Watch a task; ``about`` begins with its submission."""
        self.about[future] = about

    def ended(self, while_more_than):
        """Yield tasks that have ended, and what they are about, while there are too many."""
        from distributed import CancelledError, wait

        while len(self.about) > while_more_than:
            if self.client.status not in ("running", "connecting"):
                done = set(self.about)
            else:
                try:
                    done = wait(list(self.about), timeout=1, return_when="FIRST_COMPLETED").done
                except TimeoutError:
                    done = set()
                except CancelledError:
                    done = {future for future in self.about if future.status == "cancelled"}
            for future in done:
                about = self.about.pop(future)
                self.started.pop(about[0].student, None)
                self.progress.update()
                yield future, about
            self.progress.set_postfix_str(_longest(self.started))

    def close(self):
        """Show no more."""
        self.progress.close()
        if self.client.status == "running":
            self.client.unsubscribe_topic(STARTED)


def _longest(started):
    """Say which submission has run for longest, if that is long."""
    if not started:
        return ""
    student = min(started, key=started.get)
    seconds = time.time() - started[student]
    return f"{printable(student)} for {seconds:.0f} s" if seconds > LONG else ""


def _reason(future):
    """Say why a task has no result."""
    if future.status == "pending":
        return "The scheduler was lost."
    if future.status == "cancelled":
        return "The task was cancelled; the scheduler was lost."
    error = future.exception()
    return f"{type(error).__name__}: {error}"


def _key(student, files, seed, limits, use_sandbox):
    """Return a name for the result that changes with all that it depends on."""
    digest = hashlib.sha256()
    judges = [ROOT / "utils.py"]
    for package in ("checks", "course"):
        judges += sorted((ROOT / package).rglob("*.py"))
    for part in (
        repr((student, seed, limits, use_sandbox)).encode(),
        *(repr(name).encode() + data for name, data in sorted(files.items())),
        *(path.read_bytes() for path in judges),
    ):
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def _kept(path):
    try:
        return as_result(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def write(path, text):
    """Write a file whole or not at all."""
    unfinished = path.with_name(f".{os.getpid()}.new")
    unfinished.write_text(text, encoding="utf-8", errors="replace", newline="")
    unfinished.replace(path)


def replace_feedback(folder, results):
    """Write one file per student, and remove those of an earlier run that nobody has changed."""
    list_of_written = folder.with_name("graded") / "feedback.json"
    try:
        earlier = json.loads(list_of_written.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        earlier = {}
    names = set(returning.write_feedback(folder, results).values())
    for name, digest in earlier.items():
        path = folder / name
        if name not in names and path.is_file() and _digest(path.read_bytes()) == digest:
            path.unlink()
    written = {name: _digest((folder / name).read_bytes()) for name in names}
    write(list_of_written, json.dumps(written))


def _digest(data):
    return hashlib.sha256(data).hexdigest()


def _seed(given, output):
    """Return the secret: the given one, else that of the last run, else a new one."""
    path = output / "seed.txt"
    if given is None and path.exists():
        return path.read_text(encoding="utf-8").strip()
    seed = given if given is not None else secrets.token_hex(16)
    write(path, seed + "\n")
    return seed


def _columns(text):
    columns = tuple(name.strip() for name in text.split(","))
    if len(columns) != len(COLUMNS) or not all(columns) or len(set(columns)) < len(columns):
        raise argparse.ArgumentTypeError(
            f"expected {len(COLUMNS)} different names with commas between them, for "
            f"{', '.join(COLUMNS)}; got {text!r}"
        )
    return columns


def _scheduler(address):
    """Check the address of a scheduler: who reaches one can run programs on all its workers."""
    parts = urlsplit(address)
    try:
        own = ipaddress.ip_address(parts.hostname or "").is_loopback
    except ValueError:
        own = parts.hostname == "localhost"
    if parts.scheme not in ("tcp", "tls") or not parts.port:
        raise argparse.ArgumentTypeError(f"expected tls://host:port; got {address!r}")
    if parts.scheme == "tcp" and not own:
        raise argparse.ArgumentTypeError(
            f"{address} would take programs from anyone who reaches it. Use tls:// with --tls, or "
            "an SSH tunnel to a scheduler that listens on 127.0.0.1; course/README.md says how"
        )
    return address


def _client(options):
    from distributed import Client, LocalCluster
    from distributed.security import Security

    if options.scheduler:
        security = None
        if options.tls:
            ca, cert, key = (str(options.tls / name) for name in ("ca.pem", "cert.pem", "key.pem"))
            security = Security(
                require_encryption=True, tls_ca_file=ca, tls_client_cert=cert, tls_client_key=key
            )
        return Client(options.scheduler, security=security, timeout=20)
    cluster = LocalCluster(
        threads_per_worker=1,
        dashboard_address="127.0.0.1:0",
        host="127.0.0.1",
        silence_logs=logging.CRITICAL,
    )
    client = Client(cluster)
    # An interrupt from the keyboard reaches them, too, and is told by this process
    client.run(_ignore_interrupts)
    return client


def _ignore_interrupts():
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def parse(arguments):
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="course.grade", description=__doc__.split("\n\n")[0])
    parser.add_argument(
        "submissions", help="what a course system gives, a folder or a zip file as it came"
    )
    parser.add_argument("--layout", help="how it is laid out, if that is not recognised")
    parser.add_argument("--output", type=Path, default=Path("grades"), help="default: grades")
    parser.add_argument("--seed", help="secret that chooses the unseen networks; kept in seed.txt")
    parser.add_argument(
        "--columns", type=_columns, default=COLUMNS, help=f"default: {','.join(COLUMNS)}"
    )
    parser.add_argument(
        "--scheduler", type=_scheduler, help="address of a Dask scheduler; default: this machine"
    )
    parser.add_argument("--tls", type=Path, help="folder with ca.pem, cert.pem, key.pem for it")
    parser.add_argument(
        "--gradebook", type=Path, help="table of the course system, in which to fill in the totals"
    )
    parser.add_argument(
        "--grade-column", help="name of the column to fill in, if that is not clear"
    )
    parser.add_argument("--no-sandbox", action="store_true", help="grade without bubblewrap")
    return parser.parse_args(arguments)


def _refusal(options):
    """Return why these submissions cannot be graded, or an empty text."""
    given, folder = options.submissions, Path(options.submissions)
    if not given.strip():
        return "Say what to grade: make grade SUBMISSIONS=folder"
    if options.output.resolve().is_relative_to(folder.resolve()):
        return (
            f"{options.output} lies in {given}, and would be taken for a submission. Choose "
            "another place with --output."
        )
    if options.gradebook:
        try:
            layouts.layout(Table(options.gradebook.read_bytes()), options.grade_column)
        except (OSError, TableError) as problem:
            return f"{options.gradebook}: {problem}"
        if (options.output / options.gradebook.name).resolve() == options.gradebook.resolve():
            return f"{options.gradebook} would be replaced. Choose another place with --output."
        if options.gradebook.name in OWN:
            return (
                f"{options.gradebook.name} is the name of a file that is written. Rename the table."
            )
    return ""


def main(arguments=None):
    """Grade; return the exit status."""
    options = parse(arguments)
    refusal = _refusal(options)
    if refusal:
        print(refusal, file=sys.stderr)
        return 2
    try:
        layout, submissions, strays = collect(Path(options.submissions), options.layout)
    except (ValueError, OSError) as problem:
        print(problem, file=sys.stderr)
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
    print(f"{len(submissions)} submissions in the layout {layout}", file=sys.stderr)
    options.output.mkdir(parents=True, exist_ok=True)
    seed = _seed(options.seed, options.output)
    try:
        client = _client(options)
    except (OSError, TimeoutError) as problem:
        print(f"No scheduler answers at {options.scheduler}: {problem}", file=sys.stderr)
        return 2
    try:
        with client:
            results = grade_all(
                submissions, options.output, seed, client, use_sandbox=not options.no_sandbox
            )
    except KeyboardInterrupt:
        print("\nInterrupted. What was graded is kept: the same command goes on.", file=sys.stderr)
        return 130
    return _hand_out(results, strays, options)


def _hand_out(results, strays, options):
    """Write what is made of the results, and say what came of it; return the exit status."""
    output = options.output
    write_table(output / "grades.csv", results, options.columns)
    skipped = returning.write_zip(output / "feedback.zip", results)
    notes = [f"{file} belongs to nobody: {reason}" for file, reason in strays]
    missing, notes = (
        (),
        [*notes, *(f"{student}: Moodle will skip the feedback." for student in skipped)],
    )
    if options.gradebook:
        points = sum(exercise.points for exercise in EXERCISES)
        table = options.gradebook.read_bytes()
        try:
            filled = gradebook.fill(table, results, points, options.grade_column)
        except TableError as problem:
            print(f"{options.gradebook}: {problem}", file=sys.stderr)
            return 2
        (output / options.gradebook.name).write_bytes(filled.content)
        missing = filled.without_submission
        notes += filled.notes
        notes += [f"{student}: no row in the table." for student in filled.without_row]
        print(f"{filled.filled} grades filled in: {output / options.gradebook.name}")
    write(output / "overview.html", overview.page(results, missing, notes))
    for note in [*notes, *(f"{student}: nothing handed in." for student in missing)]:
        print(printable(note), file=sys.stderr)
    return _tell(results, output, complete=not strays)


def _tell(results, output, complete):
    """Say what came of it; return the exit status."""
    ungraded = [result for result in results if result.total is None]
    for result in ungraded:
        reason = next(o.feedback for o in result.outcomes.values() if o.points is None)
        print(f"{printable(result.student)}: NOT GRADED. {reason}", file=sys.stderr)
    for result in results:
        for name, outcome in result.outcomes.items():
            for mark in outcome.marks:
                print(
                    f"{printable(result.student)}, {name}: {mark}",
                    file=sys.stderr,
                )
        for file, reason in result.unused:
            complete = False
            text = f"{printable(result.student)}: {printable(file)}: {clean(reason, 500)}"
            print(text, file=sys.stderr)
    graded = len(results) - len(ungraded)
    files = ("grades.csv", "feedback", "overview.html")
    print(f"{graded} submissions graded: {', '.join(str(output / name) for name in files)}")
    # Something that was handed in may be missing from the grades
    return 1 if ungraded else 0 if complete else 3


if __name__ == "__main__":
    sys.exit(main())
