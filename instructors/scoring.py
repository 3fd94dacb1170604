"""Give points for what the functions of a student have returned: `score`.

The functions were tried on the network of the exercises and on networks that the student has never
seen. What came back are plain data; the student's program is not loaded here.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial

import numpy

from checks import judging, reading, stops, unseen_networks
from checks.exercises import EXERCISES, Exercise
from checks.findings import Finding
from checks.networks import Network
from checks.points import points_of, share_of
from checks.reports import Report, Spot
from checks.sentences import SENTENCES
from instructors.messages import TO_LOOK_AT
from instructors.printable import block, inline
from instructors.replay import as_json, second_derivatives
from instructors.replay.nothing import Nothing
from instructors.results import Outcome
from instructors.sandbox import Job, Results
from instructors.student_messages import GRADING
from instructors.truths import AnotherTruth, LargeTruth, curvature_of

# What is found where a magnitude is printed with its sign
NEGATIVE = ("negative-magnitude",)
# It asks for operations of PyTorch; whether these are the network's, their second derivative tells
CURVED = "exercise2"


def jobs(secret: str) -> dict[tuple[str, str], Job]:
    """Return what a program is asked, by exercise and ``"known"``, ``"unseen"`` or ``"large"``.

    What is unseen is not told to the process that has to do with the network of the exercises.
    """
    cases = unseen_networks.networks(secret)
    # As in the notebooks in float32 on the network of the exercises
    known = (task_of(cases.known, "float32"),)
    unseen = tuple(task_of(network) for network in (cases.alike, *cases.others))
    asked = {}
    for exercise in EXERCISES:
        asked[exercise.name, "known"] = Job(exercise.name, known, exercise.torch)
        asked[exercise.name, "unseen"] = Job(
            exercise.name, unseen, exercise.torch, curvature=exercise.name == CURVED
        )
        if not exercise.torch:
            large = (task_of(unseen_networks.large(secret)),)
            asked[exercise.name, "large"] = Job(exercise.name, large, False)
    return asked


def task_of(network: Network, dtype: str = "float64") -> object:
    """Return what `checks.calling` needs to know of a network, in the form of `as_json.to_json`."""
    lists = {"W": list(network.W), "B": list(network.B)}
    return as_json.to_json(lists | {"X": network.X, "T": network.T, "dtype": dtype})


def score(
    results: Results,
    secret: str,
    spots: Callable | None = None,
) -> dict[str, Outcome]:
    """Return the outcome of each exercise.

    The results are those of `Sandboxes.run` for the jobs of the same secret. ``spots``
    leads from an exercise, and what was found, to lines; see `instructors.spotting.spots`.
    """
    cases = unseen_networks.networks(secret)
    return {
        exercise.name: _outcome(exercise, results, cases, secret, spots) for exercise in EXERCISES
    }


def _outcome(
    exercise: Exercise,
    results: Results,
    cases: unseen_networks.Networks,
    secret: str,
    spots: Callable | None,
) -> Outcome:
    """Judge one exercise."""
    nothing = _nothing(exercise, results.get((exercise.name, "known"), {}))
    if nothing:
        return nothing
    tried = _Tried(exercise, results, cases, secret)
    if spots:
        tried.first.point(partial(spots, exercise))
    known, alike, others, large = tried.reports
    points = points_of(exercise, known, alike, others, large)
    looks = tried.looks() if exercise.name == CURVED else ()
    surrogate = False in looks
    text = [points.text] if points.reason and not surrogate else []
    text += [tried.first.told(), "\n".join(f"- {a.line()}" for a in tried.unseen), *tried.hints()]
    if surrogate:
        points = points._replace(points=0.0)
        text.append(GRADING["graph"])
    mistakes, told = tried.found
    return Outcome(
        points.points,
        "right" if points.points == exercise.points else tried.first.kind,
        "\n\n".join(text),
        mistakes=mistakes,
        marks=tuple(tried.marks(looks)),
        told=told,
    )


class _Tried:
    """What came of a function on all networks."""

    def __init__(
        self, exercise: Exercise, results: Results, cases: unseen_networks.Networks, secret: str
    ) -> None:
        self.first = _Attempt(exercise, results.get((exercise.name, "known"), {}), 0, cases.known)
        came, known = results.get((exercise.name, "unseen"), {}), self.first.report
        self.alike, *self.others = small = [
            _Unseen(exercise, came, number, network, known)
            for number, network in enumerate((cases.alike, *cases.others))
        ]
        self.unseen: list[_Attempt] = [*small]
        self.large = None
        if not exercise.torch:
            named = frozenset(name for a in (self.first, *self.unseen) for name in a.mistakes)
            came = results.get((exercise.name, "large"), {})
            self.large = _Large(exercise, came, secret, named)
            self.unseen.append(self.large)

    @property
    def reports(self) -> tuple:
        """The reports, as `points_of` takes them."""
        others = [attempt.report for attempt in self.others]
        return self.first.report, self.alike.report, others, self.large and self.large.report

    @property
    def is_right_here_alone(self) -> bool:
        """Whether it is right for the network of the exercises, and wrong for a small one."""
        small = (self.alike, *self.others)
        return self.first.share == 1 and any(attempt.is_wrong for attempt in small)

    @property
    def is_right_but_for_a_sign(self) -> bool:
        """Whether nothing is wrong but a sign, which shows where the derivative is negative."""
        wrong = [attempt for attempt in (self.alike, *self.others) if attempt.is_wrong]
        return self.is_right_here_alone and all(a.mistakes == NEGATIVE for a in wrong)

    @property
    def found(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The identifiers of the mistakes, and what the student is told of each."""
        if self.is_right_here_alone:
            wrong_alike = self.alike.share < 1
            name = "only-these-numbers" if wrong_alike else "only-here"
            name = "no-magnitude" if self.is_right_but_for_a_sign else name
            return (name,), (SENTENCES[name],)
        return self.first.mistakes, self.first.sentences

    def hints(self) -> list[str]:
        """Return what is to be said of the networks together."""
        said = [*self.found[1]] if self.is_right_here_alone else []
        if self.first.report and any("error" in attempt.came for attempt in self.unseen):
            said.append(GRADING["checks"])
        if self.large and self.first.uses_nothing():
            said.append(GRADING["torch"])
        return said

    def looks(self) -> list[bool | None]:
        """Look at the operations behind what is right: a list of True, False or None."""
        small = (self.alike, *self.others)
        return [a.curved() for a in small if a.asks_for_a_look]

    def marks(self, looks: Sequence[bool | None]) -> Iterator[str]:
        """Yield what the instructor should look at."""
        if self.large and self.first.uses_nothing():
            yield GRADING["torch"]
        if False in looks:
            yield GRADING["graph"]
        # Right where trying every parameter by itself is quick enough. One of the other networks is
        # enough, or it could give up on one of them to hide from the mark.
        small = any(other.share == 1 for other in self.others)
        small = small and self.first.share == self.alike.share == 1
        if small and self.large and self.large.share < 1:
            yield TO_LOOK_AT["large"]
        if None in looks:
            yield TO_LOOK_AT["no graph"]
        yield from dict.fromkeys(a.failure for a in (self.first, *self.unseen) if a.failure)


def _nothing(exercise: Exercise, known: dict) -> Outcome | None:
    """Return the outcome of an exercise in which no function could be called, or None."""
    if "import" in known:
        text = f"{GRADING['import']}\n\n{block(_dict(known['import']).get('text'))}"
        return Outcome(0, "crashed", text)
    if "absent" in known:
        return Outcome(0, "missing", GRADING["absent"].format(name=exercise.name))
    if "ended" in known:
        reason = GRADING["ended"].format(reason=inline(known["ended"]))
        marks = tuple(TO_LOOK_AT[mark] for mark in ("unsure", "patched") if mark in known)
        return Outcome(0, "limit", reason, marks=marks)
    answers = known.get("answers")
    first = _dict(answers[0]) if isinstance(answers, list) and answers else {}
    if "missing" in first:
        return Outcome(0, "missing", GRADING["missing"].format(said=inline(first["missing"])))
    return None


class _Attempt:
    """What came of a function on one network."""

    def __init__(self, exercise: Exercise, result: dict, number: int, network: Network) -> None:
        self.exercise, self.network = exercise, network
        self.reason = inline(result.get("ended", ""))
        answers = result.get("answers")
        answers = answers[number:] if isinstance(answers, list) else []
        self.came = _dict(answers[0]) if answers else {}
        self.report: Report | None = None
        self.failure = ""
        self.answer = _answer(self.came["answer"]) if "answer" in self.came else None
        if self.answer is not None:
            try:
                self.report = self.judged(exercise, self.answer)
            except Exception as error:  # nobody is to choose "not graded" in place of 0
                self.failure = TO_LOOK_AT["not judged"].format(error=type(error).__name__)
        self.share = share_of(exercise, self.report).value

    def judged(self, exercise: Exercise, answer: dict) -> Report:
        """Return the report on an answer."""
        return exercise.report(answer, self.network)

    def point(self, spots: Callable) -> None:
        """Name the lines in which the mistake may be."""
        report = self.report
        if report and not report.ok:
            with suppress(Exception):  # no line is worth the points
                self.report = replace(report, spots=spots(report.findings))

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
        """How it ended; see `instructors.results.Outcome`."""
        return "wrong" if self.report else "crashed" if "error" in self.came else "limit"

    def told(self) -> str:
        """Return all that there is to say, for a network whose numbers everybody knows."""
        if self.report:
            return f"{GRADING['known']}\n\n{block(repr(self.report))}"
        if "error" in self.came:
            error = _dict(self.came["error"])
            said = what_stopped(error, self.exercise)
            told = f"{str(error.get('text')).rstrip()}\n\n{said}".rstrip()
            return f"{GRADING['error']}\n\n{block(told)}"
        return GRADING["unreadable"]

    def line(self) -> str:
        """Return one line that holds no number of the network or of an answer."""
        sizes = "-".join(str(len(w)) for w in self.network.W) + f"-{self.network.T.shape[1]}"
        fields = {"sizes": sizes, "samples": len(self.network.X)}
        if self.report:
            if self.report.ok:
                return GRADING["right"].format(**fields)
            line = GRADING["wrong"].format(**fields, name=self.report.first_wrong)
            return line + (GRADING["sign"] if self.report.mistakes == NEGATIVE else "")
        if "error" in self.came:
            # Its kind and its line are chosen by the program, and could tell numbers
            return GRADING["stopped"].format(**fields)
        reason = self.reason or GRADING["unreadable"]
        return GRADING["no answer"].format(**fields, reason=reason)

    @property
    def asks_for_a_look(self) -> bool:
        """Whether a right error is to come from right operations: all is right, or all is zero."""
        if self.report is None or self.answer is None:
            return False
        arrays = [v for name in ("DW", "DB") for v in self.answer.get(name, ())]
        zero = all(isinstance(array, numpy.ndarray) and not array.any() for array in arrays)
        return self.report.ok or (zero and bool(self.report.rows[0].right))

    def curved(self) -> bool | None:
        """Say whether the operations that led to an error are the network's; None if unknown."""
        came = self.came.get("curvature")
        if came is None:
            return None
        try:
            told = _dict(as_json.from_json(came))
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
        text = str(_dict(self.came.get("error")).get("text"))
        found = self.report.findings if self.report else ()
        return "torch is not there" in text or any(
            finding.fields.get("found") == reading.describe(Nothing()) for finding in found
        )


class _Unseen(_Attempt):
    """What came of a function on a network that nobody knows."""

    def __init__(
        self, exercise: Exercise, result: dict, number: int, network: Network, known: Report | None
    ) -> None:
        self.known = known
        super().__init__(exercise, result, number, network)

    def judged(self, exercise: Exercise, answer: dict) -> Report:
        """Return the report on an answer; the mistake that another network has shown comes first.

        One that explains both is found at once, and nothing simpler could be.
        """
        mistakes = self.known.mistakes if self.known and self.known.explained else ()
        if exercise.report is judging.gradient and len(mistakes) == 1:
            truth = AnotherTruth(self.network, ("error", "backward"), named=frozenset(mistakes))
            report = judging.gradient_in(truth, answer)
            if report.explained and report.mistakes == mistakes:
                return report
        return exercise.report(answer, self.network)


class _Large(_Attempt):
    """What came of a function on the large network."""

    def __init__(
        self, exercise: Exercise, result: dict, secret: str, named: frozenset[str]
    ) -> None:
        self.named = named
        super().__init__(exercise, result, 0, unseen_networks.large(secret))

    def judged(self, exercise: Exercise, answer: dict) -> Report:
        """Return the report on an answer, with the mistakes that other networks have shown."""
        case = LargeTruth(self.network, ("error", "backward"), named=self.named)
        return judging.gradient_in(case, answer)


def what_stopped(came: dict, exercise: Exercise) -> str:
    """Return the sentence on an error that came out of a sandbox, or "" if there is none.

    Anyone may have written it, so nothing about it is believed.
    """
    with suppress(Exception):
        line, *where = came["spot"]
        spot = Spot(int(line), *(str(as_json.short(word)) for word in where))
        found = stops.in_words(_in_short(came["met"]), spot, exercise)
        is_new = found.name.startswith("stopped-") and found.name != "stopped-other"
        return found.sentence if is_new else ""
    return ""


def _in_short(told: dict) -> dict:
    """Return what was told of what met, with every text of a length that can be read."""
    return {
        name: _in_short(value) if isinstance(value, dict) else value and as_json.short(value)
        for name, value in told.items()
    }


def _dict(value: object) -> dict:
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
