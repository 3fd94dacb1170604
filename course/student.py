"""Build the version for students: ``python -m course.student``.

Writes ``dist/backprop-exercises.zip`` from the files of this repository. The functions in
``solution.py`` lose their bodies, the notebooks lose the cells tagged ``solution``, and what is in
``course/student/`` replaces the files of the same names. Nothing is kept by hand twice.
"""

import ast
import re
import zipfile
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parents[1]
TEMPLATES = ROOT / "course" / "student"
NAME = "backprop-exercises"
COPIED = (
    *("utils.py", "checks.py", "mistakes.py", "figures.py", "parts.py", "run.py"),
    *("net.svg.png", "requirements.txt", "constraints.txt", "LICENSE"),
)


def build(target):
    """Write the zip file; the same files give the same bytes.

    Parameters
    ----------
    target : pathlib.Path
    """
    target.parent.mkdir(exist_ok=True)
    unfinished = target.with_name(target.name + ".new")
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_STORED) as archive:
        for name, content in sorted(files().items()):
            # A date, or a compression that depends on the machine, would change the bytes
            entry = zipfile.ZipInfo(f"{NAME}/{name}")
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, content)
    unfinished.replace(target)


def files():
    """Return the content of all files for the student by their paths."""
    notebooks = {
        path: nbformat.read(path, as_version=4) for path in sorted(ROOT.glob("notebooks/*.ipynb"))
    }
    content = {name: (ROOT / name).read_bytes() for name in COPIED}
    content |= {
        path.relative_to(TEMPLATES).as_posix(): path.read_bytes()
        for path in TEMPLATES.rglob("*")
        if path.is_file()
    }
    content |= {
        f"notebooks/{path.name}": (nbformat.writes(without_solution(notebook)) + "\n").encode()
        for path, notebook in notebooks.items()
    }
    source = (ROOT / "solution.py").read_text(encoding="utf-8")
    content["solution.py"] = without_bodies(source, tasks(notebooks)).encode()
    return content


def without_solution(notebook):
    """Return a copy of a notebook without the cells tagged ``solution``."""
    student = nbformat.from_dict(notebook)
    student.cells = [
        cell for cell in student.cells if "solution" not in cell.metadata.get("tags", [])
    ]
    code = [cell for cell in student.cells if cell.cell_type == "code"]
    for number, cell in enumerate(code, start=1):
        cell.execution_count = number
        for output in cell.outputs:
            if "execution_count" in output:
                output.execution_count = number
    return student


def tasks(notebooks):
    """Return what each function is asked to do, from the remarks in the notebooks.

    Parameters
    ----------
    notebooks : dict
        The notebooks by their paths.

    Returns
    -------
    dict
        The sentence for the student by the name of the function.
    """
    found = {}
    for path, notebook in notebooks.items():
        for cell in notebook.cells:
            for name, task in re.findall(r"solution\.(\w+)\(.*\)  # TODO: (.+)", cell.source):
                found[name] = f"{task} here, see notebooks/{path.name}"
    return found


def without_bodies(source, sentences):
    """Replace the bodies of all functions, and the docstring of the module.

    Parameters
    ----------
    source : str
        A Python module.
    sentences : dict
        What to say in place of a body. A function takes the sentence of the longest name that
        its own name begins with.

    Returns
    -------
    str
        The module, in which every function keeps its signature and docstring.
    """
    lines = source.splitlines()
    module = ast.parse(source)
    for node in reversed(module.body):
        if not isinstance(node, ast.FunctionDef):
            continue
        task = max((name for name in sentences if node.name.startswith(name)), key=len)
        start = node.body[0].end_lineno  # the docstring ends here
        error = f'    raise NotImplementedError("{node.name}: {sentences[task]}")'
        lines[start : node.end_lineno] = [error]
    lines[: module.body[0].end_lineno] = ['"""Your answers to the three exercises."""']
    return "\n".join(lines) + "\n"


def main():
    """Build the zip file in ``dist/``."""
    target = ROOT / "dist" / f"{NAME}.zip"
    build(target)
    print(f"wrote {target.relative_to(ROOT)}, {target.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
