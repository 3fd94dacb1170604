"""Grade a folder of submissions: ``python -m instructors.grade SUBMISSIONS``.

Writes ``grades.csv``, ``feedback/<student>.md``, ``feedback.zip`` and ``overview.html``. The
grading itself is in `instructors.distribute`.
"""

import argparse
import ipaddress
import secrets
import sys
from pathlib import Path
from urllib.parse import urlsplit

from checks.exercises import EXERCISES
from instructors import feedback, gradebook, overview, sandbox
from instructors.distribute import NAMES, connect, grade_all
from instructors.files import write
from instructors.judge import clean
from instructors.names import printable
from instructors.networks import ANY_DEPTH
from instructors.submissions import collect
from instructors.tables import Table, TableError, write_table

COLUMNS = ("student", *NAMES, "total")
OWN = ("grades.csv", "overview.html", "feedback.zip", "seed.txt")


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
            "an SSH tunnel to a scheduler that listens on 127.0.0.1; instructors/README.md says how"
        )
    return address


def parse(arguments):
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="instructors.grade", description=__doc__.split("\n\n")[0])
    parser.add_argument(
        "submissions", help="what a course system gives, a folder or a zip file as it came"
    )
    parser.add_argument("--layout", help="how it is laid out, if that is not recognised")
    parser.add_argument("--output", type=Path, default=Path("grades"), help="default: grades")
    parser.add_argument("--seed", help="secret that chooses the unseen networks; kept in seed.txt")
    parser.add_argument(
        "--any-depth",
        action="store_true",
        help="some unseen networks have other numbers of layers, too",
    )
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
    if options.grade_column and not options.gradebook:
        return "--grade-column is a column of the table that --gradebook names. Give both."
    if options.tls and not options.scheduler:
        return "--tls is for the scheduler that --scheduler names. Give both."
    if options.gradebook:
        try:
            gradebook.find_columns(Table(options.gradebook.read_bytes()), options.grade_column)
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
    seed = ANY_DEPTH * options.any_depth + _seed(options.seed, options.output)
    try:
        client = connect(options.scheduler, options.tls)
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
    changed = feedback.changed(output / "feedback", results)
    texts = {student: text for student, (_, text, _) in changed.items()}
    skipped = feedback.write_zip(output / "feedback.zip", results, texts)
    notes = [f"{file}: {reason}" for file, reason in strays]
    notes += [f"{student}: Moodle will skip the feedback." for student in skipped]
    for name, _, new in changed.values():
        beside = f" What is new is in {output / 'feedback' / new}." if new else ""
        notes.append(f"{name} was changed by hand, and kept, in feedback.zip as well.{beside}")
    missing, problem = (), ""
    if options.gradebook:
        try:
            filled = _fill(results, options)
        except (OSError, TableError) as error:
            problem = f"No grades were filled in. {options.gradebook}: {error}"
            if (output / options.gradebook.name).exists():
                problem += f" {output / options.gradebook.name} is that of an earlier run."
            notes.append(problem)
        else:
            missing = filled.without_submission
            notes += filled.notes
            notes += [f"{student}: no row in the table." for student in filled.without_row]
            print(f"{filled.filled} grades filled in: {output / options.gradebook.name}")
    write(output / "overview.html", overview.page(results, missing, notes))
    for note in [*notes, *(f"{student}: nothing handed in." for student in missing)]:
        print(printable(note), file=sys.stderr)
    status = _tell(results, output, complete=not strays)
    return 2 if problem else status


def _fill(results, options):
    """Fill the totals into the table of the course system."""
    points = sum(exercise.points for exercise in EXERCISES)
    table = options.gradebook.read_bytes()
    filled = gradebook.fill(table, results, points, options.grade_column)
    write(options.output / options.gradebook.name, filled.content)
    return filled


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
