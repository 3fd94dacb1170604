"""Stands in for a package that a program may import, and that is not there while it is tried.

The grading gives this file the names of such packages. Whatever is taken from it can be called,
derived from and calculated with, so a program that has `from torch import nn` and
`class Net(nn.Module)` at its top loads. It computes nothing: who asks for a number gets an error.
"""

import importlib.abc
import importlib.machinery
import sys

_PACKAGE = __name__.partition(".")[0]


class _Anything(type):
    """Gives a class every attribute that it does not have."""

    def __getattr__(cls, name):
        return _attribute(name)


class Nothing(metaclass=_Anything):
    """What everything in the package is."""

    def __init__(self, *arguments, **options):
        pass

    def __getattr__(self, name):
        _attribute(name)
        return Nothing()

    def __call__(self, *arguments, **options):
        """As a decorator, leave the function as it is."""
        alone = len(arguments) == 1 and not options and callable(arguments[0])
        return arguments[0] if alone else Nothing()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return False

    def __iter__(self):
        return iter(())

    def __format__(self, form):
        return "nothing"

    def _nothing(self, *arguments):
        return Nothing()

    __getitem__ = __neg__ = __lt__ = __gt__ = __le__ = __ge__ = _nothing
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _nothing
    __matmul__ = __rmatmul__ = __truediv__ = __rtruediv__ = __pow__ = __rpow__ = _nothing

    def __setitem__(self, place, value):
        pass

    def __delitem__(self, place):
        pass

    def _refuse(self, *arguments, **options):
        raise RuntimeError(f"{_PACKAGE} is not there while this exercise is tried.")

    __array__ = __float__ = __int__ = __index__ = __len__ = _refuse


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds every module within the package."""

    def find_spec(self, name, path=None, target=None):
        if name.startswith(f"{_PACKAGE}."):
            return importlib.machinery.ModuleSpec(name, self, is_package=True)
        return None

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        module.__getattr__ = _attribute


def _attribute(name):
    if name.startswith("__"):
        raise AttributeError(name)
    # A class, so that a program's own classes can derive from it
    return type(name, (Nothing,), {})


__getattr__ = _attribute
__version__ = "0"
sys.meta_path.insert(0, _Finder())
