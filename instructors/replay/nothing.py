"""Stands in for a module that a program may import, and that is not there while it is tried.

`instructors.replay.importing` executes this file as such a module; ``SHOWS`` is there before, and
says whether it only shows or measures, or computes. Whatever is taken from the module can be
called, derived from and calculated with, so a program that has `from torch import nn` and
`class Net(nn.Module)` at its top loads. It computes nothing: who asks for a number gets an error.
"""

_PACKAGE = __name__.partition(".")[0]
SHOWS = globals().get("SHOWS", True)
# `tqdm.trange` and `numba.prange` count, `rich.print` prints, `plt.subplots` gives two things
_AS_PYTHON = {
    **{"trange": range, "prange": range, "print": print},
    "subplots": lambda *arguments, **options: (Nothing(), Nothing()),
}


class _Anything(type):
    """Gives a class every attribute that it does not have."""

    def __getattr__(cls, name: str) -> object:
        return _attribute(name)


class Nothing(metaclass=_Anything):
    """What everything in the module is."""

    def __init__(self, *arguments: object, **options: object) -> None:
        pass

    def __mro_entries__(self, bases: tuple) -> tuple:
        return (Nothing,)

    def __getattr__(self, name: str) -> object:
        return _attribute(name)

    def __call__(self, *arguments: object, **options: object) -> object:
        """As a decorator, leave the function as it is; `tqdm(range(3))` still counts."""
        if "iterable" in options:
            return options["iterable"]
        decorates = len(arguments) == 1 and not options and callable(arguments[0])
        return arguments[0] if arguments and (SHOWS or decorates) else Nothing()

    def __enter__(self) -> "Nothing":
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def __iter__(self) -> object:
        return iter(())

    def __bool__(self) -> bool:
        """There is no GPU, and nothing is a tensor."""
        return SHOWS

    def __format__(self, form: str) -> str:
        return "nothing"

    def _nothing(self, *arguments: object) -> "Nothing":
        return Nothing()

    __getitem__ = __neg__ = __lt__ = __gt__ = __le__ = __ge__ = _nothing
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _nothing
    __matmul__ = __rmatmul__ = __truediv__ = __rtruediv__ = __pow__ = __rpow__ = _nothing

    def __setitem__(self, place: object, value: object) -> None:
        pass

    def __delitem__(self, place: object) -> None:
        pass

    def _refuse(self, *arguments: object, **options: object) -> None:
        raise RuntimeError(f"{_PACKAGE} is not there while this exercise is tried.")

    __array__ = __float__ = __int__ = __index__ = __len__ = _refuse


def _attribute(name: str) -> object:
    if name.startswith("__"):
        raise AttributeError(name)
    if name in _AS_PYTHON:
        return _AS_PYTHON[name]
    # A class, so that a program's own classes can derive from it
    return type(name, (Nothing,), {}) if name[:1].isupper() else Nothing()


__getattr__ = _attribute
__version__ = "0"
