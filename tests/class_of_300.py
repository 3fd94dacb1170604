"""A class of 300 students, its download from Moodle and its worksheets, made by a program.

What everybody deserves follows from what was handed in, by the table `KINDS`: the tests recompute
from it all that the grading says.
"""

import dataclasses
import inspect
import json
import random
from collections.abc import Iterator

import solution

E1, E2, E3 = (inspect.getsource(getattr(solution, f"exercise{n}")) for n in (1, 2, 3))
FACTOR = E1.replace("2 * (Y - T)", "(Y - T)")
SIGN = E1.replace("(Y - T)", "(T - Y)")
NO_MASK = E1.replace(" * (A[layer] > 0)", "")
TRANSPOSED = E1.replace("return DW, DB", "return [D.T for D in DW], DB")
NAME = E1.replace("2 * (Y - T)", "2 * (Y - target)")
ENDLESS = "def exercise1(W, B, A, Y, T):\n    while True:\n        pass\n"
OPEN = 'def exercise1(W, B, A, Y, T):\n    raise NotImplementedError("exercise1")\n'


@dataclasses.dataclass(frozen=True)
class Kind:
    """What some of the students hand in, and what they deserve."""

    answers: tuple[str, ...]  # the code of the exercises that are there
    points: tuple[float, ...]
    endings: tuple[str, ...]  # see `instructors.messages.ENDINGS`
    mistakes: tuple[tuple[str, ...], ...] = ((), (), ())  # identifiers, by exercises
    share: int = 1  # how many of a hundred hand this in
    as_notebook: bool = False


NO = "missing"
KINDS = {
    "all right": Kind((E1, E2, E3), (10, 10, 10), ("right",) * 3, share=8),
    "first alone": Kind((E1,), (10, 0, 0), ("right", NO, NO), share=28),
    "in a notebook": Kind((E1,), (10, 0, 0), ("right", NO, NO), share=8, as_notebook=True),
    "factor": Kind(
        (FACTOR,), (7, 0, 0), ("wrong", NO, NO), (("missing-factor-2",), (), ()), share=14
    ),
    "only the factor": Kind(
        (FACTOR, E2, E3),
        (7, 10, 10),
        ("wrong", "right", "right"),
        (("missing-factor-2",), (), ()),
        share=2,
    ),
    "sign": Kind((SIGN,), (7, 0, 0), ("wrong", NO, NO), (("wrong-sign",), (), ()), share=9),
    "no mask": Kind(
        (NO_MASK,), (7, 0, 0), ("wrong", NO, NO), (("missing-masks",), (), ()), share=8
    ),
    "form": Kind(
        (TRANSPOSED,), (9, 0, 0), ("wrong", NO, NO), (("transposed-gradient",), (), ()), share=5
    ),
    "a name": Kind((NAME,), (0, 0, 0), ("crashed", NO, NO), share=7),
    "not begun": Kind((OPEN,), (0, 0, 0), (NO, NO, NO), share=5),
    "a letter": Kind((), (0, 0, 0), ("unusable",) * 3, share=5),
}
ONCE = {"endless": Kind((ENDLESS,), (0, 0, 0), ("limit", NO, NO))}
FIRST = "Ana Bo Chloé Dürten Eşref Fatma Giò Hanneke Ílker Jürgen Kim Łukasz Maja Nuño Olga Pál"
LAST = "Müller Li O'Neill Şahin García Nowak Sørensen Weiß Ångström Ivanova Kovács Öz Roe"


@dataclasses.dataclass
class Student:
    """One of the class; ``kind`` is None for who hands in nothing."""

    name: str
    number: int
    kind: str | None

    @property
    def deserved(self) -> Kind:
        """What was handed in, and what is to come of it."""
        return (KINDS | ONCE)[self.kind]

    def folder(self, name: str = "", number: int = 0) -> str:
        """Return the name of a folder in Moodle's download."""
        return f"{name or self.name}_{number or self.number}_assignsubmission_file"

    def files(self, name: str = "", number: int = 0) -> Iterator[tuple[str, str]]:
        """Yield what is in the folder: paths, and texts that hold the student's name."""
        folder, kind = self.folder(name, number), self.deserved
        mark = f"# {self.name}, {self.number}\n"
        if not kind.answers:
            yield f"{folder}/letter.docx", f"Dear all, {self.name}"
        elif kind.as_notebook:
            cells = ["import numpy", *(f"{mark}{answer}" for answer in kind.answers)]
            cells = [{"cell_type": "code", "source": text} for text in cells]
            yield f"{folder}/1_by_hand_in_numpy.ipynb", json.dumps({"cells": cells})
        else:
            text = "\n\n\n".join(["import numpy", *kind.answers])
            yield f"{folder}/solution.py", f"{mark}{text}\n"


def everybody() -> list[Student]:
    """Return a class, the same every time."""
    size, missing = 300, 12
    chance = random.Random(300)
    first, last = FIRST.split(), LAST.split()
    names = [f"{one} {two}" for one in first for two in (*last, *(f"{two} Zz" for two in first))]
    kinds = [name for name, kind in KINDS.items() for _ in range(kind.share)]
    rest = size - missing - len(ONCE)
    kinds = [kinds[n * len(kinds) // rest] for n in range(rest)] + [None] * missing + list(ONCE)
    chance.shuffle(kinds)
    numbers = chance.sample(range(1000, 9999), size)
    called = chance.sample(names, size)
    return [Student(*student) for student in zip(called, numbers, kinds, strict=True)]


WORDS = {
    "en": ("Identifier", "Participant ", "Grade", "Maximum grade", "Yes", "30.00"),
    "de": ("ID", "Teilnehmer/in", "Bewertung", "Bestwertung", "Ja", "30,00"),
}


def worksheet(students, language="en", teams=None, scale=False) -> str:
    """Return Moodle's worksheet, with a column of teams or a scale in it if asked for."""
    identity, word, grade, maximum, yes, most = WORDS[language]
    header = [identity, "Full name", "Email", "Status", *(["Group"] if teams else [])]
    header += [grade, "Scale" if scale else maximum, "Changeable", "Modified", "Comments"]
    rows = [header]
    for student in students:
        row = [f"{word}{student.number}", student.name, f"s{student.number}@example.org", "Sent"]
        row += [teams.get(student.number, "Default group")] if teams else []
        rows.append([*row, "", "poor\nfair\ngood" if scale else most, yes, "-", ""])
    return "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in rows)
