"""What the student's imports find: their own modules, and stand-ins for what only shows.

A module of the student's own runs statement by statement, so that a line that fails ends only what
needs what stands below it. `checks` keeps what it is given, and does nothing else.
"""

import ast
import functools
import importlib.machinery
import sys
import types
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from instructors.replay import statements
from instructors.replay.recording import Recording
from instructors.student_messages import HANDED_IN, NO_PACKAGE

# What only draws, shows, measures or speeds up; an answer is the same without it
SHOWING = {
    *("adjustText", "alive_progress", "altair", "beartype", "black", "bokeh", "celluloid"),
    *("codetiming", "colorama", "colorlog", "cv2", "dotenv", "figures", "google", "graphviz"),
    *("hiddenlayer", "holoviews", "icecream", "imageio", "ipykernel", "ipympl", "ipytest"),
    *("ipywidgets", "jaxtyping", "jupyter_black", "jupyterthemes", "lab_black", "line_profiler"),
    *("livelossplot", "loguru", "marimo", "matplotlib", "memory_profiler", "mlflow"),
    *("mpl_toolkits", "mplcyberpunk", "nb_black", "nbgrader", "nbval", "netron", "networkx"),
    *("nose", "numba", "otter", "pandas", "PIL", "plotly", "plotnine", "prettytable"),
    *("progressbar", "psutil", "pydot", "pygments", "pyinstrument", "pylab", "pytest", "rich"),
    *("scalene", "scienceplots", "seaborn", "snakeviz", "snoop", "tabulate", "tensorboard"),
    *("tensorboardX", "termcolor", "testbook", "torchinfo", "torchsummary", "torchtyping"),
    *("torchview", "torchviz", "tqdm", "typeguard", "visdom", "wandb", "watermark", "yellowbrick"),
    "torch.utils.tensorboard",  # a part of what is there, which needs more than that
}
# So that ``from .helper import back`` finds what lies beside the file
BESIDE = "_beside"


class Causes:
    """Why names are not there: the errors of the statements that would have bound them."""

    def __init__(self) -> None:
        self._errors: dict[str, tuple] = {}

    def note(self, node: ast.stmt, error: BaseException | None) -> None:
        """Note what has come of a statement."""
        # Nothing is to be forgotten if nothing went wrong before
        for name in statements.bound(node) if error or self._errors else ():
            if error:
                self._errors[name] = error, error.__traceback__
            elif name != "*":
                self._errors.pop(name, None)

    def note_stopped(self, error: BaseException) -> None:
        """Note that a module has stopped, of which everything may have been imported."""
        self._errors.setdefault("*", (error, error.__traceback__))

    def of(self, error: BaseException) -> BaseException:
        """Return what there is to say of an error: if a name is not there, why."""
        seen = set()
        while isinstance(error, NameError) and error.name not in seen:
            seen.add(error.name)
            cause = self._errors.get(error.name or "") or self._errors.get("*")
            if cause is None:
                break
            error = cause[0].with_traceback(cause[1])
        return hinted(error)


def hinted(error: BaseException) -> BaseException:
    """Return an error, which asks for the file if a module is not there."""
    name = getattr(error, "name", None)
    if isinstance(error, ModuleNotFoundError) and name and not hasattr(error, "__notes__"):
        name = name.removeprefix(f"{BESIDE}.")
        error.msg = error.msg.replace(f"{BESIDE}.", "")
        said = (HANDED_IN + NO_PACKAGE).format(file=name.replace(".", "/") + ".py", name=name)
        error.add_note(said)
    return error


class StandIns:
    """Import hook that puts stand-ins in place of modules.

    They stand in for `checks`, for the ``hidden`` packages, which compute, and for packages that
    only show something, if code of the student imports them. Each is made by ``nothing``, the code
    of ``nothing.py``. ``checked`` is called with what a check was given.
    """

    def __init__(
        self, nothing: types.CodeType, hidden: Sequence, top: str, checked: Callable
    ) -> None:
        self._top, self._nothing, self._checked = top, nothing, checked
        self._hidden = hidden

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: types.ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Return the spec of a stand-in, or None."""
        loader: Any = self  # `importlib.abc`, whose classes are the type, takes long to import
        root = name.partition(".")[0]
        shows = {root, name} & SHOWING
        if root in ("checks", *self._hidden) or (shows and self._asked_by_student()):
            return importlib.machinery.ModuleSpec(name, loader, is_package=True)
        return None

    def _asked_by_student(self) -> bool:
        """Say whether what imports is the student's: a library may do well without the module."""
        frame: types.FrameType | None = sys._getframe(2)
        while frame and frame.f_code.co_filename.startswith("<frozen"):
            frame = frame.f_back
        return frame is not None and frame.f_code.co_filename.startswith(self._top)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> None:
        """Let Python make it."""

    def exec_module(self, module: types.ModuleType) -> None:
        """Make it out of nothing."""
        vars(module)["SHOWS"] = module.__name__.partition(".")[0] not in ("checks", *self._hidden)
        exec(self._nothing, vars(module))
        if module.__name__ == "checks":
            for number in range(1, 10):
                name = f"exercise{number}"
                setattr(module, name, self._check(name, module.Nothing))

    def _check(self, exercise: str, nothing: type) -> Callable:
        def check(*given: object, **named: object) -> object:
            self._checked(exercise, given, named)
            return nothing()

        return check


class OwnModule(importlib.machinery.SourceFileLoader):
    """Executes a module of the student's up to the first error that is not one of an import."""

    def __init__(
        self, causes: Causes, loaded: Callable, recording: Recording | None, name: str, path: str
    ) -> None:
        super().__init__(name, path)
        self.causes, self.loaded = causes, loaded
        self.recording = None if name == "utils" else recording  # which is nobody's answer

    def exec_module(self, module: types.ModuleType) -> None:
        """Execute the module; what it lacks is the error that has stopped it."""
        scope = vars(module)
        for node in ast.parse(self.get_data(self.path), self.path).body:
            error = statements.execute(node, self.path, scope, recording=self.recording)
            self.causes.note(node, error)
            if error and not isinstance(node, (ast.Import, ast.ImportFrom)):
                self.causes.note_stopped(error)
                scope["__getattr__"] = getattr_of_stopped(error)
                break
        self.loaded(scope)


def getattr_of_stopped(error: BaseException) -> Callable:
    """Return what a module does that has stopped, when it is asked for what it lacks."""
    trace = error.__traceback__

    def missing(name: str) -> NoReturn:
        if name.startswith("__"):
            raise AttributeError(name)
        raise error.with_traceback(trace)

    return missing


def find_modules_of(
    folder: Path, top: Path, causes: Causes, loaded: Callable, recording: Recording | None
) -> None:
    """Let imports find what lies in a folder, then in those around it, then in all others.

    What a module holds once it has been executed is given to ``loaded``.
    """
    folders = [path for path in (folder, *folder.parents) if path.is_relative_to(top)]
    others = sorted({path.parent for path in top.rglob("*.py")})
    places = list(dict.fromkeys(map(str, (*folders, *others))))
    sys.path[:0] = places
    loader: Any = functools.partial(OwnModule, causes, loaded, recording)
    hook = importlib.machinery.FileFinder.path_hook((loader, [".py"]))

    def of_student(entry: str) -> Any:
        if not Path(entry or ".").resolve().is_relative_to(top):
            raise ImportError(entry)
        return hook(entry or ".")

    sys.path_hooks.insert(0, of_student)
    beside = types.ModuleType(BESIDE)
    beside.__path__ = places
    sys.modules[BESIDE] = beside
