"""Give points for what the functions of a student have returned: `score`.

The functions were tried on the network of the exercises and on networks that the student has never
seen. What came back are plain data; the student's program is not loaded here.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from checks import unseen_networks
from checks.exercises import EXERCISES, Exercise
from checks.networks import Network
from checks.points import points_of
from checks.sentences import SENTENCES
from instructors.messages import TO_LOOK_AT
from instructors.printable import block, inline
from instructors.replay import as_json
from instructors.results import Outcome
from instructors.sandbox import Job, Results
from instructors.scoring.trials import NEGATIVE, LargeTrial, Trial, UnseenTrial, as_dict
from instructors.student_messages import GRADING

# It asks for operations of PyTorch; whether these are the network's, their second derivative tells
GRAPH_CHECKED = "exercise2"


def jobs(secret: str) -> dict[tuple[str, str], Job]:
    """Return what a program is asked, by exercise and ``"known"``, ``"unseen"`` or ``"large"``.

    Unseen networks are jobs of their own, so the process of the known one never gets them.
    """
    cases = unseen_networks.networks(secret)
    # As in the notebooks in float32 on the network of the exercises
    known = (task_of(cases.known, "float32"),)
    unseen = tuple(task_of(network) for network in (cases.alike, *cases.others))
    asked = {}
    for exercise in EXERCISES:
        asked[exercise.name, "known"] = Job(exercise.name, known, exercise.torch)
        asked[exercise.name, "unseen"] = Job(
            exercise.name, unseen, exercise.torch, curvature=exercise.name == GRAPH_CHECKED
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

    The results are those of `Sandboxes.run` for the jobs of the same secret.
    ``spots(exercise, findings)`` returns the lines to name; see `spotting.spots`.
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
    unanswered = _unanswered(exercise, results.get((exercise.name, "known"), {}))
    if unanswered:
        return unanswered
    tried = _Tried(exercise, results, cases, secret)
    if spots:
        tried.first.add_spots(partial(spots, exercise))
    points = points_of(exercise, *tried.reports)
    graph_verdicts = tried.graph_verdicts() if exercise.name == GRAPH_CHECKED else ()
    surrogate = False in graph_verdicts
    text = [points.text] if points.reason and not surrogate else []
    lines = "\n".join(f"- {trial.feedback_line()}" for trial in tried.unseen)
    text += [tried.first.report_text(), lines, *tried.hints()]
    if surrogate:
        points = points._replace(points=0.0)
        text.append(GRADING["graph"])
    mistakes, told = tried.found
    return Outcome(
        points.points,
        "right" if points.points == exercise.points else tried.first.kind,
        "\n\n".join(text),
        mistakes=mistakes,
        marks=tuple(tried.marks(graph_verdicts)),
        told=told,
    )


class _Tried:
    """What came of a function on all networks."""

    def __init__(
        self, exercise: Exercise, results: Results, cases: unseen_networks.Networks, secret: str
    ) -> None:
        def came(kind: str) -> dict:
            return results.get((exercise.name, kind), {})

        self.first = Trial(exercise, came("known"), 0, cases.known)
        self.small = [
            UnseenTrial(exercise, came("unseen"), number, network, self.first.report)
            for number, network in enumerate((cases.alike, *cases.others))
        ]
        self.alike, *self.others = self.small
        self.unseen: list[Trial] = [*self.small]
        self.large = None
        if not exercise.torch:
            named = frozenset(name for a in (self.first, *self.small) for name in a.mistakes)
            self.large = LargeTrial(exercise, came("large"), secret, named)
            self.unseen.append(self.large)

    @property
    def reports(self) -> tuple:
        """The reports, as `points_of` takes them."""
        others = [trial.report for trial in self.others]
        return self.first.report, self.alike.report, others, self.large and self.large.report

    @property
    def is_right_here_alone(self) -> bool:
        """Whether it is right for the network of the exercises, and wrong for a small one."""
        return self.first.share == 1 and any(trial.is_wrong for trial in self.small)

    @property
    def is_right_but_for_a_sign(self) -> bool:
        """Whether nothing is wrong but a sign, which shows where the derivative is negative."""
        wrong = [trial for trial in self.small if trial.is_wrong]
        return self.is_right_here_alone and all(trial.mistakes == NEGATIVE for trial in wrong)

    @property
    def found(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The identifiers of the mistakes, and what the student is told of each."""
        if self.is_right_here_alone:
            name = "only-these-numbers" if self.alike.share < 1 else "only-here"
            name = "no-magnitude" if self.is_right_but_for_a_sign else name
            return (name,), (SENTENCES[name],)
        return self.first.mistakes, self.first.sentences

    def hints(self) -> list[str]:
        """Return what is to be said of the networks together."""
        said = [*self.found[1]] if self.is_right_here_alone else []
        if self.first.report and any("error" in trial.raw for trial in self.unseen):
            said.append(GRADING["checks"])
        if self.large and self.first.uses_nothing():
            said.append(GRADING["torch"])
        return said

    def graph_verdicts(self) -> list[bool | None]:
        """Look at the operations behind what is right: a list of True, False or None."""
        return [trial.graph_is_right() for trial in self.small if trial.graph_must_be_checked]

    def marks(self, graph_verdicts: Sequence[bool | None]) -> Iterator[str]:
        """Yield what the instructor should look at."""
        if self.large and self.first.uses_nothing():
            yield GRADING["torch"]
        if False in graph_verdicts:
            yield GRADING["graph"]
        # Right where trying every parameter by itself is quick enough. One of the other networks is
        # enough, or it could give up on one of them to hide from the mark.
        right_where_small = self.first.share == self.alike.share == 1 and any(
            other.share == 1 for other in self.others
        )
        if right_where_small and self.large and self.large.share < 1:
            yield TO_LOOK_AT["large"]
        if None in graph_verdicts:
            yield TO_LOOK_AT["no graph"]
        yield from dict.fromkeys(a.failure for a in (self.first, *self.unseen) if a.failure)


def _unanswered(exercise: Exercise, known: dict) -> Outcome | None:
    """Return the outcome if there is no answer to judge, else None."""
    if "import" in known:
        text = f"{GRADING['import']}\n\n{block(as_dict(known['import']).get('text'))}"
        return Outcome(0, "crashed", text)
    if "absent" in known:
        return Outcome(0, "missing", GRADING["absent"].format(name=exercise.name))
    if "ended" in known:
        reason = GRADING["ended"].format(reason=inline(known["ended"]))
        marks = tuple(TO_LOOK_AT[mark] for mark in ("unsure", "patched") if mark in known)
        return Outcome(0, "limit", reason, marks=marks)
    answers = known.get("answers")
    first = as_dict(answers[0]) if isinstance(answers, list) and answers else {}
    if "missing" in first:
        return Outcome(0, "missing", GRADING["missing"].format(said=inline(first["missing"])))
    return None
