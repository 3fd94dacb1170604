"""Run the cells of a file from top to bottom, as "Restart and run all" does: `Run`.

The file lies in its folder, as it was handed in. Each statement is guarded: what stops it is kept,
and the next one goes on. Each cell has a limit of time, and so have all together.
"""

import ast
import builtins
import io
import linecache
import os
import sys
import time
import types
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import numpy

from checks.calling import LONGEST_PRINT
from instructors.replay import cells, importing, magics, statements
from instructors.replay.cell_answers import plain_number
from instructors.replay.recording import Recording
from instructors.replay.statements import FILES
from instructors.student_messages import HANDED_IN

SECONDS_CELL = 5  # of computing
PART = 0.8  # of what is left, for one statement: those below it have some as well
SECONDS_ALL = 12
# Of the weights of the network of the exercises, as layers store them
SIZES = [(6, 4), (6, 6), (6, 6), (1, 6)]
LARGEST_RUN = 1_000_000  # bytes of a file that ``%run`` runs
# Imported in a cell that was not handed in, or by another notebook
USUAL = {"np": "numpy", "numpy": "numpy", "torch": "torch", "nn": "torch.nn"}


class Run:
    """One run of the cells of a file, whose path begins at the folder of what was handed in.

    ``top`` is the folder around that one, which is all that the cells may change: notebooks that
    were handed in without their folder find ``..`` there. ``data`` is the network that `utils`
    gives, if it is not its own. What is ``skipped`` are statements that have ended or held up an
    earlier run.
    """

    watcher: Any

    def __init__(
        self,
        file: str,
        code: list[cells.Cell],
        top: Path,
        data: dict,
        skipped: set[tuple],
        recording: Recording | None,
    ) -> None:
        self.code, self.top, self.data = code, top, data
        self.skipped, self.recording = skipped, recording
        self.causes, self._end = importing.Causes(), time.process_time() + SECONDS_ALL
        self.place, self._running = (0, 0), [file]
        self._shell: Any = None
        self._nets: list = []
        self.files = top / FILES
        self.path = self.files / file
        self._modules = {path: path.read_bytes() for path in self._solutions()}
        self.module = types.ModuleType("__main__")
        self.scope = vars(self.module)

    def _prepare(self, stand_ins: importing.StandIns) -> None:
        folder = self.path.parent
        os.chdir(folder)
        importing.find_modules_of(folder, self.top, self.causes, self.give, self.recording)
        sys.meta_path.insert(0, stand_ins)
        sys.modules["__main__"] = self.module
        sys.argv = [str(self.path)]
        self.scope |= {"__package__": importing.BESIDE, "__file__": str(self.path)}
        vars(builtins).update(get_ipython=self.shell, display=_display)
        sys.displayhook = self._show
        self.scope |= {
            name: sys.modules[module] for name, module in USUAL.items() if module in sys.modules
        }

    def shell(self) -> Any:
        """Return IPython's shell, which works in the module of the cells."""
        if self._shell is None:
            from instructors.replay import shell  # takes as long as a run, and few need it

            self._shell = shell.Shell.instance() if shell.Shell.initialized() else shell.make()
            shell.enter(self._shell, self.module, self._run_file)
        return self._shell

    def run(self, watcher: Any, stand_ins: Callable, stop: tuple | None) -> None:
        """Run the cells, up to a place at most, which is the numbers of a cell and a statement.

        The ``watcher`` is told what happens, see `Candidates`; ``stand_ins`` makes `StandIns`.
        """
        self.watcher = watcher
        self._prepare(stand_ins(str(self.top), watcher.checked))
        if self.path.name != "solution.py":
            self._import_solution()
        for number, cell in enumerate(self.code):
            self._run_cell(number, cell, stop)
            if time.process_time() >= self._end or (stop and self.place >= stop):
                break

    def _import_solution(self) -> None:
        """Import what the notebooks begin with; if it is not there, say so where it is used."""
        error = self._execute(ast.parse("import solution").body[0], "", self.scope)
        if isinstance(error, ModuleNotFoundError) and error.name == "solution":
            module = sys.modules["solution"] = types.ModuleType("solution")
            vars(module)["__getattr__"] = importing.getattr_of_stopped(error)
            self.scope["solution"] = module

    def _run_cell(self, number: int, cell: cells.Cell, stop: tuple | None) -> None:
        self.place = (number, 0)
        self._trigger("pre_run_cell", None)
        try:
            found = list(self._statements(cell))
        except (SyntaxError, ValueError) as problem:
            self.watcher.broken(cell, problem)
            return
        end = min(time.process_time() + SECONDS_CELL, self._end)
        first = None
        for place, (node, path, is_last) in enumerate(found):
            self.place = (number, place)
            left = end - time.process_time()
            if self.place not in self.skipped and left > 0:
                self.watcher.before(self.place)
                printed = _FirstOfPrinted()
                shown = is_last and not cell.text.rstrip().endswith(";")
                with redirect_stdout(printed):
                    recording = self.recording if cell.by_student else None
                    error = self._execute(node, path, self.scope, shown, PART * left, recording)
                first = first or error  # that is what Jupyter shows
                if isinstance(error, statements.SlowError):
                    self.watcher.slow(self.place)
                self.watcher.after(cell, node, printed.getvalue(), error and first)
            if stop and self.place >= stop:
                return
        self.watcher.ended(cell)
        self._trigger("post_execute")

    def _trigger(self, *event: object) -> None:
        if self._shell:  # what reloads modules waits for these
            self._shell.events.trigger(*event)

    def _statements(self, cell: cells.Cell) -> Iterator[tuple[ast.stmt, str, bool]]:
        """Yield the statements of a cell, the paths that errors name, and which is the last."""
        path = str(self.files / cell.label)
        text = cell.text
        if not cell.by_student and "IPython" not in sys.modules:
            text = magics.without_all(text)  # they do nothing for who has no magics
        body = self._parsed(text, path)
        for node in body:
            given = _exported(node)
            if given and magics.OF_PYTHON.match(given[0]):
                # All of the cell is in one line, and has line numbers of its own
                inner = f"{path}, cell in line {node.lineno}"
                text = f"%%{given[0]} {given[1]}\n{given[2]}"
                yield from ((n, inner, n is node) for n in self._parsed(text, inner))
            else:
                yield node, path, node is body[-1]

    def _parsed(self, text: str, path: str) -> list[ast.stmt]:
        """Return the statements of a cell without its magics."""
        if not Path(path).is_file():  # but the cell of one
            lines = [f"{line}\n" for line in text.split("\n")]
            linecache.cache[path] = (len(text), None, lines, path)
        try:
            return statements.parse(text, path)
        except SyntaxError:
            text = magics.without_measuring(text)
            if magics.can_be_plain(text):
                text = self.shell().transform_cell(magics.joined(text))
            return statements.parse(text, path)

    def _execute(
        self,
        node: ast.stmt,
        path: str,
        scope: dict,
        shown: bool = False,
        seconds: float = SECONDS_CELL,
        recording: Recording | None = None,
    ) -> BaseException | None:
        with statements.limited(seconds):
            error = statements.execute(node, path, scope, shown, recording)
        self.causes.note(node, error)
        self.give(scope)
        return error

    def _run_file(self, line: str) -> None:
        """Run a file in the place of ``%run -i helper.py``, statement by statement."""
        wanted = [word.strip("\"'") for word in line.split() if not word.startswith("-")]
        name = wanted[0] if wanted else ""
        path = next((p for p in (Path(name), Path(f"{name}.py")) if p.is_file()), None)
        if path is None:
            path = next((p for p in sorted(self.top.rglob("*")) if p.name == Path(name).name), None)
        if path is None or path.stat().st_size > LARGEST_RUN:
            missing = FileNotFoundError(f"File {name!r} not found.")
            missing.add_note(HANDED_IN.format(file=Path(name).name))
            raise missing
        label = path.resolve().relative_to(self.top).as_posix().removeprefix(f"{FILES}/")
        if label in self._running:
            return  # a notebook that runs itself
        self._running.append(label)
        is_notebook = path.suffix == ".ipynb"
        if is_notebook:
            found, _ = cells.of_notebook(label, path.read_bytes())
        else:
            found = cells.of_script(label, path.read_bytes())
        for cell in found:
            for node, inner, _ in self._statements(cell):
                error = statements.execute(node, inner, self.scope, recording=self.recording)
                self.causes.note(node, error)
                self.give(self.scope)
                if error and not is_notebook:
                    raise error

    def _solutions(self) -> list[Path]:
        return [path for path in self.top.rglob("solution.py") if path != self.path]

    def written(self) -> list[Path]:
        """Return the modules of answers that a cell has written."""
        return [p for p in self._solutions() if p.read_bytes() != self._modules.get(p)]

    def is_handed_in(self, function: Any) -> bool:
        """Say whether a function stands in a module of answers, as it was handed in."""
        while hasattr(function, "__wrapped__"):
            function = function.__wrapped__
        path = Path(getattr(getattr(function, "__code__", None), "co_filename", ""))
        return path.resolve() in self._modules and path not in self.written()

    def executed(self, path: Path) -> dict:
        """Execute a module of answers, up to the first error, and return what it holds."""
        scope = {"__name__": "solution", "__file__": str(path)}
        with statements.limited(SECONDS_CELL):
            for node in self._parsed(path.read_text("utf-8", "replace"), str(path)):
                if statements.execute(node, str(path), scope, recording=self.recording):
                    break
        return scope

    def give(self, scope: dict) -> None:
        """Let what gets the network of the exercises get that of the task."""
        if not self.data:
            return
        for name, kinds in (("getdata", "XT"), ("getparams", "WB")):
            if isinstance(scope.get(name), types.FunctionType):
                scope[name] = lambda kinds=kinds: tuple(map(self._given, kinds))
        self._resize(scope)

    def _given(self, kind: str) -> numpy.ndarray | list[numpy.ndarray]:
        if kind in "XT":
            return numpy.array(self.data[kind])
        return [numpy.array(parameter) for parameter in self.data[kind]]

    def _resize(self, scope: dict) -> None:
        """Give the network that a notebook builds the sizes of the task.

        The notebook on layers writes those of the exercises, ``nn.Linear(4, 6)``, itself.
        """
        nn: Any = sys.modules.get("torch.nn")
        if not hasattr(nn, "Sequential"):
            return
        for net in [net for net in scope.values() if type(net) is nn.Sequential]:
            linear = [layer for layer in net if isinstance(layer, nn.Linear)]
            if net not in self._nets and [tuple(n.weight.shape) for n in linear] == SIZES:
                layers = [m for w in self.data["W"] for m in (nn.Linear(*w.shape), nn.ReLU())]
                net._modules = nn.Sequential(*layers[:-1])._modules
            self._nets.append(net)

    def _show(self, value: object) -> None:
        """Show the value of a cell's last line, as Jupyter does."""
        if value is not None:
            self.scope["_"] = value
            print(plain_number(value))


def _exported(node: ast.stmt) -> list[str]:
    """Return what ``get_ipython().run_cell_magic('time', '', 'DW = ...')`` is given, or nothing."""
    call = getattr(node, "value", None)
    if not isinstance(call, ast.Call) or getattr(call.func, "attr", "") != "run_cell_magic":
        return []
    given = [getattr(argument, "value", None) for argument in call.args]
    words = [value for value in given if isinstance(value, str)]
    return words if len(given) == len(words) == 3 else []


def _display(*shown: object, **_: object) -> None:
    print(*map(plain_number, shown))


class _FirstOfPrinted(io.StringIO):
    """Keeps what is printed, as long as that is little."""

    def write(self, text: str) -> int:
        super().write(str(text)[: max(0, LONGEST_PRINT - self.tell())])
        return len(text)
