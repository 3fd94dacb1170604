"""Execute the notebooks and compare their outputs with the stored ones.

``python run.py`` prints one line per notebook: its answer, and whether every stored output was
reproduced. It writes nothing. ``python run.py --write`` stores the outputs instead, and the
pictures that the text cells show. As many notebooks are executed at a time as there are cores.
"""

import argparse
import base64
import functools
import io
import os
import re
import signal
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from jupyter_client import AsyncKernelManager
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
# The tag of a cell that measures times, which nobody can reproduce; nbval knows it, too
MEASURES = "nbval-ignore-output"
SECONDS_PER_CELL = 60
# As many notebooks run as there are cores, and none of them needs more than one
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
# What is imported stays; looking for garbage in it takes a tenth of the time
START_KERNEL = """
import gc
gc.disable()
from IPython.core import application
application.SYSTEM_CONFIG_DIRS.clear()
application.ENV_CONFIG_DIRS.clear()
from ipykernel import kernelapp
kernelapp.launch_new_instance()
"""


@functools.cache
def settings_folder() -> TemporaryDirectory:
    """Where kernels look for settings in place of the user's folders; it goes with this process."""
    folder = TemporaryDirectory(prefix="settings-", ignore_cleanup_errors=True)
    Path(folder.name, "matplotlibrc").touch()
    return folder


class Kernels(KernelSpecManager):
    """Knows one kernel: that of this environment, without what users set for Python or IPython."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """Return this kernel, whatever name is asked for."""
        empty = settings_folder().name
        settings = {"IPYTHONDIR": empty, "MATPLOTLIBRC": empty}
        settings |= {"MPLBACKEND": "", "PYTHONSTARTUP": ""}
        settings |= {name: os.environ.get(name, "1") for name in THREADS}
        argv = [sys.executable, "-I", "-c", START_KERNEL, "-f", "{connection_file}"]
        return KernelSpec(argv=argv, env=settings)


class _KernelManager(AsyncKernelManager):
    def _kernel_spec_manager_default(self) -> KernelSpecManager:
        return Kernels()


def read(path: Path) -> NotebookNode:
    """Return a notebook; if the file holds none, a `ValueError` says why, with its name."""
    content = path.read_bytes()
    conflict = re.search(rb"^(<{7} |={7}$|>{7} )", content, re.MULTILINE)
    if not content.strip():
        reason = "the file is empty"
    elif content.startswith(b"\xef\xbb\xbf"):
        reason = "it begins with a byte-order mark; save it as UTF-8 without one"
    elif conflict:
        line = content.count(b"\n", 0, conflict.start()) + 1
        reason = f"git has left the marks of a conflict in it, the first in line {line}"
    else:
        try:
            notebook = nbformat.reads(content.decode(), as_version=4)
            nbformat.validate(notebook)
            return notebook
        # Whatever nbformat stumbles over
        except Exception as error:
            first, *_ = str(error).strip().split("\n")
            reason = f"{type(error).__name__}: {first[:200]}"
    raise ValueError(f"{path.name} is not a notebook: {reason}")


def execute(notebook: NotebookNode, folder: Path) -> NotebookNode:
    """Execute a notebook from top to bottom in a fresh kernel that starts in a folder.

    Returns a copy with the new outputs, execution counts and minimal metadata; times that were
    measured are left out. Raises what nbclient does if a cell failed, took too long, or ended the
    kernel.
    """
    client = NotebookClient(
        nbformat.from_dict(notebook),
        timeout=SECONDS_PER_CELL,
        kernel_manager_class=_KernelManager,
        resources={"metadata": {"path": str(folder)}},
        record_timing=False,
        # What a kernel does at its end takes a fifth of the time, and nothing is left to do
        shutdown_kernel="immediate",
        coalesce_streams=True,
        # The kernel warns that it talks over TCP, which only matters on a shared machine
        extra_arguments=["--log-level=ERROR"],
    )
    client.execute()
    client.nb.metadata = nbformat.from_dict(METADATA)
    for cell in code_cells(client.nb):
        if MEASURES in cell.metadata.get("tags", []):
            cell.outputs = []
    return client.nb


def differences(stored: NotebookNode, executed: NotebookNode) -> list[str]:
    """Return one sentence for every code cell whose outputs are not the stored ones.

    Text is compared exactly. Pictures may differ by what the eye cannot see, because drawing
    is not exact on every machine. Cells that only the second version has are left out.
    """
    sentences = []
    now = {cell.id: cell for cell in code_cells(executed)}
    for cell in code_cells(stored):
        if cell.id not in now:
            sentences.append(f"cell {cell.id}: it is no longer there")
            continue
        before, after = (
            [_comparable(output) for output in outputs]
            for outputs in (cell.outputs, now[cell.id].outputs)
        )
        if not _same(before, after):
            sentences.append(f"cell {cell.id}: stored {_short(before)}, now {_short(after)}")
    return sentences


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    """Return the list of the code cells of a notebook."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def answer(notebook: NotebookNode) -> str:
    """Return what the cell tagged ``answer`` printed, or "no answer"."""
    for cell in code_cells(notebook):
        if "answer" in cell.metadata.get("tags", []) and cell.outputs:
            return cell.outputs[0].get("text", "no answer").strip()
    return "no answer"


def _attach_pictures(notebook: NotebookNode) -> None:
    """Attach the pictures anew: these are shown wherever Jupyter was started, a path is not."""
    for cell in notebook.cells:
        for name in re.findall(r"\(attachment:([^)]+)\)", cell.source):
            picture = base64.b64encode((ROOT / name).read_bytes()).decode()
            cell.attachments = {name: {"image/png": picture}}


def _comparable(output: NotebookNode) -> dict:
    if output.output_type == "stream":
        return {output.name: output.text}
    if output.output_type == "error":  # which a cell may be tagged to raise
        return {"error": f"{output.ename}: {output.evalue}"}
    return dict(output.data)


def _same(before: list[dict], after: list[dict]) -> bool:
    if [set(output) for output in before] != [set(output) for output in after]:
        return False
    return all(
        same_picture(*(base64.b64decode(output[kind]) for output in (old, new)))
        if kind == "image/png"
        else old[kind] == new[kind]
        for old, new in zip(before, after, strict=True)
        for kind in old
    )


def same_picture(before: bytes, after: bytes) -> bool:
    """Say whether two pictures, given as the bytes of PNG files, look the same."""
    # Here, because they take 0.15 s to import, and kernels run meanwhile
    import numpy
    from matplotlib.image import imread

    old, new = (imread(io.BytesIO(data)) for data in (before, after))
    # Root mean square of values between 0 and 1
    return old.shape == new.shape and numpy.sqrt(numpy.mean((old - new) ** 2)) < 0.01


def _short(outputs: list[dict]) -> str:
    text = " | ".join(
        "a picture" if kind == "image/png" else repr(str(data))
        for output in outputs
        for kind, data in output.items()
        if kind != "text/markdown"  # stands beside the same as plain text
    )
    return text if len(text) <= 600 else text[:600] + " ..."


def _save(notebook: NotebookNode, path: Path) -> None:
    # A reader, or an interrupted run, must never meet half a notebook
    new = path.with_name(path.name + ".new")
    new.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8", newline="\n")
    new.replace(path)


def cores() -> int:
    """Return how many cores there are, on Linux those that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _report(path: Path, execution: Future, write: bool) -> bool:
    """Wait for one notebook, print its line, and return whether all is well."""
    print(f"{path.stem:<24}", end=" ", flush=True)
    try:
        executed, stored = execution.result(), _expected(path)
    except CellExecutionError as error:
        print(f"stopped by {error.ename}: {error.evalue}")
        # The messages of these say all
        if error.ename not in ("NotImplementedError", "NotRightYetError"):
            print(re.sub(r"\x1b\[[0-9;]*m", "", error.traceback))
        return False
    except (CellTimeoutError, DeadKernelError, OSError, ValueError) as error:
        print(f"stopped: {error}")
        return False

    cells = len(code_cells(stored))
    if write:
        _attach_pictures(executed)
        _save(executed, path)
        print(f"{answer(executed):<20} outputs of {cells} cells stored")
        return True
    found = differences(stored, executed)
    verdict = (
        f"{len(found)} of {cells} cells differ from what is stored"
        if found
        else f"the stored outputs of all {cells} cells reproduced"
    )
    print("\n    ".join([f"{answer(executed):<20} {verdict}", *found]))
    return not found


def _expected(path: Path) -> NotebookNode:
    """Return the notebook with the outputs that are wanted."""
    expected = path.parents[1] / "expected" / path.name
    if not expected.exists():
        return read(path)
    # In the version for students; what depends on the student's own program cannot be expected
    stored = read(expected)
    stored.cells = [cell for cell in stored.cells if "own" not in cell.metadata.get("tags", [])]
    return stored


def main() -> None:
    """Run all notebooks; exit with 1 unless all is well."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="store the outputs")
    write = parser.parse_args().write
    # As an interrupt does, which may be ignored in the background
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    pool = ThreadPoolExecutor(cores())
    try:
        executions = [pool.submit(lambda p: execute(read(p), p.parent), path) for path in NOTEBOOKS]
        results = [_report(*pair, write) for pair in zip(NOTEBOOKS, executions, strict=True)]
    except KeyboardInterrupt:
        print("interrupted", flush=True)
        settings_folder().cleanup()
        # The kernels end when they see that this process is gone
        os._exit(130)
    sys.exit(0 if results and all(results) else 1)


if __name__ == "__main__":
    main()
