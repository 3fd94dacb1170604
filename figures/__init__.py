"""The drawings of the exercises.

Each function that draws returns a `Drawing`, or an `Unfolding`: a story in steps that ask before
they show. None has any other effect. Run as a program, ``python -m figures``, this package writes
``net.svg.png``, the picture of the network.
"""

from figures.autograd_graph import autograd_graph
from figures.charts import activity, cubic_fit
from figures.drawing import Drawing
from figures.gradient_flow import gradient_flow
from figures.gradient_layouts import gradient_layouts
from figures.network import network
from figures.recorded import recorded
from figures.secant import secant
from figures.transposed import transposed
from figures.unfolding import Unfolding
from figures.walk import walk

__all__ = [
    "Drawing",
    "Unfolding",
    "activity",
    "autograd_graph",
    "cubic_fit",
    "gradient_flow",
    "gradient_layouts",
    "network",
    "recorded",
    "secant",
    "transposed",
    "walk",
]


def __dir__() -> list[str]:
    # What Jupyter offers after "figures." and the tab key: the functions
    return [name for name in __all__ if name.islower()]
