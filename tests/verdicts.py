"""Compare what the grading says of every case of the corpora with what it has said before.

``python -m tests.verdicts [words ...]`` grades the cases whose names hold one of the words, or all,
in sandboxes on two cores, and prints each that differs from ``tests/corpus/verdicts.json``. It ends
with 1 if there is one. ``--write`` keeps what was found.

A verdict is the points and the kind of outcome of each exercise, and where and with what a program
stopped, in the student's own lines.
"""

import argparse
import json
import os
import re
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from corpus.downloads import DOWNLOADS, gathered
from replaying import LIMITS, SECRET

from instructors import grade_student
from instructors.files import write_all
from instructors.sandbox import bubblewrap

CORPUS = Path(__file__).parent / "corpus"
KEPT = CORPUS / "verdicts.json"
LAYOUTS = {f"layout: {name}": files for name, files in DOWNLOADS.items()}
# What ends such a program, or whether it ends in time, may depend on the machine
UNSURE = ("replaced builtins", "patched numpy", "whole Jacobians", "they come from")
UNSURE += ("100 GB bit by bit", ": threads")  # the limit of the kernel, or that from outside
PLACE = re.compile(r'File "(.+?)", line (\d+)')
# These numbers change with the notebooks and with solution.py
MOVING = re.compile(r"(?<=code cell )\d+|(?<=line )\d{3,}")


def handins():
    """Return what students hand in, by name; to make it all takes seconds."""
    from corpus.handins import HANDINS

    return HANDINS


def verdict(files):
    """Return what the grading says of the files of one student, by exercise."""
    try:
        outcomes, _ = grade_student.grade_student(files, SECRET, LIMITS)
    except grade_student.FailedError as reason:
        return {"failed": str(reason)}
    return {name: told(outcome) for name, outcome in outcomes.items()}


def told(outcome):
    """Return an outcome in one line."""
    points = "-" if outcome.points is None else f"{outcome.points:g}"
    text = f"{points} {outcome.kind}"
    places = PLACE.findall(outcome.feedback)
    if outcome.kind != "crashed" or not places:
        return text
    file, line = places[-1]
    error = re.findall(r"(?m)^    (\w+(?:Error|Exit|Exception)\b.{0,60})", outcome.feedback)
    place = MOVING.sub("...", f"{file}, line {line}")
    return f"{text}: {place}: {error[-1] if error else ''}".rstrip(": ")


def unpacked(files):
    """Return whose the files of a download are, by their texts."""
    with tempfile.TemporaryDirectory() as folder:
        texts = {name: text.encode() for name, text in files.items()}
        return gathered(write_all(Path(folder, "download"), texts))


def graded(names):
    """Yield each name with its verdict, as they come, and show how far it is."""
    start, files = time.monotonic(), handins()
    with ThreadPoolExecutor(2) as pool:
        tried = pool.map(lambda name: (name, verdict(files[name])), names)
        for number, (name, found) in enumerate(tried, start=1):
            seconds = time.monotonic() - start
            print(f"\r{number} of {len(names)}, {seconds:.0f} s ", end="", file=sys.stderr)
            yield name, found
    print(file=sys.stderr)


def chosen(names, words):
    """Return the names that hold one of some words, or all if there are none."""
    return [name for name in names if not words or any(word in name for word in words)]


def main():
    """Compare, or keep."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("words", nargs="*", help="parts of the names of cases")
    parser.add_argument("--write", action="store_true", help="keep what is found")
    given = parser.parse_args()
    names = chosen(handins(), given.words)
    kept = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    found = {name: unpacked(LAYOUTS[name]) for name in chosen(LAYOUTS, given.words)}
    different = 0
    for name, new in [*found.items(), *graded(names)]:
        found[name] = new
        old = kept.get(name, {})
        if old != new and not name.endswith(UNSURE):
            different += 1
            print(f"\n{name}")
            for key in sorted({*old, *new}):
                if old.get(key) != new.get(key):
                    print(f"  {key}\n    before: {old.get(key)}\n    now:    {new.get(key)}")
    if not given.words:
        for name in kept.keys() - found.keys():
            different += 1
            print(f"\n{name}\n  is no longer tried")
    print(f"{len(found)} cases, {different} different", file=sys.stderr)
    if given.write:
        whole = found if not given.words else kept | found
        text = json.dumps(dict(sorted(whole.items())), indent=1, ensure_ascii=False)
        KEPT.write_text(text + "\n", encoding="utf-8")
    return int(different > 0 and not given.write)


if __name__ == "__main__":
    os.environ.update(bubblewrap.ONE_THREAD)
    sys.stdout.reconfigure(line_buffering=True)
    sys.exit(main())
