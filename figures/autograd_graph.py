"""The graph that autograd has recorded of the whole network, and where it ends too early."""

from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes

from figures.colours import HIDDEN_COLOUR, INK, LINE, SKY, VERMILION
from figures.drawing import Drawing, default_style, draw_code
from figures.recorded import nodes_behind, operation_of, sources_of

if TYPE_CHECKING:
    import networkx
    import torch

Named = list[tuple[str, Any]]  # parameters, with their names

_MOST_OPERATIONS = 100  # of which a drawing can still be read


@default_style
def autograd_graph(
    err: "torch.Tensor", W: "list[torch.nn.Parameter]", B: "list[torch.nn.Parameter]"
) -> Drawing:
    """Draw the operations that autograd has recorded, and the formulas that they compute.

    Where something on the way was not recorded, the drawing says so, and which parameters have no
    way back from the error.

    Parameters
    ----------
    err : torch.Tensor
        The error, with its graph.
    W, B : lists of torch.nn.Parameter

    Returns
    -------
    Drawing
        Where nothing was recorded, or more than a hundred operations, only a sentence.
    """
    import networkx  # here, because only this figure needs it

    if not hasattr(err, "grad_fn"):
        return _sentence(f"err is of type {type(err).__name__}, no tensor: nothing was recorded.")
    if err.grad_fn is None:
        return _sentence("err has no grad_fn: nothing was recorded, and there is no way back.")
    parameters = [
        (f"{kind}[{layer}]", parameter)
        for kind, values in (("W", W), ("B", B))
        for layer, parameter in enumerate(values)
    ]
    graph = _recorded(err, parameters, layers=len(W))
    if len(graph) > _MOST_OPERATIONS:
        return _sentence(f"Your program has recorded {len(graph)} operations, too many to draw.")
    columns, places = _placed(graph)
    alternative = "The graph of the recorded operations, from the parameters to the error."
    told = _what_is_missing(graph, parameters)
    figure, axes = _sheet(columns, " ".join(filter(None, [alternative, told])), told)
    axes.set_ylim(-0.75, max(row for _, row in places.values()) + 0.5)
    networkx.draw_networkx_edges(
        graph, places, ax=axes, edge_color=LINE, node_size=1300, arrowsize=12, width=1.5
    )
    for node, (x, y) in places.items():
        data = graph.nodes[node]
        box = {"boxstyle": "round,pad=0.35", "edgecolor": INK}
        box["facecolor"] = SKY if data["parameter"] else HIDDEN_COLOUR
        draw_code(axes, x, y, data["name"], fontsize=9, va="center", bbox=box)
        if data["formula"]:
            axes.text(x, y - 0.5, data["formula"], ha="center", fontsize=11, color=INK)
        if told:
            _draw_ends(axes, x, y, data["ends"])
    return figure


def _placed(graph: "networkx.DiGraph") -> tuple[int, dict[int, tuple[int, int]]]:
    """Return the number of columns, and column and row of every operation and parameter."""
    import networkx

    columns = list(networkx.topological_generations(graph.reverse()))
    places: dict[int, tuple[int, int]] = {}
    for column, nodes in enumerate(reversed(columns)):
        # Parameters stand above the operations that they enter
        rows = sorted(nodes, key=lambda node: (graph.nodes[node]["parameter"], node))
        lowest = int(graph.nodes[rows[0]]["parameter"])
        places |= {node: (column, row) for row, node in enumerate(rows, start=lowest)}
    return len(columns), places


def _sheet(columns: int, alternative: str, told: str) -> tuple[Drawing, Axes]:
    """Return an empty drawing for columns, with a sentence below if there is one, and its axes."""
    foot = 0.35 * bool(told)
    needed = 0.68 * columns + 0.2
    width, height = max(needed, 0.085 * len(told)), 2.2 + foot
    figure = Drawing(width, height, alternative)
    axes = figure.add_axes((0, foot / height, 1, 2.2 / height))
    spare = (width - needed) / 0.68 / 2
    axes.set_xlim(-0.6 - spare, columns - 0.4 + spare)
    axes.set_axis_off()
    if told:
        figure.text(0.5, 0.05, told, ha="center", fontsize=11, color=INK)
    return figure, axes


def _draw_ends(axes: Axes, x: float, y: float, ends: list[int]) -> None:
    """Mark the inputs of an operation that were not recorded: on the left, the second above."""
    for place in ends:
        dx, dy = ((-0.62, 0), (-0.3, 0.62))[min(place, 1)]
        axes.plot([x + dx, x], [y + dy, y], color=VERMILION, linewidth=2, linestyle="--", zorder=1)
        axes.plot([x + dx], [y + dy], "x", color=VERMILION, markersize=9, markeredgewidth=3)


def _sentence(sentence: str) -> Drawing:
    """Return a drawing of what cannot be drawn: a sentence."""
    figure = Drawing(max(6, 0.085 * len(sentence)), 0.6, f"The sentence: {sentence}")
    figure.text(0.5, 0.5, sentence, ha="center", va="center", color=INK)
    return figure


def _what_is_missing(graph: "networkx.DiGraph", parameters: Named) -> str:
    """Return a sentence on the parameters that were not recorded, empty if there are none."""
    reached = {name for _, name in graph.nodes(data="name")}
    missing = ", ".join(name for name, _ in parameters if name not in reached)
    if not missing:
        return ""
    if any(ends for _, ends in graph.nodes(data="ends")):
        return f"The way back ends at ×. It does not reach {missing}."
    return f"The way back does not reach {missing}."


def _ends(operation: Any, name: str, layer: int | None) -> list[int]:
    """Return which inputs of an operation were not recorded, and should have been."""
    if name not in ("Mm", "Add", "Addmm"):
        return []
    ends = [place for place, (source, _) in enumerate(operation.next_functions) if source is None]
    # The data are no parameters: the first layer need not record them
    return [] if name != "Add" and layer == 0 and ends == [0] else ends


def _recorded(err: "torch.Tensor", parameters: Named, layers: int) -> "networkx.DiGraph":
    """Return the graph of the operations behind a tensor, from the parameters to the error."""
    import networkx

    names = {id(parameter): name for name, parameter in parameters}
    graph = networkx.DiGraph()
    numbers = {operation: number for number, operation in enumerate(nodes_behind(err.grad_fn))}
    for operation, number in numbers.items():
        variable = getattr(operation, "variable", None)
        name = names.get(id(variable), operation_of(operation))
        graph.add_node(number, name=name, parameter=variable is not None)
    for operation, number in numbers.items():
        graph.add_edges_from((numbers[source], number) for source in sources_of(operation))
    for operation, number in numbers.items():
        data = graph.nodes[number]
        data["formula"] = _formula(graph, number, layers)
        data["ends"] = _ends(operation, data["name"], _layer_of(graph, number))
    return graph


def _formula(graph: "networkx.DiGraph", number: int, layers: int) -> str:
    """Return what an operation of the usual forward pass computes, or an empty string."""
    name = graph.nodes[number]["name"]
    layer = _layer_of(graph, number)
    if name == "Mm" and layer is not None:
        return f"$A_{layer} W_{layer}$"
    if name == "Add" and layer is not None:
        return "$Y$" if layer == layers - 1 else f"$Z_{layer + 1}$"
    if name == "Relu":
        below = [_layer_of(graph, source) for source in graph.predecessors(number)]
        return "" if below[0] is None else f"$A_{below[0] + 1}$"
    return {"Sub": "$Y - T$", "Pow": "$(Y - T)^2$", "Mean": "err"}.get(name, "")


def _layer_of(graph: "networkx.DiGraph", number: int) -> int | None:
    """Return the number of the layer whose parameter an operation takes, or None."""
    inputs = [graph.nodes[source]["name"] for source in graph.predecessors(number)]
    return next((int(name[2:-1]) for name in inputs if name[0] in "WB" and "[" in name), None)
