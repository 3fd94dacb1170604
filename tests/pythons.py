"""Validate the figures and the notebooks that need no PyTorch on every Python of this machine.

``python tests/pythons.py`` looks for Python 3.11 to 3.14 on the PATH and under pyenv. Each gets a
small environment in ``.pythons/``, but for the one that runs this. All of it is kept: what has not
changed since is not repeated.
"""

import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENTS = ROOT / ".pythons"
MINORS = range(11, 15)
PACKAGES = ("ipykernel", "matplotlib", "nbclient", "nbformat", "networkx", "numpy")
# What the validation depends on
SOURCES = ("*.py", "constraints.txt", "checks/**/*.py", "figures/*.py", "notebooks/*.ipynb")
SOURCES += ("tests/drawn_figures.py", "tests/example_networks.py", "tests/pythons.py")
SOURCES += ("tests/baselines/*.png", "*.png", "figures/*.png")


def found():
    """Return the Pythons of this machine, one for each minor version, by their numbers."""
    pythons = {}
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    for minor in MINORS:
        name = f"python3.{minor}"
        candidates = [shutil.which(name), *sorted(pyenv.glob(f"versions/*/bin/{name}"))]
        for candidate in filter(None, candidates):
            version = _version(candidate)
            if version and version.startswith(f"3.{minor}."):
                pythons[minor] = candidate
                break
    return pythons


def _version(python):
    """Return what a Python says that it is; pyenv puts programs on the PATH that only complain."""
    says = [python, "-c", "import platform; print(platform.python_version())"]
    try:
        return subprocess.run(says, capture_output=True, text=True, timeout=60).stdout.strip()
    except (OSError, subprocess.TimeoutExpired):
        return ""


def environment(minor, python):
    """Return the Python of a small environment, which is made if it is not there yet."""
    if minor == sys.version_info.minor:
        return Path(sys.executable)  # whoever runs this has the same packages
    folder = ENVIRONMENTS / f"3.{minor}"
    own = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    wanted = f"{_version(python)} {' '.join(PACKAGES)} {_digest('constraints.txt')}"
    installed = folder / "installed"
    if not installed.exists() or installed.read_text() != wanted or _version(own) == "":
        print(f"making an environment of Python {_version(python)} ...", flush=True)
        _run(python, "-m", "venv", "--clear", folder)
        pinned = ("--only-binary", ":all:", "-c", ROOT / "constraints.txt", *PACKAGES)
        _run(own, "-m", "pip", "install", "-q", *pinned)
        installed.write_text(wanted)
    return own


def _run(*command):
    return subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        check=True,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def _digest(*patterns):
    paths = sorted({path for pattern in patterns for path in ROOT.glob(pattern)})
    parts = (f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes() for path in paths)
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def validated(minor, python):
    """Return the kind of result, "right", "wrong" or "skipped", and what there is to say."""
    try:
        own = environment(minor, python)
    except subprocess.CalledProcessError as error:
        return "skipped", error.stdout.strip().splitlines()[-1]
    kept, now = ENVIRONMENTS / f"3.{minor}" / "validated.json", _digest(*SOURCES)
    result = json.loads(kept.read_text()) if kept.exists() else {}
    if result.get("sources") != now:
        try:
            told = _run(own, __file__, "here").stdout
        except subprocess.CalledProcessError as error:
            return "wrong", error.stdout
        result = {"sources": now, "version": _version(own), "told": json.loads(told)}
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(result))
    return "right", result


def main():
    """Print on which Pythons all is as stored; exit with 1 unless it is on all of them."""
    pythons = found()
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda item: validated(*item), pythons.items()))
    right = [result for kind, result in results if kind == "right"]
    for (minor, _), (kind, result) in zip(pythons.items(), results, strict=True):
        if kind != "right":
            print(f"Python 3.{minor}: {'not validated, ' if kind == 'skipped' else ''}{result}")
    absent = ", ".join(f"3.{minor}" for minor in MINORS if minor not in pythons)
    if absent:
        print(f"not on this machine: Python {absent}")
    if right:
        print(f"validated on Python {', '.join(result['version'] for result in right)}:", end=" ")
        print(", ".join(right[0]["told"]["validated"]))
    texts = {result["told"]["texts"] for result in right}
    if len(texts) > 1:
        print("the pictures that are text differ from Python to Python")
    sys.exit(len(texts) > 1 or any(kind == "wrong" for kind, _ in results))


# What runs in each of the environments


def here():
    """Validate in this environment; print as JSON what was validated, or exit with sentences."""
    sys.path.insert(0, str(ROOT))
    import run
    import utils

    wrong = [
        f"the figure {name} is not that of tests/baselines"
        for name, figure in _figures().items()
        if not run.same_picture(_png(figure), (ROOT / f"tests/baselines/{name}.png").read_bytes())
    ]
    notebooks = {path: run.read(path) for path in run.NOTEBOOKS}
    for stored in notebooks.values():
        # Measuring takes longest, and its times are not compared
        stored.cells = [c for c in stored.cells if run.MEASURES not in c.metadata.get("tags", [])]
    without_torch = {
        path.stem: (stored, run.execute(stored, path.parent))
        for path, stored in notebooks.items()
        if not any(re.search(r"\btorch\b", cell.source) for cell in run.code_cells(stored))
    }
    for name, pair in without_torch.items():
        wrong += [f"{name}: {sentence}" for sentence in run.differences(*pair)]
    if wrong:
        sys.exit("\n".join(wrong))
    import figures

    text = repr(figures.transposed(utils.getparams()[0][0], unit=1)._repr_mimebundle_())
    told = {"validated": ["the figures", *without_torch]}
    print(json.dumps(told | {"texts": hashlib.sha256(text.encode()).hexdigest()}))


def _png(figure):
    return base64.b64decode(figure._repr_mimebundle_()[0]["image/png"])


def _figures():
    """Draw the figures of the exercises, as those in tests/baselines."""
    from drawn_figures import activity, cubic_fit, gradient_flow, network
    from example_networks import SERIES, exercise1

    import figures

    drawn = {draw.__name__: draw(SERIES) for draw in (network, gradient_flow, activity, cubic_fit)}
    W, B = SERIES.W, SERIES.B
    drawn["gradient_layouts"] = figures.gradient_layouts(_layers(*exercise1(SERIES)))
    drawn["autograd_graph"] = figures.autograd_graph(_recorded(W, B), W, B)
    return drawn


def _layers(DW, DB):
    """Return what stands in for PyTorch's layers: their names and gradients."""

    def layer(**gradients):
        parameters = [(name, SimpleNamespace(grad=grad)) for name, grad in gradients.items()]
        return SimpleNamespace(named_parameters=lambda: parameters)

    layers = []
    for dw, db in zip(DW, DB, strict=True):
        layers += [layer(weight=dw.T, bias=db), layer()]
    return layers[:-1]


def _recorded(W, B):
    """Return what stands in for an error of PyTorch: the graph of the forward pass."""

    def operation(name, *sources, **more):
        return Operation(name=lambda: name, next_functions=[(s, 0) for s in sources], **more)

    class Operation(SimpleNamespace):
        __hash__ = object.__hash__
        __eq__ = object.__eq__

    def parameter(array):
        return operation("AccumulateGrad", variable=array)

    last = None
    for w, b in zip(W, B, strict=True):
        activations = operation("ReluBackward0", last) if last else None
        last = operation(
            "AddBackward0", operation("MmBackward0", activations, parameter(w)), parameter(b)
        )
    squares = operation("PowBackward0", operation("SubBackward0", last, None))
    error = operation("MeanBackward0", squares)
    return SimpleNamespace(grad_fn=error)


if __name__ == "__main__":
    here() if sys.argv[1:] == ["here"] else main()
