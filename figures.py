"""The drawings of the exercise series.

Each function takes arrays and returns a `Drawing`, and leaves no other trace. Run as a program,
this module writes ``net.svg.png``, the picture of the network.
"""

import base64
import io
from itertools import cycle
from pathlib import Path

import numpy
from matplotlib.cm import ScalarMappable
from matplotlib.collections import LineCollection
from matplotlib.colors import LinearSegmentedColormap, ListedColormap, Normalize, to_rgba
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

import utils

# From the palette of Okabe and Ito, which colour-blind readers can tell apart
BLUE, ORANGE, VERMILION, SKY = "#0072B2", "#E69F00", "#D55E00", "#56B4E9"
INK, LINE, FAINT = "#222222", "#9a9a9a", "#dddddd"
OFF = "#c4c4c4"
INPUT_COLOUR, HIDDEN_COLOUR = SKY, "#FCE3AE"
DIVERGING = LinearSegmentedColormap.from_list("diverging", [BLUE, "white", VERMILION], N=257)

UNIT_GAP, RADIUS = 0.52, 0.19  # in inches
MARGIN = 0.8  # from the edge of the picture to the centre of the outermost layers, in inches


class Drawing(Figure):
    """A matplotlib figure with words for readers who cannot see it.

    Parameters
    ----------
    width, height : float
        In inches; 100 pixels each.
    alternative : str
        What the figure shows, in one sentence.
    **settings
        As for `matplotlib.figure.Figure`.
    """

    def __init__(self, width, height, alternative, **settings):
        super().__init__(figsize=(width, height), dpi=100, facecolor="white", **settings)
        self.alternative = alternative

    def _repr_mimebundle_(self, include=None, exclude=None):
        # Jupyter's own way of showing a figure draws it twice, to crop it, and drops the words
        picture = io.BytesIO()
        self.savefig(picture, format="png")
        encoded = base64.b64encode(picture.getvalue()).decode()
        return {"image/png": encoded}, {"image/png": {"alt": self.alternative}}


# The network


def network(W, B):
    """Draw a network of ReLU layers with a linear output: layers, units, connections, names.

    Parameters
    ----------
    W, B : lists of numpy.ndarray
        The weights, shape (inputs, outputs) each, and the biases, shape (outputs,) each, of
        one or more layers.

    Returns
    -------
    Drawing
    """
    sizes = _sizes(W)
    gap = 1.6
    width, height = _extent(sizes, gap)
    height += 1.28
    figure = Drawing(width, height, "The network: its layers, units, connections and names.")
    axes = _inch_axes(figure, 0, 0, width, height)
    centres = draw_network(axes, W, gap, bottom=0.72)
    _draw_first_weight(axes, centres, "W[0][0, 0]", VERMILION)

    for layer, size in enumerate(sizes):
        x = MARGIN + gap * layer
        name = _layer_name(layer, len(sizes))
        title = {"X": "inputs", "Y": "linear output"}.get(name, "ReLU")
        axes.text(x, height - 0.22, title, ha="center", fontsize=10, color=INK)
        _code(axes, x, height - 0.42, f"{name} (N, {size})", color=BLUE, weight="bold")
    for layer, (w, b) in enumerate(zip(W, B, strict=True)):
        x = MARGIN + gap * (layer + 0.5)
        _code(axes, x, 0.4, f"W[{layer}] {w.shape}")
        _code(axes, x, 0.19, f"B[{layer}] {b.shape}")
    return figure


def draw_network(axes, W, gap, bottom, colours=None, marks=None, connections=None):
    """Draw the units and connections of a network into axes whose units are inches.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
    W : list of numpy.ndarray
        The weights, shape (inputs, outputs) each; only their shapes count here.
    gap, bottom : float
        The distance of the layers, and where the lowest unit may begin, in inches.
    colours : list of sequences, optional
        The colours of the units, layer by layer.
    marks : list of sequences of str, optional
        What is written on the units; "relu" draws the graph of ReLU.
    connections : list of numpy.ndarray, optional
        A number between -1 and 1 for every connection, shapes as in ``W``. It is drawn as
        colour and width, negative ones dashed. Where it is zero the connection is faint.

    Returns
    -------
    list of lists of (float, float)
        The centres of the units, layer by layer.
    """
    sizes = _sizes(W)
    middle = bottom + UNIT_GAP * max(sizes) / 2
    centres = [
        [
            (MARGIN + gap * layer, middle + UNIT_GAP * ((size - 1) / 2 - unit))
            for unit in range(size)
        ]
        for layer, size in enumerate(sizes)
    ]
    for layer in range(len(W)):
        _draw_connections(axes, centres[layer : layer + 2], connections and connections[layer])

    for layer, layer_centres in enumerate(centres):
        hidden = _layer_name(layer, len(sizes)).startswith("A")
        names = _unit_names(layer, sizes)
        # Units are drawn as markers, whose size is an area in points, so they stay round
        axes.scatter(
            *zip(*layer_centres, strict=True),
            s=(2 * RADIUS * 72) ** 2,
            color=colours[layer] if colours else HIDDEN_COLOUR if hidden else INPUT_COLOUR,
            edgecolor=INK,
            linewidth=1.1,
            zorder=3,
        )
        for centre, mark in zip(layer_centres, marks[layer] if marks else names, strict=True):
            _draw_mark(axes, *centre, mark)
    return centres


def _sizes(W):
    return [w.shape[0] for w in W] + [W[-1].shape[1]]


def _extent(sizes, gap):
    return gap * (len(sizes) - 1) + 2 * MARGIN, UNIT_GAP * max(sizes)


def _inch_axes(figure, left, bottom, width, height):
    """Add axes without a frame whose units are inches."""
    whole_width, whole_height = figure.get_size_inches()
    place = (left / whole_width, bottom / whole_height, width / whole_width, height / whole_height)
    axes = figure.add_axes(place, xlim=(0, width), ylim=(0, height))
    axes.set_axis_off()
    return axes


def _layer_name(layer, layers):
    return "X" if layer == 0 else "Y" if layer == layers - 1 else f"A{layer}"


def _unit_names(layer, sizes):
    """Return the marks of the units of a layer when nothing else is to be written on them."""
    size = sizes[layer]
    name = _layer_name(layer, len(sizes))
    if name == "X":
        return [f"$x_{unit}$" for unit in range(size)]
    if name == "Y":
        return ["$y$"] if size == 1 else [f"$y_{unit}$" for unit in range(size)]
    return ["relu"] * size


def _draw_connections(axes, centres, values):
    below, above = centres
    segments = [(source, target) for source in below for target in above]
    colour = LINE if values is None else FAINT
    axes.add_collection(LineCollection(segments, color=colour, linewidth=0.7, zorder=1))
    if values is None:
        return
    values = values.ravel()
    axes.add_collection(
        LineCollection(
            segments,
            color=DIVERGING((values + 1) / 2),
            linewidth=5 * abs(values),
            # Dashes tell the sign in black and white print, too
            linestyle=["--" if value < 0 else "-" for value in values],
            zorder=2,
        )
    )


def _draw_mark(axes, x, y, mark):
    if mark != "relu":
        axes.text(x, y, mark, ha="center", va="center_baseline", fontsize=12, color=INK, zorder=4)
        return
    bend = RADIUS * 0.6
    axes.plot(
        [x - bend, x, x + bend],
        [y - bend / 2, y - bend / 2, y + bend * 0.7],
        color=INK,
        linewidth=1.6,
        solid_capstyle="round",
        zorder=4,
    )


def _draw_first_weight(axes, centres, label, colour, linewidth=2.4):
    (x1, y1), (x2, y2) = centres[0][0], centres[1][0]
    axes.plot([x1, x2], [y1, y2], color=colour, linewidth=linewidth, zorder=1.5)
    # Above the line and above the unit
    y = max((y1 + y2) / 2 + 0.1, y1 + RADIUS + 0.05)
    _code(axes, (x1 + x2) / 2, y, label, ha="right", fontsize=9, color=colour, weight="bold")


def _code(axes, x, y, text, ha="center", fontsize=10, color=INK, **style):
    axes.text(x, y, text, ha=ha, family="monospace", fontsize=fontsize, color=color, **style)


# The gradient in the network


def gradient_flow(W, A, Y, DW, DB):
    """Draw one sample's way forward, and beside it the way of the error backward.

    Parameters
    ----------
    W : list of numpy.ndarray
        The weights, shape (inputs, outputs) each.
    A : list of numpy.ndarray
        The input of every layer for the sample, shape (1, units) each.
    Y : numpy.ndarray
        The outputs for the sample, shape (1, outputs).
    DW, DB : lists of numpy.ndarray
        The gradient of the error of this sample alone. Of a single sample, ``DB`` is the error
        signal that reaches the units.

    Returns
    -------
    Drawing
    """
    sizes = _sizes(W)
    gap = max(0.92, 1.8 / len(W))  # a shallow network is stretched to hold the titles
    width, height = _extent(sizes, gap)
    height += FOOT + HEAD
    alternative = (
        "The network twice, for one sample: the activations of its units on the way forward, and "
        "the error signals of its units with the gradient of its weights on the way back."
    )
    figure = Drawing(2 * width, height, alternative)

    values = [a.ravel() for a in [*A, Y]]
    marks = [_unit_names(layer, sizes) for layer in range(len(sizes))]
    for layer in range(1, len(A)):
        marks[layer] = ["relu" if value else "×" for value in values[layer]]
    axes = _inch_axes(figure, 0, 0, width, height)
    scale = _largest(values)
    colours = [_colours(value, scale) for value in values]
    for layer in range(1, len(A)):
        colours[layer][values[layer] == 0] = to_rgba(OFF)
    centres = draw_network(axes, W, gap, FOOT, colours, marks)
    for layer, live in enumerate(live_paths(W, values)):
        segments = [(centres[layer][i], centres[layer + 1][j]) for i, j in numpy.argwhere(live)]
        axes.add_collection(LineCollection(segments, color=INK, linewidth=1.6, zorder=2))
    _name_layers(axes, sizes, gap, height, "forward: the paths of W[0][0, 0]")
    _draw_scale(figure, 0, width, scale, "activation of the unit (grey, ×: off)")

    scale = _largest([*DW, *DB])
    signals = [numpy.zeros(sizes[0]), *DB]
    marks = [marks[0]] + [[_sign(value) for value in signal] for signal in DB]
    axes = _inch_axes(figure, width, 0, width, height)
    colours = [_colours(signal, scale) for signal in signals]
    centres = draw_network(axes, W, gap, FOOT, colours, marks, [dw / scale for dw in DW])
    own_width = 5 * abs(DW[0][0, 0]) / scale
    _draw_first_weight(axes, centres, f"W[0][0, 0]: {DW[0][0, 0]:+.2f}", INK, own_width + 3)
    _name_layers(axes, sizes, gap, height, "backward: the gradient")
    _draw_scale(figure, width, width, scale, "error signal of the unit, gradient of the weight")
    return figure


def live_paths(W, values):
    """Find the connections on the paths from the first weight to the outputs.

    Parameters
    ----------
    W : list of numpy.ndarray
        The weights, shape (inputs, outputs) each.
    values : list of numpy.ndarray
        The activations of all layers for one sample, from the inputs to the outputs.

    Returns
    -------
    list of numpy.ndarray
        dtype bool, shapes as in ``W``. A path is live if all its units are on.
    """
    on = [value != 0 for value in values[1:-1]] + [numpy.ones(len(values[-1]), bool)]
    live = [(w != 0) & units for w, units in zip(W, on, strict=True)]
    first = numpy.zeros_like(live[0])
    first[0, 0] = on[0][0]
    live[0] = first
    for layer in range(1, len(W)):  # what the first weight reaches
        live[layer] &= live[layer - 1].any(axis=0)[:, None]
    for layer in range(len(W) - 1, 0, -1):  # what reaches the outputs
        live[layer - 1] &= live[layer].any(axis=1)
    return live


FOOT, HEAD = 0.75, 0.75  # the room below and above the units for the scale and the names


def _largest(arrays):
    return max(abs(array).max() for array in arrays) or 1.0


def _colours(values, scale):
    """Return the colour of each value: blue for -scale, white for 0, vermilion for +scale."""
    return DIVERGING((values / scale + 1) / 2)


def _sign(value):
    return "0" if value == 0 else "+" if value > 0 else "−"


def _name_layers(axes, sizes, gap, height, title):
    x = MARGIN + gap * (len(sizes) - 1) / 2
    axes.text(x, height - 0.25, title, ha="center", fontsize=12, color=INK)
    for layer in range(len(sizes)):
        name = _layer_name(layer, len(sizes))
        _code(axes, MARGIN + gap * layer, height - 0.55, name, color=BLUE, weight="bold")


def _draw_scale(figure, left, width, scale, label):
    whole_width, whole_height = figure.get_size_inches()
    place = ((left + width / 4) / whole_width, 0.5 / whole_height)
    axes = figure.add_axes((*place, width / 2 / whole_width, 0.13 / whole_height))
    colours = ScalarMappable(Normalize(-scale, scale), DIVERGING)
    bar = figure.colorbar(colours, cax=axes, orientation="horizontal")
    bar.set_ticks([-scale, 0, scale], labels=[f"{-scale:.2g}", "0", f"{scale:.2g}"])
    bar.ax.tick_params(labelsize=9, length=2, pad=1)
    bar.set_label(label, fontsize=9, labelpad=1)


# All samples


def _two_charts(figure):
    """Return the axes of a large chart and a small one beside it."""
    # A layout engine would find such places, too, by drawing everything once more
    places = {"left": 0.06, "right": 0.99, "bottom": 0.125, "top": 0.92, "wspace": 0.2}
    return figure.subplots(1, 2, width_ratios=(3, 2), gridspec_kw=places)


def activity(A, DW, DB):
    """Draw which hidden units are on for which sample, and the size of the gradient per layer.

    Parameters
    ----------
    A : list of numpy.ndarray
        The input of every layer, shape (samples, units) each; the first one is the data.
    DW, DB : lists of numpy.ndarray
        The gradient with respect to the weights and the biases.

    Returns
    -------
    Drawing

    Raises
    ------
    ValueError
        If there are no hidden layers.
    """
    if len(A) < 2:
        raise ValueError("A has only the data, no hidden layers; there are no units to draw.")
    alternative = (
        "A chart of which hidden units are on for which sample, and a bar chart of the norms of "
        "the gradient in each layer."
    )
    figure = Drawing(9.6, 4.2, alternative)
    left, right = _two_charts(figure)

    on = numpy.hstack([a > 0 for a in A[1:]])
    units = [a.shape[1] for a in A[1:]]
    left.pcolormesh(on, cmap=ListedColormap(["white", BLUE]), vmin=0, vmax=1, ec=FAINT, lw=0.5)
    left.invert_yaxis()
    ends = numpy.cumsum(units)
    for end in ends[:-1]:
        left.axvline(end, color=INK, linewidth=2)
    names = [f"A{layer}" for layer in range(1, len(A))]
    left.set_xticks(ends - numpy.array(units) / 2, labels=names, family="monospace")
    left.set_yticks(numpy.arange(len(on)) + 0.5, labels=range(len(on)), fontsize=9)
    left.tick_params(length=0)
    left.set(ylabel="sample", title="units that are on (blue) and off (white)")

    layers = numpy.arange(len(DW))
    for shift, name, arrays, style in (
        (-0.2, "DW", DW, {"color": VERMILION}),
        (0.2, "DB", DB, {"color": "white", "edgecolor": VERMILION, "hatch": "///"}),
    ):
        lengths = [numpy.linalg.norm(array) for array in arrays]
        right.bar(layers + shift, lengths, width=0.36, label=f"{name}[l]", **style)
    right.set_xticks(layers)
    right.set(xlabel="layer l", ylabel="norm", title="size of the gradient")
    right.set_ylim(top=1.15 * right.get_ylim()[1])  # the legend stands above all bars
    right.legend(frameon=False, loc="upper center", ncols=2)
    return figure


# Autograd


def autograd_graph(err, W, B):
    """Draw the operations that autograd has recorded, and the formula that they make up.

    Parameters
    ----------
    err : torch.Tensor
        The error, with its graph.
    W, B : lists of torch.nn.Parameter

    Returns
    -------
    Drawing
    """
    import networkx  # here, because only this figure needs it

    graph = _recorded(err, W, B)
    columns = list(networkx.topological_generations(graph.reverse()))
    places = {}
    for column, nodes in enumerate(reversed(columns)):
        # Parameters stand above the operations that they enter
        rows = sorted(nodes, key=lambda node: (graph.nodes[node]["parameter"], node))
        lowest = int(graph.nodes[rows[0]]["parameter"])
        places |= {node: (column, row) for row, node in enumerate(rows, start=lowest)}

    alternative = "The graph of the recorded operations, from the parameters to the error."
    figure = Drawing(0.68 * len(columns) + 0.2, 2.2, alternative)
    axes = figure.add_axes((0, 0, 1, 1), xlim=(-0.6, len(columns) - 0.4))
    axes.set_ylim(-0.75, max(row for _, row in places.values()) + 0.5)
    axes.set_axis_off()
    networkx.draw_networkx_edges(
        graph, places, ax=axes, edge_color=LINE, node_size=1300, arrowsize=12, width=1.5
    )
    for node, (x, y) in places.items():
        data = graph.nodes[node]
        box = {"boxstyle": "round,pad=0.35", "edgecolor": INK}
        box["facecolor"] = SKY if data["parameter"] else HIDDEN_COLOUR
        _code(axes, x, y, data["name"], fontsize=9, va="center", bbox=box)
        if data["formula"]:
            axes.text(x, y - 0.5, data["formula"], ha="center", fontsize=11, color=INK)
    return figure


def _recorded(err, W, B):
    """Return the graph of the operations behind a tensor, from the parameters to the error."""
    import networkx

    parameters = {
        id(parameter): f"{kind}[{layer}]"
        for kind, values in (("W", W), ("B", B))
        for layer, parameter in enumerate(values)
    }
    graph, numbers, waiting = networkx.DiGraph(), {}, [err.grad_fn]
    while waiting:
        operation = waiting.pop(0)
        if operation in numbers:
            continue
        numbers[operation] = len(numbers)
        variable = getattr(operation, "variable", None)
        name = parameters.get(id(variable), operation.name().split("Backward")[0])
        graph.add_node(numbers[operation], name=name, parameter=variable is not None)
        waiting += [source for source, _ in operation.next_functions if source is not None]
    for operation, number in numbers.items():
        for source, _ in operation.next_functions:
            if source is not None:
                graph.add_edge(numbers[source], number)
    for number in graph:
        graph.nodes[number]["formula"] = _formula(graph, number, len(W))
    return graph


def _formula(graph, number, layers):
    """Return what an operation of the usual forward pass computes, or nothing."""
    name = graph.nodes[number]["name"]
    layer = _layer_of(graph, number)
    if name == "Mm" and layer is not None:
        return f"$A_{layer} W_{layer}$"
    if name == "Add" and layer is not None:
        return "$Y$" if layer == layers - 1 else f"$Z_{layer + 1}$"
    if name == "Relu":
        below = [_layer_of(graph, source) for source in graph.predecessors(number)]
        return "" if below == [None] else f"$A_{below[0] + 1}$"
    return {"Sub": "$Y - T$", "Pow": "$(Y - T)^2$", "Mean": "err"}.get(name, "")


def _layer_of(graph, number):
    """Return the number of the layer whose parameter an operation takes, or None."""
    inputs = [graph.nodes[source]["name"] for source in graph.predecessors(number)]
    return next((int(name[2:-1]) for name in inputs if name[0] in "WB" and "[" in name), None)


def cubic_fit(cubics, losses):
    """Draw cubics that were fitted to the sine, and the loss on the way.

    Parameters
    ----------
    cubics : dict
        The four coefficients (a, b, c, d) of a + b x + c x^2 + d x^3, by the number of steps
        after which they were reached.
    losses : sequence of float
        The loss at every step.

    Returns
    -------
    Drawing
    """
    alternative = (
        "The sine and the cubics fitted to it after several numbers of steps, and the curve of "
        "the loss over the steps."
    )
    figure = Drawing(9.6, 4, alternative)
    left, right = _two_charts(figure)
    left.set(xlabel="x", ylabel="y", xlim=(-numpy.pi, numpy.pi), ylim=(-3, 3))
    x = numpy.linspace(-numpy.pi, numpy.pi, 400)
    left.plot(x, numpy.sin(x), color="#bbbbbb", linewidth=6, label="sin x")
    # Line styles tell the curves apart in black and white print, too
    styles = [(BLUE, ":"), (ORANGE, "-."), (VERMILION, "--"), (INK, "-")]
    for (steps, coefficients), (colour, style) in zip(cubics.items(), cycle(styles)):
        cubic = numpy.polynomial.Polynomial(coefficients)
        left.plot(x, cubic(x), style, color=colour, linewidth=2, label=f"{steps} steps")
        if steps < len(losses):
            right.plot(steps, losses[steps], "o", color=colour, zorder=3)
    left.legend(frameon=False)

    right.semilogy(losses, color=INK)
    right.set(xlabel="step", ylabel="loss")
    for axes in (left, right):
        axes.grid(color="#e5e5e5")
    return figure


# Two layouts


def gradient_layouts(DW, DB, gradients):
    """Draw the gradients as heat maps: above in numpy's layout, below in that of `nn.Linear`.

    Parameters
    ----------
    DW, DB : lists of numpy.ndarray
        Shapes (inputs, outputs) and (outputs,).
    gradients : dict
        The gradients of the layers' parameters by their names, each layer's weights before its
        biases: arrays or tensors, shapes (outputs, inputs) and (outputs,).

    Returns
    -------
    Drawing
    """
    above = [
        (f"D{kind}[{layer}]", array)
        for layer, arrays in enumerate(zip(DW, DB, strict=True))
        for kind, array in zip("WB", arrays, strict=True)
    ]
    below = [(name, numpy.asarray(array)) for name, array in gradients.items()]
    pairs = list(zip(above, below, strict=True))

    cell, gap = 0.19, 0.28  # in inches
    widths = [max(0.8, *(cell * _image(array).shape[1] for _, array in pair)) for pair in pairs]
    heights = [cell * max(_image(pair[row][1]).shape[0] for pair in pairs) for row in (0, 1)]
    needed = sum(widths) + gap * (len(pairs) + 1)
    width, height = max(needed, 4), sum(heights) + 2.3
    alternative = (
        "All gradients of weights and biases as heat maps, above in numpy's layout, below in that "
        "of nn.Linear, where those of the weights are transposed."
    )
    figure = Drawing(width, height, alternative)
    scale = _largest(DW + DB)
    left = (width - needed) / 2 + gap
    for pair, column in zip(pairs, widths, strict=True):
        for (title, array), top in zip(pair, (height - 0.55, heights[1] + 0.85), strict=True):
            _heat_map(figure, array, title, scale, left + column / 2, top, cell)
        left += column + gap
    _draw_scale(figure, width / 4, width / 2, scale, "gradient; framed: what the first unit feeds")
    return figure


def _image(array):
    return array.reshape(-1, 1) if array.ndim == 1 else array


def _heat_map(figure, array, title, scale, centre, top, cell):
    """Draw an array below ``top``, around ``centre``, with cells of a given size, in inches."""
    rows, columns = _image(array).shape
    width, height = cell * columns, cell * rows
    axes = _inch_axes(figure, centre - width / 2, top - height, width, height)
    axes.imshow(
        _image(array),
        cmap=DIVERGING,
        vmin=-scale,
        vmax=scale,
        extent=(0, width, 0, height),
    )
    axes.add_patch(Rectangle((0, 0), width, height, fill=False, edgecolor=LINE, clip_on=False))
    if array.ndim == 2:
        framed = (width, cell) if title.startswith("DW") else (cell, height)
        corner = (0, height - framed[1])
        axes.add_patch(Rectangle(corner, *framed, fill=False, edgecolor=INK, lw=2, clip_on=False))
    _code(axes, width / 2, height + 0.05, f"{title}\n{array.shape}", fontsize=9, va="bottom")


if __name__ == "__main__":
    path = Path(__file__).with_name("net.svg.png")
    network(*utils.getparams()).savefig(path)
    print(f"wrote {path.name}")
