"""The settings of a course: ``course.toml``, in which everything is optional.

The file lies beside ``checks/``. In the version for students, what the checks need of it is in
``checks/course.toml``.
"""

import datetime
import difflib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any

NAME = "course.toml"
ROOT = Path(__file__).resolve().parents[1]
PLACES = (ROOT / NAME, Path(__file__).with_name(NAME))
EDITIONS = ROOT / "instructors" / "handout" / "editions"
TEXTS = ("name", "contact", "hand_in", "edition")
MOST_POINTS = 1000  # of an exercise


class SettingsError(ValueError):
    """What is wrong in the file, and in which line."""


@dataclass(frozen=True)
class Deductions:
    """What is taken off, in parts of ten points, however many points an exercise has."""

    mistake: float = 3  # for every mistake with a name
    form: float = 1  # for the right numbers in another form


@dataclass(frozen=True)
class Settings:
    """What a lecturer has chosen."""

    # Of the course: what it is called, whom to ask, until when, and where and how to hand in
    name: str = ""
    contact: str = ""
    deadline: str = ""
    hand_in: str = ""
    # The edition of the exercises, one of the folders in `instructors/handout/editions/`; empty for
    # the usual one
    edition: str = ""
    lines: bool = True  # whether the checks point at the line of a mistake
    points: Mapping[str, int] = field(default_factory=dict)  # of the exercises, by their names
    deductions: Mapping[str, float] = field(default_factory=dict)  # see `Deductions`

    def for_checks(self) -> str:
        """Return what the checks of a student need, as a file; empty if all is as usual."""
        lines = [] if self.lines else ["lines = false"]
        for table in ("points", "deductions"):
            values = getattr(self, table)
            lines += [f"{table}.{name} = {value}" for name, value in sorted(values.items())]
        return "".join(f"{line}\n" for line in lines)


@cache
def settings() -> Settings:
    """Return the settings of this folder; `SettingsError` says what is wrong in its file."""
    return next((read(path) for path in PLACES if path.is_file()), Settings())


def read(path: Path) -> Settings:
    """Read a file of settings; `SettingsError` says what is wrong, with the line."""
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SettingsError(f"{path.name}, line {line}: this is not written in UTF-8.") from None
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(_unreadable(path, text, str(error))) from None
    problems = sorted(
        (_line(text, names), f"{path.name}, line {_line(text, names)}: {problem}")
        for names, problem in _problems(data)
    )
    if problems:
        raise SettingsError("\n".join(problem for _, problem in problems))
    return Settings(**data | {"deadline": _said(data.get("deadline", ""))})


def _unreadable(path: Path, text: str, problem: str) -> str:
    """Return what is wrong in a file that is no TOML."""
    found = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", problem)
    line = found[1] if found and found[1] else len(text.splitlines())
    said = problem[: found.start()] if found else problem
    return (
        f"{path.name}, line {line}: {said}. A setting is a name, =, and a value: a text in "
        "quotation marks, a number, or true or false."
    )


def _problems(data: dict[str, Any]) -> list[tuple[tuple[str, ...], str]]:
    """Return what is wrong, by the names of the tables and the setting."""
    # These ask for the settings themselves
    from checks.exercises import EXERCISES

    tables = {
        "points": tuple(exercise.name for exercise in EXERCISES),
        "deductions": tuple(field.name for field in fields(Deductions)),
    }
    found: list[tuple[tuple[str, ...], str]] = []
    for name, value in data.items():
        if name in tables and isinstance(value, dict):
            for key, number in value.items():
                found.append(((name, key), _wrong_number(name, key, number, tables[name])))
        else:
            found.append(((name,), _wrong_value(name, value, tables)))
    return [(names, problem) for names, problem in found if problem]


def _wrong_value(name: str, value: object, tables: Mapping[str, tuple[str, ...]]) -> str:
    """Return what is wrong with a setting that stands in no table, or nothing."""
    known = (*TEXTS, "deadline", "lines", *tables)
    if name not in known:
        return _unknown(name, known)
    if name in tables:
        return f"{name} is a table: {name}.{tables[name][0]} = 10."
    if name in TEXTS and not isinstance(value, str):
        return f"{name} is a text in quotation marks; got {value!r}."
    if name == "edition" and value and EDITIONS.is_dir() and value not in editions():
        return f"there is no edition {value!r}. There is {', '.join(map(repr, editions()))}."
    if name == "deadline" and not isinstance(value, str | datetime.date):
        said = "deadline is a date such as 2026-12-04T12:00:00, or a text in quotation marks"
        return f"{said}; got {value!r}."
    if name == "lines" and not isinstance(value, bool):
        return f"lines is true or false; got {value!r}."
    return ""


def _wrong_number(table: str, key: str, number: object, known: tuple[str, ...]) -> str:
    """Return what is wrong with points or a deduction, or nothing."""
    if key not in known:
        return _unknown(f"{table}.{key}", tuple(f"{table}.{name}" for name in known))
    if isinstance(number, int | float) and not isinstance(number, bool):
        if table == "points" and isinstance(number, int) and 1 <= number <= MOST_POINTS:
            return ""
        if table == "deductions" and 0 <= number <= 10:
            return ""
    if table == "points":
        return f"points are a whole number from 1 to {MOST_POINTS}; got {number!r}."
    return f"a deduction is a number of ten points, from 0 to 10; got {number!r}."


def _unknown(name: str, known: tuple[str, ...]) -> str:
    close = difflib.get_close_matches(name, known, n=1)
    meant = f"Did you mean {close[0]}?" if close else f"There are {', '.join(known)}."
    return f"there is no setting {name}. {meant}"


def _line(text: str, names: tuple[str, ...]) -> int:
    """Return the line in which a setting stands."""
    *table, key = names
    inside: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\s*\[\s*([^\[\]]+?)\s*\]", line):
            inside = [header[1].strip("\"'")]
            if inside == list(names):
                return number
        elif start := re.match(r"\s*([\w\"'. -]+?)\s*=", line):
            said = [*inside, *(part.strip(" \"'") for part in start[1].split("."))]
            if said == list(names) or (said == table and re.search(rf"\b{key}\b", line)):
                return number
            if said[: len(names)] == list(names):
                return number
    return 1


def editions() -> list[str]:
    """Return the names of the editions beside the usual one."""
    return sorted(path.name for path in EDITIONS.iterdir())


def _said(deadline: str | datetime.date) -> str:
    """Return a date as a text, such as ``4 December 2026, 12:00``."""
    if isinstance(deadline, str):
        return deadline
    day = f"{deadline.day} {deadline:%B %Y}"
    if not isinstance(deadline, datetime.datetime):
        return day
    zone = f" ({deadline.tzname()})" if deadline.tzinfo else ""
    return f"{day}, {deadline:%H:%M}{zone}"
