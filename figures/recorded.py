"""What autograd has recorded of a small computation, with the gradients as they come back."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from figures.colours import HIDDEN_COLOUR, INK, LIGHT_SKY, LINE, SIGNAL, VERMILION
from figures.svg import Picture, Point, factor, written
from figures.unfolding import CannotBeDrawnError, Step, Unfolding

if TYPE_CHECKING:
    import torch

Operation = Any  # an operation or a parameter, as PyTorch has recorded it

_MOST = 24  # tensors that a reader can follow
_WIDE, _TALL, _PITCH = 188, 32, 66  # of a box, and from one row to the next, in pixels

# How each operation hands back what it gets
_RULES = {
    "Add": "A sum hands it on as it is.",
    "Sub": "A difference hands it on as it is, with a minus to what is subtracted.",
    "Mul": "A product hands it on times the other factor.",
    "Clamp": "ReLU hands it on if it is on, and stops it if it is off.",
    "Relu": "ReLU hands it on if it is on, and stops it if it is off.",
    "Pow": "A square hands it on times twice what is squared.",
}


def recorded(error: "torch.Tensor", **tensors: "torch.Tensor") -> Unfolding:
    """Draw what autograd has recorded, and follow the gradients back through each operation.

    The gradients are those of PyTorch, in the order in which it computes them; ``.grad`` stays as
    it is. Call it before ``backward()``, which lets go of what was recorded.

    Parameters
    ----------
    error : torch.Tensor
        A single number.
    **tensors : torch.Tensor
        The parameters and what is computed on the way, by their names; single numbers each.

    Returns
    -------
    Unfolding

    Raises
    ------
    CannotBeDrawnError
        A ValueError: if nothing was recorded, or more than can be drawn.
    """
    for name, tensor in {"error": error, **tensors}.items():
        if getattr(tensor, "ndim", None) is None or not hasattr(tensor, "grad_fn"):
            raise CannotBeDrawnError(f"{name} is {tensor!r}, and has to be a tensor.")
        if tensor.numel() != 1:
            shape = tuple(tensor.shape)
            raise CannotBeDrawnError(
                f"{name} has the shape {shape}: only single numbers can be drawn."
            )
    if error.grad_fn is None:
        raise CannotBeDrawnError(
            "Nothing was recorded: error has no grad_fn. Did a parameter have a part?"
        )
    graph = _Graph(error, tensors)
    if len(graph.nodes) > _MOST:
        raise CannotBeDrawnError(f"{len(graph.nodes)} tensors cannot be drawn: take up to {_MOST}.")
    graph.follow(error)
    return Unfolding(graph.steps())


class _Graph:
    """The recorded operations and parameters, and what the way back brings to each."""

    def __init__(self, error: "torch.Tensor", tensors: "dict[str, torch.Tensor]") -> None:
        self.nodes = nodes_behind(error.grad_fn)
        self.error = error.grad_fn
        values = {_node_of(tensor): (name, tensor) for name, tensor in tensors.items()}
        values[self.error] = ("error", error)
        self.names, self.values = {}, {}
        for number, node in enumerate(self.nodes):
            name, tensor = values.get(node, (None, getattr(node, "variable", None)))
            self.names[node] = name or f"number {number}"
            self.values[node] = None if tensor is None else tensor.item()
        self.left_out = [name for node, (name, _) in values.items() if node not in self.names]
        self.leaves = [node for node in self.nodes if _is_parameter(node)]
        self.places = self._find_places()
        # In the order of the way back: a node, what it got, what it handed on
        self.handed: list[tuple[Operation, float, list]] = []

    def follow(self, error: "torch.Tensor") -> None:
        """Let PyTorch go back, and note down what every operation gets and hands on."""
        import torch  # here, because the other pictures do not need it

        operations = [node for node in self.nodes if not _is_parameter(node)]
        hooks = [node.register_hook(self._noted(node)) for node in operations]
        parameters = [node.variable for node in self.leaves]
        try:
            torch.autograd.grad(error, parameters, retain_graph=True)
        except RuntimeError:
            raise CannotBeDrawnError(
                "backward() has been called and has let go of what was recorded. Compute the error "
                "again, and draw it before backward()."
            ) from None
        finally:
            for hook in hooks:
                hook.remove()

    def _noted(self, node: Operation) -> Callable[[tuple, tuple], None]:
        def note(handed_on: tuple, got: tuple) -> None:
            sources = [source for source, _ in node.next_functions]
            pairs = zip(sources, handed_on, strict=True)
            brought = [(to, grad.item()) for to, grad in pairs if to is not None]
            self.handed.append((node, got[0].item(), brought))

        return note

    def _find_places(self) -> dict[Operation, tuple[float, int]]:
        """Return column and row of each node: the error is below, what it depends on above."""
        depths = {self.error: 0}
        for _ in self.nodes:  # the longest way counts, and is not longer than there are nodes
            for node in self.nodes:
                for source in sources_of(node):
                    if node in depths:
                        depths[source] = max(depths.get(source, 0), depths[node] + 1)
        rows: dict[int, list[Operation]] = {}
        for node in self.nodes:
            rows.setdefault(max(depths.values()) - depths[node], []).append(node)
        self.columns = max(map(len, rows.values()))
        return {
            node: ((n + 0.5) * self.columns / len(nodes), row)
            for row, nodes in rows.items()
            for n, node in enumerate(nodes)
        }

    def steps(self) -> list[Step]:
        """Return the steps of the story."""
        known = {self.error: 1.0}
        answer = "The boxes are tensors. Between them stand the operations, the inputs above."
        if self.left_out:
            answer += f" Not recorded: {', '.join(self.left_out)}."
        found = [Step("Forward: what is recorded", "", answer, (), (self._picture({}),))]
        found.append(
            Step(
                "Back, at error",
                "With what does backward() begin?",
                "With ∂error/∂error, here written ∂error.",
                ("∂error = 1",),
                (self._picture(known, self.error, goes_back=False),),
            )
        )
        for node, got, brought in self.handed:
            for source, grad in brought:
                known[source] = known.get(source, 0.0) + grad
            found.append(self._step(node, got, brought, known))
        names = ", ".join(self.names[node] for node in self.leaves)
        left = tuple(f"{self.names[node]}.grad = {written(known[node])}" for node in self.leaves)
        question = f"What does backward() leave at {names}?"
        arrived = "What has come back to the parameters."
        found.append(Step("At the parameters", question, arrived, left, (self._picture(known),)))
        return found

    def _step(
        self,
        node: Operation,
        got: float,
        brought: list[tuple[Operation, float]],
        known: dict[Operation, float],
    ) -> Step:
        """Return the step that goes back through one operation."""
        name, to = self.names[node], " and ".join(self.names[source] for source, _ in brought)
        lines = []
        for source, grad in brought:
            slope = f"{factor(got)}·{factor(grad / got)} = " if got else ""
            lines.append(f"to {self.names[source]}: {slope}{written(grad)}")
        return Step(
            f"Back through {operation_of(node)}, from {name}",
            f"What does {to} get?" if len(brought) == 1 else f"What do {to} get?",
            _RULES.get(operation_of(node), ""),
            tuple(lines),
            (self._picture(known, node),),
        )

    def _picture(
        self, known: dict[Operation, float], active: Operation | None = None, goes_back: bool = True
    ) -> Picture:
        """Draw the tensors, with the gradients that have come back so far."""
        width = max(2, self.columns) * (_WIDE + 14) + 8
        rows = 1 + max(row for _, row in self.places.values())
        told = [self._told(node, known) for node in self.nodes]
        drawing = Picture(width, _PITCH * rows - 12, f"Recorded: {'; '.join(told)}.")
        for node in self.nodes:
            for source in sources_of(node):
                self._draw_arrow(drawing, source, node, node is active and goes_back)
        for node in self.nodes:
            x, y = self._at(drawing, node)
            colour = LIGHT_SKY if _is_parameter(node) else HIDDEN_COLOUR
            drawing.box(x, y, _WIDE, _TALL, colour, INK, 3 if node is active else 1, 8)
            label = self._label(node)
            drawing.text(x - _WIDE / 2 + 8, y, label, room=0.62 * _WIDE, anchor="start")
            if node in known:
                grad = f"∂ {written(known[node])}"
                end = x + _WIDE / 2 - 8
                drawing.text(end, y, grad, SIGNAL, bold=True, room=0.3 * _WIDE, anchor="end")
        return drawing

    def _label(self, node: Operation) -> str:
        value = self.values[node]
        return self.names[node] if value is None else f"{self.names[node]} = {written(value)}"

    def _told(self, node: Operation, known: dict[Operation, float]) -> str:
        grad = f", gradient {written(known[node])}" if node in known else ""
        return f"{self._label(node)}{grad}"

    def _at(self, drawing: Picture, node: Operation) -> Point:
        column, row = self.places[node]
        return drawing.width * column / self.columns, _PITCH * row + _TALL / 2 + 8

    def _draw_arrow(
        self, drawing: Picture, source: Operation, node: Operation, goes_back: bool
    ) -> None:
        """Draw the way from a tensor to what it enters, or the way back."""
        (x1, y1), (x2, y2) = self._at(drawing, source), self._at(drawing, node)
        start, end = (x1, y1 + _TALL / 2), (x2, y2 - _TALL / 2)
        if goes_back:
            drawing.arrow(end, start, VERMILION, 3)
        else:
            drawing.arrow(start, end, LINE, 1.5)
        x = end[0] if len(sources_of(node)) > 1 else (start[0] + end[0]) / 2
        drawing.tag(x, (start[1] + end[1]) / 2 - 2, [operation_of(node)], [INK])


def nodes_behind(node: Operation) -> list[Operation]:
    """Return an operation and all that it depends on."""
    found: dict[Operation, None] = {}
    waiting = [node]
    for node in waiting:
        if node not in found:
            found[node] = None
            waiting += sources_of(node)
    return list(found)


def sources_of(node: Operation) -> list[Operation]:
    """Return what an operation takes, as far as it was recorded."""
    return [source for source, _ in node.next_functions if source is not None]


def _node_of(tensor: "torch.Tensor") -> Operation:
    """Return what stands for a tensor in the graph: its operation, or that of a parameter."""
    if tensor.grad_fn is not None or not tensor.requires_grad:
        return tensor.grad_fn
    return tensor.view_as(tensor).grad_fn.next_functions[0][0]


def _is_parameter(node: Operation) -> bool:
    return hasattr(node, "variable")


def operation_of(node: Operation) -> str:
    """Return what PyTorch calls an operation, such as ``Mm``."""
    return node.name().split("Backward")[0]
