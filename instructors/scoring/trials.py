"""What came of a function on one network, as far as anybody believes it: `Trial`.

It came out of a sandbox as plain data; the student's program is not loaded here.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import numpy

from checks import judging, reading, stops, unseen_networks
from checks.exercises import EXERCISES, Exercise
from checks.findings import Finding
from checks.networks import Network
from checks.points import share_of
from checks.reports import Report, Spot
from instructors.messages import TO_LOOK_AT
from instructors.printable import block, inline
from instructors.replay import as_json, second_derivatives
from instructors.replay.nothing import Nothing
from instructors.scoring.truths_of_trials import FewMistakesTruth, LargeTruth, curvature_of
from instructors.student_messages import GRADING

# What is found where a magnitude is printed with its sign
NEGATIVE = ("negative-magnitude",)


class Trial:
    """What came of a function on one network."""

    def __init__(self, exercise: Exercise, result: dict, number: int, network: Network) -> None:
        self.exercise, self.network = exercise, network
        self.reason = inline(result.get("ended", ""))
        answers = result.get("answers")
        answers = answers[number:] if isinstance(answers, list) else []
        self.raw = as_dict(answers[0]) if answers else {}
        self.report: Report | None = None
        self.failure = ""
        self.answer = _answer(self.raw["answer"]) if "answer" in self.raw else None
        if self.answer is not None:
            try:
                self.report = self.judged(self.answer)
            except Exception as error:  # nobody is to choose "not graded" in place of 0
                self.failure = TO_LOOK_AT["not judged"].format(error=type(error).__name__)
        self.share = share_of(exercise, self.report).value

    def judged(self, answer: dict) -> Report:
        """Return the report on an answer."""
        return self.exercise.report(answer, self.network)

    def add_spots(self, spots: Callable) -> None:
        """Name the lines in which the mistake may be."""
        if self.report and not self.report.ok:
            with suppress(Exception):  # no line is worth the points
                self.report = replace(self.report, spots=spots(self.report.findings))

    @property
    def is_wrong(self) -> bool:
        """Whether an answer came that is not right."""
        return self.report is not None and not self.report.ok

    @property
    def mistakes(self) -> tuple[str, ...]:
        """The identifiers of what was found."""
        return self.report.mistakes if self.report else ()

    @property
    def sentences(self) -> tuple[str, ...]:
        """What the student is told of each."""
        return tuple(finding.sentence for finding in self.report.findings) if self.report else ()

    @property
    def kind(self) -> str:
        """How it ended: "wrong" with a report, right or not; "crashed" by an error; or "limit"."""
        return "wrong" if self.report else "crashed" if "error" in self.raw else "limit"

    def report_text(self) -> str:
        """Return all that there is to say, for a network whose numbers everybody knows."""
        if self.report:
            return f"{GRADING['known']}\n\n{block(repr(self.report))}"
        if "error" in self.raw:
            error = as_dict(self.raw["error"])
            said = what_stopped(error, self.exercise)
            told = f"{str(error.get('text')).rstrip()}\n\n{said}".rstrip()
            return f"{GRADING['error']}\n\n{block(told)}"
        return GRADING["unreadable"]

    def feedback_line(self) -> str:
        """Return one line that holds no number of the network or of an answer."""
        sizes = "-".join(str(len(w)) for w in self.network.W) + f"-{self.network.T.shape[1]}"
        fields = {"sizes": sizes, "samples": len(self.network.X)}
        if self.report:
            if self.report.ok:
                return GRADING["right"].format(**fields)
            line = GRADING["wrong"].format(**fields, name=self.report.first_wrong)
            return line + (GRADING["sign"] if self.report.mistakes == NEGATIVE else "")
        if "error" in self.raw:
            # Its kind and its line are chosen by the program, and could tell numbers
            return GRADING["stopped"].format(**fields)
        reason = self.reason or GRADING["unreadable"]
        return GRADING["no answer"].format(**fields, reason=reason)

    @property
    def graph_must_be_checked(self) -> bool:
        """Whether to check the graph: all is right, or the error is and the gradient is zero."""
        if self.report is None or self.answer is None:
            return False
        arrays = [v for name in ("DW", "DB") for v in self.answer.get(name, ())]
        zero = all(isinstance(array, numpy.ndarray) and not array.any() for array in arrays)
        return self.report.ok or (zero and bool(self.report.rows[0].right))

    def graph_is_right(self) -> bool | None:
        """Say whether the operations that led to an error are the network's; None if unknown."""
        curvature = self.raw.get("curvature")
        if curvature is None:
            return None
        try:
            told = as_dict(as_json.from_json(curvature))
            seed, change = int(told["seed"]), told["change"]
            shapes = [p.shape for p in self.network.W + self.network.B]
            along = second_derivatives.direction(seed, shapes)
            pairs = list(zip(change, curvature_of(self.network, along), strict=True))
        except (ValueError, RecursionError, KeyError, TypeError):
            return False
        # What nearly cancels is right as far as the differences are, by which it is expected
        noise = 1e-6 * max(abs(expected).max() for _, expected in pairs)
        return all(
            isinstance(array, numpy.ndarray)
            and array.shape == expected.shape
            and numpy.allclose(array, expected, rtol=1e-4, atol=1e-4 * abs(expected).max() + noise)
            for array, expected in pairs
        )

    def uses_nothing(self) -> bool:
        """Say whether the function wanted to use what was not there."""
        text = str(as_dict(self.raw.get("error")).get("text"))
        found = self.report.findings if self.report else ()
        return "torch is not there" in text or any(
            finding.fields.get("found") == reading.describe(Nothing()) for finding in found
        )


class UnseenTrial(Trial):
    """What came of a function on a network that nobody knows."""

    def __init__(
        self, exercise: Exercise, result: dict, number: int, network: Network, known: Report | None
    ) -> None:
        self.known = known
        super().__init__(exercise, result, number, network)

    def judged(self, answer: dict) -> Report:
        """Return the report on an answer; the mistake that another network has shown comes first.

        One that explains both is found at once, and nothing simpler could be.
        """
        mistakes = self.known.mistakes if self.known and self.known.explained else ()
        if self.exercise.report is judging.gradient and len(mistakes) == 1:
            truth = FewMistakesTruth(self.network, ("error", "backward"), named=frozenset(mistakes))
            report = judging.gradient_in(truth, answer)
            if report.explained and report.mistakes == mistakes:
                return report
        return self.exercise.report(answer, self.network)


class LargeTrial(Trial):
    """What came of a function on the large network."""

    def __init__(
        self, exercise: Exercise, result: dict, secret: str, named: frozenset[str]
    ) -> None:
        self.named = named
        super().__init__(exercise, result, 0, unseen_networks.large(secret))

    def judged(self, answer: dict) -> Report:
        """Return the report on an answer, with the mistakes that other networks have shown."""
        case = LargeTruth(self.network, ("error", "backward"), named=self.named)
        return judging.gradient_in(case, answer)


def what_stopped(raw: dict, exercise: Exercise) -> str:
    """Return the sentence on an error that came out of a sandbox, or "" if there is none.

    Anyone may have written it, so nothing about it is believed.
    """
    with suppress(Exception):
        line, *where = raw["spot"]
        spot = Spot(int(line), *(str(as_json.short(word)) for word in where))
        found = stops.in_words(_in_short(raw["met"]), spot, exercise)
        is_new = found.name.startswith("stopped-") and found.name != "stopped-other"
        return found.sentence if is_new else ""
    return ""


def _in_short(told: dict) -> dict:
    """Return what was told of what met, with every text of a length that can be read."""
    return {
        name: _in_short(value) if isinstance(value, dict) else value and as_json.short(value)
        for name, value in told.items()
    }


def as_dict(value: object) -> dict:
    """Return what should be a dictionary, or an empty one: the program may have written it."""
    return value if isinstance(value, dict) else {}


# What an answer holds, by the names in it; see `checks.calling`
VALUES = {
    **{name: (numpy.ndarray, Finding) for exercise in EXERCISES for name in exercise.results},
    **dict.fromkeys(("DW", "DB", "W", "B"), (list,)),
    **dict.fromkeys(("err", "part", "returned"), (numpy.ndarray, Finding)),
    **dict.fromkeys(("printed", "graph"), (str,)),
    "net": (dict, Finding),
}
ENTRIES = (numpy.ndarray, Finding, type(None))


def _answer(data: object) -> dict | None:
    """Return an answer as plain values, or None if the program itself must have written it."""
    try:
        answer = as_json.from_json(data)
    except (ValueError, RecursionError, MemoryError):
        return None
    return answer if _is_answer(answer) else None


def _is_answer(answer: object) -> bool:
    """Say whether these are values as `checks.calling` returns them, by their kinds."""
    return isinstance(answer, dict) and all(
        name in VALUES
        and isinstance(value, VALUES[name])
        and (not isinstance(value, dict) or _is_answer(value))
        and (not isinstance(value, list) or all(isinstance(v, ENTRIES) for v in value))
        for name, value in answer.items()
    )
