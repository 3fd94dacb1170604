"""Grade many hand-ins with one worker: without bubblewrap, and with PyTorch imported once."""

import shutil
from pathlib import Path

from corpus.filling import dump, fill

from instructors import grading_process, sandbox
from instructors.handin.programs import ANSWERS, ProgramFile, programs
from instructors.replay.cells import Cell
from instructors.sandbox.preparing import prepare

SECRET = "of the verdicts"
LIMITS = sandbox.Limits(seconds=5)


class Bench(sandbox.Sandboxes):
    """Sandboxes for one student after the other."""

    def __init__(self):
        super().__init__({}, LIMITS, sandbox=False, shell=True)

    def graded(self, files):
        """Return the outcomes of what a student has handed in, and what could not be used."""
        contents = {name: as_bytes(content) for name, content in files.items()}
        found = programs(contents)
        unused = {entry.file: entry.reason for entry in found.unused if entry.matters}
        if not found.programs:
            return grading_process.unusable(""), unused
        folder = Path(self._folder.name)
        shutil.rmtree(folder / "handed_in")
        prepare(folder, found.programs[0].files)
        self._skipped, self._candidates, self.broken = {}, {}, []
        outcomes = grading_process.best_outcomes(found.programs, SECRET, self)
        return outcomes, unused | {label: said for label, said, _ in self.broken}

    def outcome(self, files, number=1):
        """Return the outcome of one exercise."""
        return self.graded(files)[0][f"exercise{number}"]


def filled(number, *sources):
    """Return a notebook with some cells, and the number of the last of these."""
    content = fill(number, *sources)
    code = [cell["source"] for cell in content["cells"] if cell["cell_type"] == "code"]
    return dump(content), 1 + code.index(sources[-1])


def as_bytes(content):
    return content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content


def module(source):
    """Return the program that a ``solution.py`` is by itself."""
    files = {"solution.py": as_bytes(source)}
    cell = Cell("solution.py", files["solution.py"].decode("utf-8", "surrogateescape"))
    return ProgramFile("solution.py", "solution.py", (cell,), tuple(ANSWERS), (), files)


def run_module(source, jobs, limits, beside=(), use_sandbox=True):
    """Do jobs with a ``solution.py`` and the files beside it, in a sandbox of its own."""
    program = module(source)
    with sandbox.Sandboxes(program.files | dict(beside), limits, use_sandbox) as sandboxes:
        return sandboxes.run(program, jobs)
