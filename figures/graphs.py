"""The graph that autograd records."""

from figures.colours import HIDDEN_COLOUR, INK, LINE, SKY
from figures.drawing import Drawing, draw_code

_MOST_OPERATIONS = 100  # of which a drawing can still be read


def autograd_graph(err, W, B):
    """Draw the operations that autograd has recorded, and the formulas that they compute.

    Parameters
    ----------
    err : torch.Tensor
        The error, with its graph.
    W, B : lists of torch.nn.Parameter

    Returns
    -------
    Drawing
        Of a program that records more than a hundred operations, only their number.
    """
    import networkx  # here, because only this figure needs it

    graph = _recorded(err, W, B)
    if len(graph) > _MOST_OPERATIONS:
        return _too_large(len(graph))
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
        draw_code(axes, x, y, data["name"], fontsize=9, va="center", bbox=box)
        if data["formula"]:
            axes.text(x, y - 0.5, data["formula"], ha="center", fontsize=11, color=INK)
    return figure


def _too_large(operations):
    """Return the drawing of a graph that nobody could read: a sentence."""
    sentence = f"Your program has recorded {operations} operations, too many to draw."
    figure = Drawing(6, 0.6, f"The sentence: {sentence}")
    figure.text(0.5, 0.5, sentence, ha="center", va="center", color=INK)
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
    """Return what an operation of the usual forward pass computes, or an empty string."""
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
