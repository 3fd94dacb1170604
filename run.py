"""Execute the notebooks and compare their outputs with the stored ones.

``python run.py`` prints one line per notebook: its answer, and whether every stored output was
reproduced. It writes nothing. ``python run.py --write`` stores the outputs instead, and the
pictures that the text cells show. As many notebooks are executed at a time as there are cores.
"""

import argparse
import asyncio
import base64
import io
import os
import re
import signal
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

ROOT = Path(__file__).resolve().parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
# The tag of a cell that measures times, which nobody can reproduce; nbval knows it, too
MEASURES = "nbval-ignore-output"
SECONDS_PER_CELL = 60
# What is imported stays; looking for garbage in it takes a tenth of the time
NO_GARBAGE = '--IPKernelApp.exec_lines=__import__("gc").disable()'
# As many notebooks run as there are cores, and none of them needs more than one
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def execute(notebook, folder):
    """Execute a notebook from top to bottom in a fresh kernel.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        Stays as it is.
    folder : pathlib.Path
        Where the kernel starts.

    Returns
    -------
    nbformat.NotebookNode
        A copy with the new outputs, execution counts and minimal metadata. Times that were
        measured are left out.

    Raises
    ------
    CellExecutionError, CellTimeoutError, DeadKernelError
        From nbclient: a cell failed, took too long, or ended the kernel.
    """
    client = _client(notebook, folder)
    client.execute(env=ONE_THREAD | os.environ)
    return _tidied(client.nb)


def _client(notebook, folder):
    """Return what executes a copy of a notebook, in a kernel that starts in a folder."""
    return NotebookClient(
        nbformat.from_dict(notebook),
        timeout=SECONDS_PER_CELL,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
        record_timing=False,
        # What a kernel does at its end takes a fifth of the time, and nothing is left to do
        shutdown_kernel="immediate",
        coalesce_streams=True,
        extra_arguments=[
            # The kernel warns that it talks over TCP, which only matters on a shared machine
            "--log-level=ERROR",
            NO_GARBAGE,
        ],
    )


def _tidied(notebook):
    notebook.metadata = nbformat.from_dict(METADATA)
    for cell in code_cells(notebook):
        if MEASURES in cell.metadata.get("tags", []):
            cell.outputs = []
    return notebook


def differences(stored, executed):
    """Return one sentence for every code cell whose outputs are not the stored ones.

    Text is compared exactly. Pictures may differ by what the eye cannot see, because drawing
    is not exact on every machine.

    Parameters
    ----------
    stored, executed : nbformat.NotebookNode
        Two versions of one notebook. Cells that only the second has are left out.

    Returns
    -------
    list of str
    """
    sentences = []
    now = {cell.id: cell for cell in code_cells(executed)}
    for before in code_cells(stored):
        if before.id not in now:
            sentences.append(f"cell {before.id}: it is no longer there")
            continue
        after = now[before.id]
        before_outputs = [_comparable(output) for output in before.outputs]
        after_outputs = [_comparable(output) for output in after.outputs]
        if not _same(before_outputs, after_outputs):
            sentences.append(
                f"cell {before.id}: stored {_short(before_outputs)}, now {_short(after_outputs)}"
            )
    return sentences


def code_cells(notebook):
    """Return the list of the code cells of a notebook."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def answer(notebook):
    """Return what the cell tagged ``answer`` printed, or "no answer"."""
    for cell in code_cells(notebook):
        if "answer" in cell.metadata.get("tags", []) and cell.outputs:
            return cell.outputs[0].get("text", "no answer").strip()
    return "no answer"


def attach_pictures(notebook):
    """Replace the pictures attached to text cells by the files of the same names.

    An attached picture is shown wherever Jupyter was started, which a path is not.
    """
    for cell in notebook.cells:
        for name in re.findall(r"\(attachment:([^)]+)\)", cell.source):
            picture = base64.b64encode((ROOT / name).read_bytes()).decode()
            cell.attachments = {name: {"image/png": picture}}


def _comparable(output):
    if output.output_type == "stream":
        return {output.name: output.text}
    if output.output_type == "error":
        return {"error": f"{output.ename}: {output.evalue}"}
    return dict(output.data)


def _same(before, after):
    if [set(output) for output in before] != [set(output) for output in after]:
        return False
    return all(
        _same_picture(old[kind], new[kind]) if kind == "image/png" else old[kind] == new[kind]
        for old, new in zip(before, after, strict=True)
        for kind in old
    )


def _same_picture(before, after):
    # Here, because they take 0.15 s to import, and kernels run meanwhile
    import numpy
    from matplotlib.image import imread

    old, new = (imread(io.BytesIO(base64.b64decode(data))) for data in (before, after))
    # Root mean square of values between 0 and 1
    return old.shape == new.shape and numpy.sqrt(numpy.mean((old - new) ** 2)) < 0.01


def _short(outputs):
    text = " | ".join(
        "a picture" if kind == "image/png" else repr(str(data))
        for output in outputs
        for kind, data in output.items()
        if kind != "text/markdown"  # stands beside the same as plain text
    )
    return text if len(text) <= 600 else text[:600] + " ..."


def _save(notebook, path):
    # A reader, or an interrupted run, must never meet half a notebook
    new = path.with_name(path.name + ".new")
    new.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8", newline="\n")
    new.replace(path)


class _Loop(asyncio.SelectorEventLoop):
    """An event loop whose signals end all notebooks; those of nbclient end the last one alone."""

    def add_signal_handler(self, *arguments):
        """Refuse, as on Windows, which nbclient takes into account."""
        raise NotImplementedError


def _cores():
    """Return the number of cores that this process may use."""
    # Only Linux tells
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()


async def _execute_in_turn(path, stored, turns):
    """Execute a notebook as soon as one of the turns is free."""
    async with turns:
        client = _client(stored, path.parent)
        await client.async_execute(env=ONE_THREAD | os.environ)
    return _tidied(client.nb)


async def _run_all(paths, write):
    """Execute notebooks side by side, print their lines in order, and return which are well."""
    notebooks = [nbformat.read(path, as_version=4) for path in paths]
    turns = asyncio.Semaphore(_cores())
    pairs = list(zip(paths, notebooks, strict=True))
    executions = [asyncio.create_task(_execute_in_turn(*pair, turns)) for pair in pairs]
    loop, this = asyncio.get_running_loop(), asyncio.current_task()
    # As an interrupt does, which may be ignored in the background
    before = signal.signal(signal.SIGTERM, lambda *_: loop.call_soon_threadsafe(this.cancel))
    try:
        return [
            await _report(path, stored, execution, write)
            for (path, stored), execution in zip(pairs, executions, strict=True)
        ]
    finally:
        # After an interrupt, each of them ends its kernel
        for execution in executions:
            execution.cancel()
        await asyncio.gather(*executions, return_exceptions=True)
        signal.signal(signal.SIGTERM, before)


async def _report(path, stored, execution, write):
    """Wait for one notebook, print its line, and return whether all is well."""
    print(f"{path.stem:<24}", end=" ", flush=True)
    # An interrupt ends this waiting; to the execution it would be a kernel that has died
    await asyncio.wait([execution])
    try:
        executed = execution.result()
    except CellExecutionError as error:
        print(f"stopped by {error.ename}: {error.evalue}")
        # The messages of these say all
        if error.ename not in ("NotImplementedError", "NotRightYetError"):
            print(re.sub(r"\x1b\[[0-9;]*m", "", error.traceback))
        return False
    except (CellTimeoutError, DeadKernelError) as error:
        print(f"stopped: {error}")
        return False

    # In the version for students, the outputs that are wanted stand in a folder of their own
    expected = path.parents[1] / "expected" / path.name
    if expected.exists():
        stored = nbformat.read(expected, as_version=4)
        # What depends on the student's own program cannot be expected
        stored.cells = [c for c in stored.cells if "own" not in c.metadata.get("tags", [])]
    cells = len(code_cells(stored))
    if write:
        attach_pictures(executed)
        _save(executed, path)
        print(f"{answer(executed):<20} outputs of {cells} cells stored")
        return True
    found = differences(stored, executed)
    verdict = (
        f"the stored outputs of all {cells} cells reproduced"
        if not found
        else f"{len(found)} of {cells} cells differ from what is stored"
    )
    print(f"{answer(executed):<20} {verdict}")
    for sentence in found:
        print(f"    {sentence}")
    return not found


def main():
    """Run all notebooks; exit with 1 unless all is well."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="store the outputs")
    write = parser.parse_args().write
    try:
        with asyncio.Runner(loop_factory=_Loop) as runner:
            results = runner.run(_run_all(NOTEBOOKS, write))
    except (KeyboardInterrupt, asyncio.CancelledError):
        print("interrupted")
        sys.exit(130)
    sys.exit(0 if results and all(results) else 1)


if __name__ == "__main__":
    main()
