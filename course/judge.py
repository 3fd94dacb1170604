"""Judge what the functions of a student have returned.

The functions were tried on the network of the sheet and on networks that the student has never
seen. What came back are plain data; the student's program is not loaded here.
"""

import hashlib
import math
from dataclasses import dataclass
from itertools import pairwise

import numpy

import checks
import parts
from mistakes import gradient, in_backward_order, linearised, names_of, network_of, sheet_network

POINTS = parts.POINTS
NAMES = ("exercise1", "exercise2", "exercise3")
# Layers, from the inputs to the output, and samples; one output, as on the sheet
UNSEEN = (((3, 5, 1), 7), ((5, 4, 6, 1), 12), ((2, 7, 3, 5, 4, 1), 9), ((6, 1), 5))


@dataclass(frozen=True)
class Grade:
    """The points of one exercise, and what the student reads."""

    points: float
    feedback: str


def networks(seed):
    """Return the network of the sheet, and others that depend on a secret.

    Parameters
    ----------
    seed : str

    Returns
    -------
    list of Network
    """
    digest = hashlib.sha256(seed.encode()).digest()
    random = numpy.random.default_rng(list(digest))
    return [sheet_network(), *(_unseen(random, *size) for size in UNSEEN)]


def _unseen(random, sizes, samples):
    while True:
        W = [random.normal(size=shape) for shape in pairwise(sizes)]
        B = [random.normal(size=size) for size in sizes[1:]]
        X, T = random.normal(size=(samples, sizes[0])), random.normal(size=(samples, 1))
        network = network_of(W, B, X, T)
        # Exercise 3 asks for this entry, and zero would be too easily guessed
        if gradient(linearised(network))[-2][0, 0]:
            return network


def tasks(seed):
    """Return the tasks of all exercises, one per network, as JSON data.

    Parameters
    ----------
    seed : str

    Returns
    -------
    dict
    """
    given = {name: [] for name in NAMES}
    for number, network in enumerate(networks(seed)):
        tangent = linearised(network)
        data = {
            "W": [w.tolist() for w in network.W],
            "B": [b.tolist() for b in network.B],
            "X": network.X.tolist(),
            "T": network.T.tolist(),
            # As in the notebooks on the sheet; elsewhere float32 would lose too much
            "dtype": "float64" if number else "float32",
        }
        forward = {"A": [a.tolist() for a in tangent.inputs], "Y": tangent.Y.tolist()}
        given["exercise1"].append({name: data[name] for name in "WBT"} | forward)
        given["exercise2"].append(data)
        given["exercise3"].append(data)
    return given


def judge(results, seed):
    """Judge the results of a student's program.

    Parameters
    ----------
    results : dict
        By the name of the exercise, what `course.sandbox.run` returns.
    seed : str
        That of the tasks.

    Returns
    -------
    dict
        The `Grade` by the name of the exercise.
    """
    judges = {"exercise1": _report1, "exercise2": _report2, "exercise3": _report3}
    return {name: _grade(results.get(name, {}), judges[name], seed) for name in NAMES}


def _grade(result, make_report, seed):
    if "missing" in result:
        return Grade(0, f"Not done. `{_inline(result['missing'])}`")
    if "error" in result:
        return Grade(0, f"The program stopped with an error.\n\n{_block(result['error'])}")
    answers = result.get("answers")
    cases = networks(seed)
    if not isinstance(answers, list) or len(answers) != len(cases):
        reason = result.get("ended", "The program gave no answer that can be read.")
        return Grade(0, f"The program was ended, or ended itself. {reason}")

    reports = [make_report(*case) for case in zip(answers, cases, strict=True)]
    shares = [_share(report) for report in reports]
    # Half points, rounded down
    points = math.floor(2 * POINTS * min(shares)) / 2
    text = f"On the network of the sheet:\n\n{_block(repr(reports[0]))}\n"
    for report, network in list(zip(reports, cases, strict=True))[1:]:
        sizes = "-".join(str(len(w)) for w in network.W) + f"-{network.T.shape[1]}"
        verdict = "right" if report.ok else f"wrong from {report.first_wrong} on"
        text += f"\n- On a network {sizes} with {len(network.X)} samples: {verdict}"
    return Grade(points, text)


def _share(report):
    """Return the share of the steps that are right, up to the first that is not.

    The weights and the biases of one layer are one step, and so is each other row.
    """
    steps = {}
    for name, _, right in report.rows:
        steps.setdefault(name.lstrip("DWB"), []).append(right)
    done = 0
    for verdicts in steps.values():
        if not all(verdicts):
            break
        done += 1
    return done / len(steps)


def _report1(answer, network):
    two = isinstance(answer, list) and len(answer) == 2
    DW, DB = answer if two else (answer, None)
    if _is_sheet(network):
        return checks.check_gradient(DW, DB, network)
    values = checks.read_lists(DW, DB, len(network.W))
    return _quick_report(values, names_of(len(network.W)), network)


def _report2(answer, network):
    names = names_of(len(network.W))
    answer = answer if isinstance(answer, dict) else {}
    if "err" not in answer:
        kind = str(answer.get("kind"))[:100]
        if kind == "tensor without a graph":
            finding = checks.found("no-graph")
        elif kind.startswith("tensor of shape"):
            finding = checks.found("error-not-a-number", found=kind.removeprefix("tensor of shape"))
        else:
            finding = checks.found("error-not-a-tensor", found=kind)
        return checks.without_error(names, finding)

    values = checks.read_lists(answer.get("W"), answer.get("B"), len(network.W), names=("W", "B"))
    err = checks.read_array(answer["err"])[0]
    if err is None or err.size != 1:
        return checks.without_error(names, checks.found("not-finite", found="no number"))
    if _is_sheet(network):
        layouts = [p.shape for p in in_backward_order(network.W, network.B)]
        return checks.check_autograd(values, layouts, names, network, float(err))
    tangent = linearised(network)
    right = checks.close(err, tangent.error(tangent.Y, tangent.T))
    rest = _quick_report(values, names, network)
    return checks.Report((("err", "()", right), *rest.rows), rest.mistakes, "")


def _report3(answer, network):
    value = parts.number_in(answer) if isinstance(answer, str) else None
    findings = checks.wrong_value(value, network)
    return checks.report([("printed", "", not findings)], findings)


def _is_sheet(network):
    sheet = sheet_network()
    return network.X.shape == sheet.X.shape and bool((network.X == sheet.X).all())


def _quick_report(values, names, network):
    """Compare without looking for the mistake, which the network of the sheet shows as well."""
    arrays = [checks.read_array(value)[0] for value in values]
    verdicts = checks.verdicts_on(arrays, gradient(linearised(network)))
    rows = tuple((name, "", right) for name, right in zip(names, verdicts, strict=True))
    return checks.Report(rows, () if all(verdicts) else ("unknown",), "")


def _inline(text):
    return str(text).replace("`", "'").replace("\n", " ")[:300]


def _block(text):
    """Return text as a block of code in Markdown, whatever it contains."""
    return "\n".join(f"    {line}" for line in str(text).splitlines())
