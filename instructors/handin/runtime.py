"""Stand at the top of every program that is made of cells.

It runs the statements that an answer needs, each in its place, so that an error names the cell and
the line. The names begin with underscores to keep out of the way of the student's.
"""

import __future__

import ast as _ast
import contextlib as _contextlib
import importlib as _importlib
import importlib.abc as _abc
import importlib.machinery as _machinery
import inspect as _inspect
import io as _io
import itertools as _itertools
import linecache as _linecache
import re as _re
import sys as _sys
from pathlib import Path as _Path

_FOLDER = _Path(__file__).absolute().parent
_CELLS = {}  # the text of the cells by their label
_USUAL = {"numpy": "numpy", "np": "numpy", "torch": "torch", "nn": "torch.nn"}
_ANNOTATIONS = __future__.annotations.compiler_flag
# So that ``from .helper import back`` finds what lies beside the program
_PACKAGE = "_beside"
# What only draws, shows, measures or speeds up; an answer is the same without it
_SHOWING = {
    *("adjustText", "alive_progress", "altair", "beartype", "black", "bokeh", "celluloid"),
    *("codetiming", "colorama", "colorlog", "cv2", "dotenv", "google", "graphviz"),
    *("hiddenlayer", "holoviews", "icecream", "imageio", "ipykernel", "ipympl", "ipytest"),
    *("IPython", "ipywidgets", "jaxtyping", "jupyter_black", "jupyterthemes", "lab_black"),
    *("line_profiler", "livelossplot", "loguru", "matplotlib", "memory_profiler", "mlflow"),
    *("mpl_toolkits", "mplcyberpunk", "nb_black", "nbgrader", "nbval", "netron", "networkx"),
    *("nose", "numba", "otter", "pandas", "PIL", "plotly", "plotnine", "prettytable"),
    *("progressbar", "psutil", "pydot", "pygments", "pyinstrument", "pylab", "pytest", "rich"),
    *("scalene", "scienceplots", "seaborn", "snakeviz", "snoop", "tabulate", "tensorboard"),
    *("tensorboardX", "termcolor", "testbook", "torchinfo", "torchsummary", "torchtyping"),
    *("torchview", "torchviz", "tqdm", "typeguard", "visdom", "wandb", "watermark"),
    "yellowbrick",
}
# Parts that need more than what they belong to
_SHOWING_PARTS = {"torch.utils.tensorboard", "tqdm.notebook"}
_COUNTING = {"trange", "prange"}  # of tqdm and numba


class _Missing:
    """Stands for what is in a module of `_SHOWING` that is not there."""

    def __init__(self, *_arguments, **_named):
        pass

    def __mro_entries__(self, _bases):
        return (_Missing,)

    def __getattr__(self, name):
        return _missing(name)

    def __call__(self, *arguments, **_named):
        # So that tqdm(range(3)) still counts, and a decorator still decorates
        return arguments[0] if arguments else self

    def __iter__(self):
        return iter(())

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        return None


class _MissingClass(_Missing):
    def __call__(self, *_arguments, **_named):
        return self


def _missing(name):
    if name.startswith("__"):
        raise AttributeError(name)
    if name in _COUNTING:
        return lambda *count, **_named: range(*count)
    return _MissingClass() if name[:1].isupper() else _Missing()


class _Absent:
    """Stands for what could not be imported; using it is the error that the import was."""

    def __init__(self, error):
        vars(self)["_error"] = error, error.__traceback__

    def _use(self, *_arguments, **_named):
        __tracebackhide__ = True
        error, trace = vars(self)["_error"]
        raise error.with_traceback(trace)

    def __getattr__(self, name):
        __tracebackhide__ = True
        if name.startswith("__"):
            raise AttributeError(name)
        self._use()

    __call__ = __iter__ = __enter__ = __getitem__ = __setitem__ = __setattr__ = _use
    __len__ = __bool__ = __int__ = __float__ = __index__ = __array__ = __str__ = __format__ = _use
    __neg__ = __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __pow__ = _use
    __matmul__ = __rmatmul__ = __truediv__ = __rtruediv__ = __lt__ = __gt__ = __le__ = _use
    __ge__ = __array_ufunc__ = _use


class _Solution:
    """What a notebook finds in, or puts into, solution.py."""

    def __getattr__(self, name):
        __tracebackhide__ = True
        return __getattr__(name)


_PROBLEMS = {}  # what has stopped a module, as `_Absent`, by its name
_PATHS, _LINES = {}, {}  # of what `_shown` has seen: paths by label, and lines by path
_SOLUTION = _Solution()


def _run(pieces, scope, guarded):
    """Run statements; return the first error, unless it has to be raised."""
    __tracebackhide__ = True  # as pytest calls it: the student sees no lines of this file
    first = None
    scope.update({"__name__": "solution", "__file__": __file__, "get_ipython": _Missing()})
    scope["__package__"] = _PACKAGE
    scope["solution"], scope["_number"] = _SOLUTION, _number
    for name, module in _USUAL.items():
        # What another notebook has imported, or a cell that was not handed in
        if module in _sys.modules:
            scope.setdefault(name, _sys.modules[module])
    for label, line, text, imported in pieces:
        path = _shown(label, _CELLS.get(label, text))
        try:
            exec(compile("\n" * (line - 1) + text, path, "exec", _ANNOTATIONS, True), scope)
            if "*" in imported and _PROBLEMS:
                scope.setdefault("*", next(iter(_PROBLEMS.values())))
        except Exception as error:
            if imported:
                # An error only for what needs it
                for name in imported:
                    scope.setdefault(name, _Absent(_hinted(error)))
            elif not guarded:
                raise
            else:
                first = first or error
    return first


def _shown(label, text):
    """Return the path of a text that a traceback is to show."""
    if label not in _PATHS:
        path = _PATHS[label] = str(_FOLDER / _re.sub(r", from line \d+$", "", label))
        # The cells of a script have the lines of one file
        lines = _itertools.zip_longest(text.split("\n"), _LINES.get(path, ()), fillvalue="")
        _LINES[path] = [old if old.strip() else f"{new}\n" for new, old in lines]
        _linecache.cache[path] = (len(text), None, _LINES[path], path)
    return _PATHS[label]


def _hinted(error):
    """Return an error, which asks for the file if a module is not there."""
    name = getattr(error, "name", None)
    if isinstance(error, ModuleNotFoundError) and name and not hasattr(error, "__notes__"):
        file = name.replace(".", "/") + ".py"
        error.add_note(
            f"Was {file} handed in? There is no package {name} where the exercise is tried."
        )
    return error


def _raise(error, scope):
    """Raise what a student should read: the name may be one that could not be imported."""
    __tracebackhide__ = True
    absent = scope.get("*") if isinstance(error, NameError) else None
    if isinstance(absent, _Absent):
        absent._use()
    raise _hinted(error) from None


def _defined(name, pieces):
    """Return an exercise that the student wrote as a function."""
    scope = {}

    def call(*arguments):
        __tracebackhide__ = True
        if not scope:
            with _contextlib.redirect_stdout(_io.StringIO()):
                problem = _run(pieces, scope, guarded=True)
            if name not in scope and hasattr(_SOLUTION, name):
                scope[name] = getattr(_SOLUTION, name)
            if name not in scope:
                scope[name] = _Absent(problem or NameError(name))
        try:
            return scope[name](*_as_asked(scope[name], arguments))
        except (NameError, ModuleNotFoundError) as error:
            _raise(error, scope)

    return call


def _as_asked(function, arguments):
    """Return the arguments of exercise 1 with all pre-activations if the function asks for them."""
    if len(arguments) != 5 or _takes(function, arguments):
        return arguments
    W, B, A, Y, T = arguments
    hidden = []
    for a, w, b, activation in zip(A, W, B, A[1:], strict=False):
        hidden += [a.dot(w) + b, activation]
    more = (W, B, A[0], *hidden, Y, T)
    return more if _takes(function, more) else arguments


def _takes(function, arguments):
    try:
        _inspect.signature(function).bind(*arguments)
    except (TypeError, ValueError):
        return False
    return True


def _inline(parameters, pieces, answers):
    """Return an exercise that the student wrote in cells, which every call runs."""

    def call(*arguments):
        __tracebackhide__ = True
        scope = _given(parameters, arguments)
        try:
            if not answers:
                _run(pieces, scope, guarded=False)
                return None
            with _contextlib.redirect_stdout(_io.StringIO()):
                _run(pieces, scope, guarded=False)
                values = [_value(answer, scope) for answer in answers]
        except (NameError, ModuleNotFoundError) as error:
            _raise(error, scope)
        return values[0] if len(values) == 1 else tuple(values)

    return call


def _number(value):
    """Return a number that stands alone in an array or a tensor, which prints it rounded."""
    if getattr(value, "shape", None) is not None and value.shape == ():
        return value.item()
    return value


def _value(answer, scope):
    """Evaluate an answer; of two lists of gradients, a student may have computed one."""
    __tracebackhide__ = True
    if answer.isidentifier():
        return scope.get(answer)
    return eval(answer, scope)


def _given(parameters, arguments):
    """Return the names that a notebook has given before the student's cells."""
    if len(arguments) == 11:
        names = ("W", "B", "X", "Z1", "A1", "Z2", "A2", "Z3", "A3", "Y", "T")
        scope = dict(zip(names, arguments, strict=True))
        scope["A"] = [scope[name] for name in ("X", "A1", "A2", "A3")]
        return scope
    scope = dict(zip(parameters, arguments, strict=True))
    if "A" in scope:
        scope["X"] = scope["A"][0]
        scope.update({f"A{number}": a for number, a in enumerate(scope["A"])})
    return scope


def _failing(cell):
    """Return an exercise that lies in a cell that is not Python."""

    def call(*_arguments):
        __tracebackhide__ = True
        label, text, problem = cell
        try:
            compile(text, _shown(label, text), "exec")
        except SyntaxError:
            raise
        except Exception:
            pass  # too deep, or no text; the sentence says so
        raise SyntaxError(f"{label}: {problem}")

    return call


class _Own(_abc.MetaPathFinder, _abc.Loader):
    """Finds modules of the student's own."""

    def __init__(self):
        self.sources = {}

    def find_spec(self, name, path=None, target=None):
        if name in self.sources or name.split(".")[0] == _PACKAGE:
            package = name == _PACKAGE or self.sources.get(name, (False,))[0]
            return _machinery.ModuleSpec(name, self, is_package=package)
        if any(other.startswith(f"{name}.") for other in self.sources):
            return _machinery.ModuleSpec(name, self, is_package=True)
        if name in _SHOWING_PARTS:
            return _Showing().find_spec(name)
        return None

    def create_module(self, spec):
        __tracebackhide__ = True
        _, _, beside = spec.name.partition(f"{_PACKAGE}.")
        return _importlib.import_module(beside) if beside else None

    def exec_module(self, module):
        __tracebackhide__ = True
        name = module.__spec__.name
        if name.split(".")[0] == _PACKAGE or name not in self.sources:
            return
        _, file, source = self.sources[name]
        module.__file__ = str(_FOLDER / file)
        module.get_ipython = _Missing()
        _execute(name, file, source, vars(module))
        module.__getattr__ = _reporting(name)


def _is_asked_by_student():
    """Return whether what imports is the student's: a library may do well without the module."""
    frame = _sys._getframe(1)
    while frame and (
        frame.f_code.co_filename.startswith("<frozen") or frame.f_globals is globals()
    ):
        frame = frame.f_back
    return frame is not None and frame.f_code.co_filename.startswith(str(_FOLDER))


class _Showing(_abc.MetaPathFinder, _abc.Loader):
    """Stands in for the modules that only show, where nobody else finds them."""

    def find_spec(self, name, path=None, target=None):
        showing = name in _SHOWING_PARTS or name.split(".")[0] in _SHOWING
        if showing and _is_asked_by_student():
            return _machinery.ModuleSpec(name, self, is_package=True)
        return None

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        module.__getattr__ = _missing


def _execute(name, file, source, scope):
    """Execute a module up to the first error, which is one for whoever needs what is below."""
    __tracebackhide__ = True
    path = _shown(file, source)
    with _contextlib.redirect_stdout(_io.StringIO()):
        try:
            for node in _ast.parse(source, path).body:
                one = _ast.Module([node], [])
                try:
                    exec(compile(one, path, "exec", _ANNOTATIONS, True), scope)
                except Exception as error:
                    if not isinstance(node, (_ast.Import, _ast.ImportFrom)):
                        raise
                    for alias in node.names:
                        bound = alias.asname or alias.name.split(".")[0]
                        scope.setdefault(bound, _Absent(_hinted(error)))
        except (Exception, SystemExit) as error:
            _PROBLEMS[name] = _Absent(_hinted(error))


def _reporting(name):
    """Return what a module does when it is asked for what it does not have."""

    def report(attribute):
        __tracebackhide__ = True
        if name in _PROBLEMS and not attribute.startswith("__"):
            _PROBLEMS[name]._use()
        raise AttributeError(f"module {name!r} has no attribute {attribute!r}")

    return report


def _add_modules(sources):
    """Add modules of the student's own that lay beside the program.

    Parameters
    ----------
    sources : dict
        By the full name of the module: whether it is a package, its file, and its text.
    """
    solution = sources.pop("solution", None)
    for name in sources:
        _sys.modules.pop(name, None)  # of the series, perhaps
    _OWN.sources.update(sources)
    if solution:
        # The program is called solution as well, and has exercises of its own
        scope = {"__name__": "solution", "__file__": __file__, "__package__": _PACKAGE}
        _execute("solution", *solution[1:], scope)
        own = {n: v for n, v in scope.items() if not n.startswith(("_", "exercise"))}
        vars(_SOLUTION).update(own)
        globals().update(own)


def __getattr__(name):
    """Say what has stopped the student's solution.py, if a notebook needs what it lacks."""
    __tracebackhide__ = True
    if name.startswith("exercise"):
        raise AttributeError(f"module 'solution' has no attribute {name!r}")
    return _reporting("solution")(name)


_OWN = _Own()
_sys.meta_path[:] = [_OWN, *_sys.meta_path, _Showing()]
