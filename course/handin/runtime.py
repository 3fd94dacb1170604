"""Stand at the top of every program that is made of cells.

It runs the statements that an answer needs, each in its place, so that an error names the cell and
the line. The names begin with underscores to keep out of the way of the student's.
"""

import __future__

import contextlib as _contextlib
import inspect as _inspect
import io as _io
import linecache as _linecache
import sys as _sys
import types as _types
from pathlib import Path as _Path

_FOLDER = _Path(__file__).absolute().parent
_CELLS = {}  # the text of the cells by their label
_USUAL = {"numpy": "numpy", "np": "numpy", "torch": "torch", "nn": "torch.nn"}
_SOLUTION = _types.SimpleNamespace()  # what a notebook finds in, or puts into, solution.py


class _Missing:
    """Stands for a module that is not there, such as one that draws."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *arguments, **_named):
        # So that tqdm(range(3)) still counts, and a decorator still decorates
        return arguments[0] if arguments else self

    def __iter__(self):
        return iter(())

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        return None


def _run(pieces, scope, guarded):
    """Run statements; return the first error, unless it has to be raised."""
    __tracebackhide__ = True  # as pytest calls it: the student sees no lines of this file
    first = None
    scope.update({"__name__": "solution", "__file__": __file__, "get_ipython": _Missing()})
    scope["solution"], scope["_number"] = _SOLUTION, _number
    for name, module in _USUAL.items():
        # What another notebook has imported, or a cell that was not handed in
        if module in _sys.modules:
            scope.setdefault(name, _sys.modules[module])
    for label, line, text, imported in pieces:
        path = _shown(label, _CELLS.get(label, text))
        try:
            flags = __future__.annotations.compiler_flag
            exec(compile("\n" * (line - 1) + text, path, "exec", flags, True), scope)
        except Exception as error:
            if imported:
                for name in imported:
                    scope.setdefault(name, _Missing())
            elif not guarded:
                raise
            else:
                first = first or error
    return first


def _shown(label, text):
    """Return the path of a text that a traceback is to show."""
    path, lines = str(_FOLDER / label), text.splitlines(keepends=True)
    _linecache.cache[path] = (len(lines), None, lines, path)
    return path


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
                raise problem or NameError(name)
        return scope[name](*_as_asked(scope[name], arguments))

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
        if not answers:
            _run(pieces, scope, guarded=False)
            return None
        with _contextlib.redirect_stdout(_io.StringIO()):
            _run(pieces, scope, guarded=False)
            values = [_value(answer, scope) for answer in answers]
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


def _failing(message):
    """Return an exercise that lies in a cell that is not Python."""

    def call(*_arguments):
        __tracebackhide__ = True
        raise SyntaxError(message)

    return call


def _add_modules(sources):
    """Add modules of the student's own that lay beside the program."""
    for name, source in sources.items():
        module = _types.ModuleType(name)
        module.__file__ = __file__
        if name != "solution":
            _sys.modules.setdefault(name, module)
        with _contextlib.suppress(Exception), _contextlib.redirect_stdout(_io.StringIO()):
            exec(compile(source, _shown(f"{name}.py", source), "exec"), vars(module))
        if name == "solution":
            # The program is called solution as well, and has exercises of its own
            own = {n: v for n, v in vars(module).items() if not n.startswith(("_", "exercise"))}
            vars(_SOLUTION).update(own)
            globals().update(own)
