"""Another form of the exercises, such as the edition "preactivations" in ``course.toml``.

The cells that differ lie in ``editions/``, under the ids of those that they replace.
The answer to exercise 1 is a function of ``solution.py`` that is called after the exercise and the
edition. The checks call either form by its signature, see `checks.calling.arguments1`.
"""

import ast

import nbformat
from nbformat import NotebookNode

from checks.exercises import EXERCISES
from checks.settings import EDITIONS
from instructors.messages import STUDENT


def in_edition(notebook: NotebookNode, name: str, edition: str) -> NotebookNode:
    """Return a notebook with the cells of an edition in place of those of the same ids."""
    path = EDITIONS / edition / name
    if not edition or not path.is_file():
        return notebook
    others = {cell.id: cell for cell in nbformat.read(path, as_version=4).cells}
    changed = nbformat.from_dict(notebook)
    for cell in changed.cells:
        # What the cell prints, and its pictures, are the same in all editions
        cell.source = others.pop(cell.id, cell).source
    if others:
        fields = {"path": path, "name": name, "cells": ", ".join(others)}
        raise ValueError(STUDENT["other cells"].format(**fields))
    return changed


def answers(source: str, edition: str) -> str:
    """Return ``solution.py`` with one function per exercise: the one that an edition asks for."""
    written = functions_of(source)
    chosen = {}
    for exercise in EXERCISES:
        other = f"{exercise.name}_{edition}"
        chosen[exercise.name] = other if other in written else exercise.name
    lines = source.splitlines()
    for name, node in reversed(written.items()):
        if name not in chosen.values():
            # With the blank lines after it
            end = next((n for n in range(node.end_lineno or 0, len(lines)) if lines[n]), len(lines))
            del lines[node.lineno - 1 : end]
    text = "\n".join(lines).rstrip() + "\n"
    for name, other in chosen.items():
        text = text.replace(f"def {other}(", f"def {name}(")
    return text


def functions_of(source: str) -> dict[str, ast.FunctionDef]:
    """Return the functions of a module by their names."""
    nodes = ast.parse(source).body
    return {node.name: node for node in nodes if isinstance(node, ast.FunctionDef)}
