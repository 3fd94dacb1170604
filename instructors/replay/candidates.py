"""What a run computes that may be the answer to an exercise: `Candidates`.

A *candidate* is a way and what it led to. The way says how to get there again on another network:
call a function, or run up to a statement and read what the names hold, or what the check was given.
"""

import ast
import re
import sys
from collections.abc import Callable

from instructors.replay import FUNCTION, cells, statements
from instructors.replay.cell_answers import cell_answer
from instructors.replay.extracting import Extractor
from instructors.replay.running import Run

MOST_CANDIDATES = 60
MOST_FUNCTIONS = 4


class Candidates:
    """Notes what may be the answer to an exercise, after each statement of the student's own.

    The cells compute with the network of the first task of the ``job``. Each piece of news is told
    as JSON data: ``at``, ``candidate``, ``slow`` or ``broken``. If the candidate at a way is
    ``wanted``, no other is read.
    """

    def __init__(self, run: Run, job: dict, tell: Callable) -> None:
        self.exercise, self.task = job["exercise"], job["tasks"][0]
        self.cell_answer = cell_answer(self.exercise, job["results"])
        self.run, self.tell, self.wanted = run, tell, tuple(job["way"] or ())
        self.extractor = Extractor(run.causes, str(run.top), job["curvature"])
        self.functions: list[Callable] = []
        self.read: dict | None = None
        self.unreadable: dict | None = None
        self._last: dict | None = None
        self._passed: list | None = None
        self._count, self._others = 0, 0
        self._node: ast.stmt = ast.Pass()

    # What a run calls

    def before(self, place: tuple) -> None:
        """Say which statement comes, in case it is the last."""
        self._passed = None
        self.tell({"at": place})

    def slow(self, place: tuple) -> None:
        """Say that a statement took too long."""
        self.tell({"slow": place})

    def broken(self, cell: cells.Cell, error: Exception) -> None:
        """Note a cell that is no Python, if it may be meant as the answer."""
        meant = self.cell_answer.words & set(re.findall(r"\w+", cell.text))
        self.unreadable = self.extractor.failed(error)["error"]
        if cell.by_student and meant:
            said = getattr(error, "msg", "") or str(error)
            self.tell({"broken": [cell.label, said, getattr(error, "lineno", None)]})
            self._add("broken", lambda: self.extractor.failed(error))

    def checked(self, exercise: str, given: tuple, named: dict) -> None:
        """Note what a check is given; a later one in the same statement counts."""
        if exercise == self.exercise:
            values = dict(zip(self.cell_answer.names, given, strict=False)) | named
            self._passed = [values.get(name) for name in self.cell_answer.names]

    def after(
        self, cell: cells.Cell, node: ast.stmt, printed: str, error: BaseException | None
    ) -> None:
        """Note what is there after a statement."""
        if not cell.by_student:
            return
        self._node = node
        if self._passed:
            passed = self._passed
            if self.cell_answer.is_function(passed[0]):
                self._note_if_new(passed[0])
            else:
                get = self.run.scope.get
                self._add("passed", lambda: self._read(self.cell_answer.handed(passed, get)))
        values = self.cell_answer.held(self.run.scope.get, printed)
        if values:
            self._add("bound", lambda: self._read(values))
        if error and self.wanted[1:] == self.run.place and not self.read:
            self.read = self.extractor.failed(error)
        if error and self.cell_answer.words & statements.mentioned(node):
            self._add("failed", lambda: self.extractor.failed(error))

    def ended(self, cell: cells.Cell) -> None:
        """Note the functions that a cell leaves; what it replaces itself is nobody's answer."""
        if cell.by_student:
            self._note_if_new(self.run.scope.get(self.exercise))

    # What is there

    def _note_if_new(self, function: object) -> None:
        if callable(function) and all(function is not other for other in self.functions):
            self.functions.append(function)

    def wanted_names(self) -> set[str]:
        """Return the names that the answer was read from, or with which the check was called."""
        is_passed = self.wanted[0] == "passed"
        return statements.mentioned(self._node) if is_passed else set(self.cell_answer.names)

    def _read(self, values: tuple) -> dict:
        return self.extractor.values(self.cell_answer, values, self.task)

    # What becomes of it

    def _add(self, kind: str, result: Callable) -> None:
        way = (kind, *self.run.place)
        if self.wanted:
            if way == self.wanted:
                self.read = result()
            return
        if self._count < MOST_CANDIDATES:
            found = result()
            if found != self._last or self.cell_answer.may_repeat:
                self._last, self._count = found, self._count + 1
                self.tell({"candidate": {"way": way, **found}})

    def at_end(self) -> None:
        """Note the functions that are there in the end, in a file that a cell has written, too."""
        for path in self.run.written():
            self._note_if_new(self.run.executed(path).get(self.exercise))
        solution = vars(sys.modules.get("solution", sys)).get(self.exercise)
        if not self.run.is_handed_in(solution):  # which is tried by itself
            self._note_if_new(solution)
        self._note_if_new(self.run.scope.get(self.exercise))
        self._others = len(self.functions)
        self._note_if_new(self.run.scope.get(self.cell_answer.by_other_edition))

    def call_functions(self) -> None:
        """Call the functions for the task, the last ones first, and note what they return."""
        places = range(self._others)[::-1][:MOST_FUNCTIONS]
        begun = [self._called(place) for place in places]
        if not any(begun):  # of the other edition, a student has written one function
            for place in range(self._others, len(self.functions)):
                self._called(place)

    def _called(self, place: int) -> bool:
        """Call a function, and say whether it does anything."""
        self.tell({"at": (FUNCTION, place)})
        result = self.called(place, self.task)
        self.tell({"candidate": {"way": (FUNCTION, place), **result}})
        return "missing" not in result

    def called(self, place: int, task: dict) -> dict:
        """Return the result of a function for a task."""
        return self.extractor.function(self.exercise, self.functions[place], task)
