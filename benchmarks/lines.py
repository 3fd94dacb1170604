"""Change one token of right programs, and count how often the check names the changed line.

``python benchmarks/lines.py [number]`` tries so many mutants of each program in
``tests/corpus/styles/``, by default 20, and prints a table. They are chosen by chance but always
the same; half of them stop with an error, half return something wrong. Many of the programs are in
the style of well-known courses and libraries. The engine was developed on some; those in
``HELD_OUT`` were written afterwards, by somebody who did not know it.
"""

import contextlib
import importlib.util
import io
import keyword
import os
import random
import signal
import statistics
import sys
import tempfile
import time
import tokenize
import warnings
from collections import Counter
from itertools import pairwise
from pathlib import Path

# Before numpy: a mutant may ask for anything
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy
from measure import Comparison, in_turns, python, seconds

import checks
from checks import calling, judging
from checks.exercises import data_of
from checks.networks import series_network

STYLES = sorted(Path(__file__).parents[1].joinpath("tests/corpus/styles").glob("*.py"))
HELD_OUT = (
    *("accum_grad", "bottom_and_top", "buffers_and_connections", "creators"),
    *("double_underscores", "fprop_and_bprop", "grads_on_arrays", "matlab_cells"),
    *("minibatch_slices", "neuron_objects", "operations_with_asserts", "pairs_from_param"),
    *("switch_on_type", "symbolic_graph"),
)
OPERATORS = ("+", "-", "*", "/", ">", "<", ">=", "<=", "==", "!=", "**", "%", "@")
ASSIGNMENTS = ("=", "+=", "-=")
ATTRIBUTES = ("sum", "mean", "max", "dot", "size", "T", "append", "insert")
LAYOUT = (tokenize.NEWLINE, tokenize.NL, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER)
HEADERS = ("def ", "class ", "import ", "from ")
SEED = 11
LONGEST_RUN = 3  # seconds
ROUNDS = 40


def mutants(source):
    """Return all mutants of a program, with the number of the line; not all are valid Python."""
    lines = source.splitlines(keepends=True)
    tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    names = {
        token.string
        for token in tokens
        if token.type == tokenize.NAME and not keyword.iskeyword(token.string)
    }
    found = set()
    for before, token in pairwise(tokens):
        row, start, end = token.start[0], token.start[1], token.end[1]
        if token.type in LAYOUT or row < 3 or lines[row - 1].lstrip().startswith(HEADERS):
            continue
        for new in replacements(token, before, names - {"exercise1"}):
            begin, text = (start - 1, "") if new is None else (start, new)
            line = lines[row - 1][:begin] + text + lines[row - 1][end:]
            mutant = "".join([*lines[: row - 1], line, *lines[row:]])
            if mutant != source:
                found.add((row, mutant))
    return sorted(found)


def replacements(token, before, names):
    """Return what stands in place of a token; None drops an attribute with its dot."""
    if token.type == tokenize.OP and token.string in OPERATORS:
        return [*OPERATORS, ""]
    if token.type == tokenize.OP and token.string in ASSIGNMENTS:
        return ASSIGNMENTS
    if token.type == tokenize.NUMBER:
        return [str(number) for number in range(-2, 5)]
    if token.type == tokenize.NAME and before.string == ".":
        return [None, *ATTRIBUTES]
    if token.type == tokenize.NAME and not keyword.iskeyword(token.string):
        return sorted(names)
    return []


def function_of(source, folder, number):
    """Write a program into a file and import its function, or return None if that fails."""
    path = Path(folder, f"program{number}.py")
    path.write_text(source, encoding="utf-8")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception:
        return None
    return getattr(module, "exercise1", None)


def kind_of(function):
    """Say what a mutant does: "crash", "wrong", "right", or "endless"."""

    def stop(*arguments):
        raise TimeoutError

    network = series_network()
    signal.signal(signal.SIGALRM, stop)
    signal.alarm(LONGEST_RUN)
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            answer = calling.exercise1(function, data_of(network))
    except TimeoutError:
        return "endless"
    except (Exception, SystemExit):
        return "crash"
    finally:
        signal.alarm(0)
    return "right" if judging.gradient(answer, network, explain=False).ok else "wrong"


def judged(row, function):
    """Return what the check has found in a mutant, and the seconds it took."""
    start = time.perf_counter()
    report = checks.exercise1(function)
    seconds = time.perf_counter() - start
    return Counter(
        mutants=1,
        named=report.mistakes[0] not in ("unknown", "wrong-shape"),
        found=row in report.lines,
        first=report.lines[:1] == (row,),
        false=bool(report.lines) and row not in report.lines,
    ), seconds


def measured(styles, number):
    """Try mutants of some programs; return the counts by kind, and the seconds of each."""
    counts, times = {"crash": Counter(), "wrong": Counter()}, []
    with tempfile.TemporaryDirectory() as folder:
        for path in styles:
            chosen = mutants(path.read_text(encoding="utf-8"))
            random.Random(SEED).shuffle(chosen)
            left = dict.fromkeys(counts, number // 2)
            for index, (row, source) in enumerate(chosen):
                if not any(left.values()):
                    break
                function = function_of(source, folder, f"_{path.stem}_{index}")
                kind = kind_of(function) if function else None
                if left.get(kind):
                    left[kind] -= 1
                    found, seconds = judged(row, function)
                    counts[kind] += found
                    times.append(seconds)
    return counts, times


def comparisons():
    """Measure how long some mutants of every program wait for the feedback."""
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        wrong = wrong_mutants(folder)
        pointing, imports = in_turns(
            "feedback that points at a line",
            lambda: seconds(checks.exercise1, next(wrong)),
            lambda: seconds(python, "-c", "import numpy"),
            ROUNDS,
        )
    against = '`python -c "import numpy"`'
    slowest = [max(pointing)], [statistics.median(imports)]
    return [
        Comparison("feedback that points at a line", against, pointing, imports),
        Comparison("feedback that points at a line, the slowest", against, *slowest),
    ]


def wrong_mutants(folder, number=6):
    """Yield the functions of those mutants that are not right, of so many of every program."""
    for path in STYLES:
        chosen = mutants(path.read_text(encoding="utf-8"))
        random.Random(SEED).shuffle(chosen)
        for index, (_, source) in enumerate(chosen[:number]):
            function = function_of(source, folder, f"_{path.stem}_{index}")
            if function and not checks.exercise1(function).ok:
                yield function


def share(counts, name):
    return f"{100 * counts[name] / max(1, counts['mutants']):.1f} %"


def main():
    """Print the table."""
    warnings.simplefilter("ignore")
    numpy.seterr(all="ignore")
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    print("| programs | mutants | | named | line found | first | only other lines |")
    print("| --- | --- | ---: | ---: | ---: | ---: | ---: |")
    times = []
    for name, held_out in (("developed on", False), ("held out", True)):
        styles = [path for path in STYLES if (path.stem in HELD_OUT) is held_out]
        counts, seconds = measured(styles, number)
        times += seconds
        for kind, words in (("crash", "stopped by an error"), ("wrong", "wrong")):
            found = counts[kind]
            named = share(found, "named") if kind == "wrong" else ""
            cells = [len(styles), name, words, found["mutants"], named]
            cells += [share(found, column) for column in ("found", "first", "false")]
            print("| {} {} | {} | {} | {} | {} | {} | {} |".format(*cells), flush=True)
    print(f"\n{statistics.median(times):.2f} s median, {max(times):.2f} s at most")


if __name__ == "__main__":
    main()
