"""What came of grading one student: the results that tables, feedback and overview are made of."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from instructors.printable import shortened
from instructors.student_messages import UNUSED

MOST_UNUSED = 50  # files that are told


@dataclass(frozen=True)
class Outcome:
    """What came of one exercise of one student."""

    points: float | None  # None, and never 0, if it was not graded
    kind: str  # how it ended: a key of `instructors.messages.ENDINGS`
    feedback: str  # Markdown
    mistakes: tuple[str, ...] = ()  # on the network of the exercises, such as ``missing-mask-2``
    file: str = ""  # that was graded, as it was handed in
    marks: tuple[str, ...] = ()  # what the instructor should look at, and the student does not see
    reason: str = ""  # why the points were set by hand
    computed: float | None = None  # what the points were before that
    told: tuple[str, ...] = ()  # what the student was told of each of the mistakes


def outcomes_from(data: dict[str, dict]) -> dict[str, Outcome]:
    """Return the outcomes, by exercise, of which `dataclasses.asdict` and JSON have made data."""
    return {
        name: Outcome(
            **outcome | {key: tuple(outcome[key]) for key in ("mistakes", "marks", "told")}
        )
        for name, outcome in data.items()
    }


@dataclass(frozen=True)
class Result:
    """What came of one student."""

    student: str  # the name in tables, unique among all students
    outcomes: dict[str, Outcome]  # for every exercise, in their order
    folder: str = ""  # or the file, as the course system has called it
    # What the course system calls the student, such as ``{"moodle": "4712"}``
    identifiers: dict[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()  # for the student and the instructor, such as "late"
    unused: tuple[tuple[str, str], ...] = ()  # the files that could not be used, and why
    # By exercise in which a mistake was found: the code of the answer
    programs: dict[str, str] = field(default_factory=dict)
    # Of a team, if they are known: their identifiers, and the ``name``
    members: tuple[dict[str, str], ...] = ()

    def __post_init__(self) -> None:
        # An archive may hold any number of files with names of any length
        object.__setattr__(self, "unused", shortened_pairs(self.unused))

    @property
    def total(self) -> float | None:
        """The sum of the points; None if an exercise was not graded."""
        every = [outcome.points for outcome in self.outcomes.values()]
        graded = [points for points in every if points is not None]
        return sum(graded) if graded == every else None


def shortened_pairs(unused: Iterable[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    """Return at most 50 pairs (file, reason), shortened; the last one counts the rest."""
    pairs = [(shortened(file), shortened(why)) for file, why in unused]
    if len(pairs) <= MOST_UNUSED:
        return tuple(pairs)
    more = UNUSED["more"].format(count=len(pairs) - MOST_UNUSED + 1)
    return (*pairs[: MOST_UNUSED - 1], (more, ""))


def one_per_student(results: Iterable[Result]) -> list[Result]:
    """Return a result for each student: that of a team is that of each of its members."""
    found = []
    for result in results:
        if not result.members:
            found.append(result)
        for member in result.members:
            name = next((member[kind] for kind in ("name", "email", "sid") if member.get(kind)), "")
            found.append(
                replace(result, student=name or result.student, identifiers=member, members=())
            )
    return with_names_of_their_own(found)


def with_names_of_their_own(results: Sequence[Result]) -> list[Result]:
    """Return results of which no two students are called the same."""
    names = Counter(result.student for result in results)
    taken, found = set(names), []
    for result in results:
        name = result.student
        if names[name] > 1:
            known = (result.identifiers.get(k) for k in ("moodle", "canvas", "sid", "email"))
            apart = [f"{name} ({value})" for value in known if value]
            apart += [f"{name} ({number})" for number in range(1, len(results) + 1)]
            name = next(text for text in apart if text not in taken)
            taken.add(name)
        found.append(replace(result, student=name))
    return found
