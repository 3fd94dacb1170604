"""Hide from a function what its exercise forbids, as the grading does."""

import contextlib
import importlib.abc
import importlib.machinery
import sys
import types
from collections.abc import Callable, Iterator
from typing import Any, NoReturn

from checks.files_and_cells import owner_of

# What computes derivatives. In the grading of an exercise without it, nothing of these is there
DIFFERENTIATING = (
    *("torch", "functorch", "torchgen", "jax", "jaxlib", "tensorflow", "keras", "autograd"),
    *("tinygrad", "micrograd", "minitorch", "mygrad", "chainer", "mxnet", "paddle", "mindspore"),
    *("sympy", "casadi", "pytensor", "aesara", "theano", "numdifftools", "algopy", "ad"),
    *("uncertainties", "adolc", "gekko", "pyomo", "thinc", "oneflow", "megengine", "dynet"),
)


class HiddenError(Exception):
    """A number was wanted of what is not there."""


class Hidden:
    """Stands in for what is taken from a package that is not there, and tells of every use."""

    def __init__(self, uses: list) -> None:
        self._uses = uses

    def __getattr__(self, name: str) -> "Hidden":
        if name.startswith("__"):
            raise AttributeError(name)
        caller = sys._getframe(1)
        self._uses.append((caller.f_code, caller.f_lineno))
        return Hidden(self._uses)

    def __call__(self, *arguments: object, **options: object) -> object:
        """Leave a function as it is that is decorated with it."""
        alone = len(arguments) == 1 and not options and isinstance(arguments[0], types.FunctionType)
        return arguments[0] if alone else Hidden(self._uses)

    def __enter__(self) -> "Hidden":
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def __iter__(self) -> Iterator:
        return iter(())

    def __instancecheck__(self, value: object) -> bool:
        return False

    def _nothing(self, *arguments: object) -> "Hidden":
        return Hidden(self._uses)

    __getitem__ = __neg__ = __lt__ = __gt__ = __le__ = __ge__ = _nothing
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _nothing
    __matmul__ = __rmatmul__ = __truediv__ = __rtruediv__ = __pow__ = __rpow__ = _nothing

    def __setitem__(self, place: object, value: object) -> None:
        pass

    def _refuse(self, *arguments: object, **options: object) -> NoReturn:
        raise HiddenError

    __array__ = __float__ = __int__ = __index__ = __len__ = __bool__ = _refuse


@contextlib.contextmanager
def hidden(function: Callable, uses: list) -> Iterator[None]:
    """Hide what differentiates, from imports and from the module of a function.

    Used as a decorator, at every call; ``uses`` gets code and line of what was asked for.
    """
    found = [
        (scope, {name: value for name, value in scope.items() if _is_of_these(value)})
        for scope in _scopes(function)
    ]
    modules = {name: module for name, module in sys.modules.items() if _differentiates(name)}
    stand_in, finder = Hidden(uses), _Finder(uses)
    for scope, names in found:
        scope.update(dict.fromkeys(names, stand_in))
    _forget()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        _forget()
        for scope, names in found:
            scope.update(names)
        sys.modules.update(modules)


def _forget() -> None:
    """Let nothing that differentiates be imported already: other libraries look for it there."""
    for name in [name for name in sys.modules if _differentiates(name)]:
        del sys.modules[name]


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds what stands in for whatever differentiates."""

    def __init__(self, uses: list) -> None:
        self.uses = uses

    def find_spec(
        self, name: str, path: object = None, target: object = None
    ) -> importlib.machinery.ModuleSpec | None:
        if not _differentiates(name):
            return None
        return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> Any:
        return Hidden(self.uses)

    def exec_module(self, module: object) -> None:
        pass


def _scopes(function: Callable) -> list[dict]:
    """Return the module of a function as a dictionary, and those beside it that it has imported."""
    owner = owner_of(function)
    own = owner.__globals__ if owner else {}
    folders = {_folder(own), _folder(vars(sys.modules.get("solution", sys)))} - {""}
    others = [
        vars(value) if isinstance(value, types.ModuleType) else value.__globals__
        for value in own.values()
        if isinstance(value, (types.ModuleType, types.FunctionType))
    ]
    near = {id(scope): scope for scope in others if _folder(scope) in folders}
    return list(({id(own): own} | near).values())


def _folder(scope: dict) -> str:
    return str(scope.get("__file__") or "").replace("\\", "/").rpartition("/")[0]


def _is_of_these(value: object) -> bool:
    """Say whether a value is a module, a class or a function of what differentiates."""
    if isinstance(value, types.ModuleType):
        return _differentiates(value.__name__)
    taken = isinstance(value, (type, types.FunctionType, types.BuiltinFunctionType))
    return taken and _differentiates(str(value.__module__))


def _differentiates(name: str) -> bool:
    """Say whether a module with this name is of a package that computes derivatives."""
    return name.partition(".")[0] in DIFFERENTIATING
