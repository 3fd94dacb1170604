"""What the drawings share: the class of the figures, the scale of colours, helpers on axes."""

import base64
import io
import math
from collections.abc import Iterable

import matplotlib
import numpy
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import LinearSegmentedColormap, Normalize
from matplotlib.figure import Figure

from figures.colours import BLUE, INK, PAPER, VERMILION

# As matplotlib comes, whatever a matplotlibrc says: for what draws, and when it is shown
default_style = matplotlib.rc_context(
    {name: value for name, value in matplotlib.rcParamsDefault.items() if name != "backend"}
)
# By which everything is moved, in pixels. matplotlib moves lines and texts to whole pixels; what
# lies half-way between two of them would go where the last digit of a sum sends it
_OFF_THE_EDGE = 0.0037

DIVERGING = LinearSegmentedColormap.from_list("diverging", [BLUE, "white", VERMILION], N=257)


class Drawing(Figure):
    """A matplotlib figure with a description for readers who cannot see it.

    Parameters
    ----------
    width, height : float
        In inches; 100 pixels each.
    alternative : str
        What the figure shows, in one sentence.
    """

    def __init__(self, width: float, height: float, alternative: str) -> None:
        super().__init__(figsize=(width, height), dpi=100, facecolor=PAPER)
        self.alternative = alternative
        # Up to the next pixel, unless a quarter or less of it is needed
        pixels = [math.ceil(100 * length - 0.25) for length in (width, height)]
        self.bbox_inches.p0 = [_OFF_THE_EDGE / 100] * 2
        self.bbox_inches.p1 = [(whole + 2 * _OFF_THE_EDGE) / 100 for whole in pixels]

    @default_style
    def savefig(self, *arguments: object, **settings: object) -> None:
        """Write the figure as `matplotlib.figure.Figure` does, but with no settings of others."""
        super().savefig(*arguments, **settings)

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> tuple[dict, dict]:
        # Jupyter itself would draw the figure twice, in order to crop it, and drop the description
        picture = io.BytesIO()
        self.savefig(picture, format="png")
        encoded = base64.b64encode(picture.getvalue()).decode()
        return {"image/png": encoded}, {"image/png": {"alt": self.alternative}}


def inch_axes(figure: Drawing, left: float, bottom: float, width: float, height: float) -> Axes:
    """Add axes without a frame whose units are inches."""
    whole_width, whole_height = figure.bbox_inches.size
    place = (left / whole_width, bottom / whole_height, width / whole_width, height / whole_height)
    axes = figure.add_axes(place, xlim=(0, width), ylim=(0, height))
    axes.set_axis_off()
    return axes


def draw_code(axes: Axes, x: float, y: float, text: str, **style: object) -> None:
    """Write text as it stands in a program."""
    usual = {"family": "monospace", "ha": "center", "fontsize": 10, "color": INK}
    axes.text(x, y, text, **usual | style)


def largest(arrays: Iterable[numpy.ndarray]) -> float:
    """Return the largest absolute value in the arrays, or 1 if all values are 0."""
    return max(abs(array).max() for array in arrays) or 1.0


def to_colours(values: numpy.ndarray, scale: float) -> numpy.ndarray:
    """Return the colour of each value: blue for -scale, white for 0, vermilion for +scale."""
    return DIVERGING((values / scale + 1) / 2)


def draw_scale(figure: Drawing, left: float, width: float, scale: float, label: str) -> None:
    """Add a colour bar from -scale to +scale above its label, at the bottom of the figure."""
    whole_width, whole_height = figure.bbox_inches.size
    place = ((left + width / 4) / whole_width, 0.5 / whole_height)
    axes = figure.add_axes((*place, width / 2 / whole_width, 0.13 / whole_height))
    colours = ScalarMappable(Normalize(-scale, scale), DIVERGING)
    bar = figure.colorbar(colours, cax=axes, orientation="horizontal")
    bar.set_ticks([-scale, 0, scale], labels=[f"{-scale:.2g}", "0", f"{scale:.2g}"])
    bar.ax.tick_params(labelsize=9, length=2, pad=1)
    bar.set_label(label, fontsize=9, labelpad=1)
