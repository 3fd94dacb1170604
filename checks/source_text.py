"""The text of a program, its tokens and its syntax tree, and how a text is changed."""

import ast
import io
import tokenize
from typing import NamedTuple


class Change(NamedTuple):
    """A change of a text.

    Attributes
    ----------
    line : int
        In the text, from 1.
    start, end : int
        The characters that are replaced, counted from the beginning of the text.
    text : str
        What replaces them.
    cost : int
        How much is changed; of two changes that help, the cheaper one is the likelier.
    """

    line: int
    start: int
    end: int
    text: str
    cost: int

    def of(self, source):
        """Return the changed text."""
        return source[: self.start] + self.text + source[self.end :]


def split_lines(source):
    """Split a text where Python does: only at the ends of lines, with these."""
    return io.StringIO(source, newline="\n").readlines()


class Text:
    """A text, its tokens and its syntax tree, with places counted in characters."""

    def __init__(self, source) -> None:
        self.source = source
        self.lines = split_lines(source)
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line))
        self.tree = ast.parse(source)
        self.first = self._after_docstring()
        self.tokens = [
            token
            for token in tokenize.generate_tokens(io.StringIO(source).readline)
            if token.start[0] >= self.first and token.string.strip()
        ]

    def _after_docstring(self):
        """Return the line after the docstring: there is nothing to change above it."""
        (statement,) = self.tree.body[:1] or [None]
        body = getattr(statement, "body", None)
        if not isinstance(statement, ast.FunctionDef) or not body:
            return 1
        if ast.get_docstring(statement) is not None:
            return body[0].end_lineno + 1
        return body[0].lineno

    def place(self, line, column):
        """Return the place of a token."""
        return self.starts[line - 1] + column

    def span(self, node):
        """Return where a node of the syntax tree begins and ends."""
        return (
            self._place_in_bytes(node.lineno, node.col_offset),
            self._place_in_bytes(node.end_lineno, node.end_col_offset),
        )

    def _place_in_bytes(self, line, column):
        text = self.lines[line - 1]
        if not text.isascii():
            column = len(text.encode()[:column].decode())
        return self.starts[line - 1] + column

    def of(self, node):
        """Return the text of a node."""
        start, end = self.span(node)
        return self.source[start:end]

    def nodes(self, *kinds):
        """Yield the nodes of some kinds that can be changed."""
        for node in ast.walk(self.tree):
            if isinstance(node, kinds) and getattr(node, "lineno", 0) >= self.first:
                yield node

    def names(self):
        """Return the names that are used, the parameters included."""
        used = {node.id for node in ast.walk(self.tree) if isinstance(node, ast.Name)}
        return used | {node.arg for node in ast.walk(self.tree) if isinstance(node, ast.arg)}

    def attributes(self):
        """Return the attributes that are called, and those that are not."""
        called = {
            node.func.attr
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        }
        used = {node.attr for node in ast.walk(self.tree) if isinstance(node, ast.Attribute)}
        return called, used - called

    def replace(self, node, text, cost):
        """Return the change that puts a text in the place of a node."""
        return Change(node.lineno, *self.span(node), text, cost)
