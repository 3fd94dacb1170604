"""Do a job: run the cells of a file, and say what they have computed: `do_job`."""

import shutil
from collections.abc import Callable
from pathlib import Path

from instructors.replay import FUNCTION, as_json
from instructors.replay.candidates import Candidates
from instructors.replay.cells import Cell
from instructors.replay.recording import Recording
from instructors.replay.running import Run
from instructors.replay.statements import FILES

LARGEST_COPIED = 3_000_000  # bytes of all files that the cells may change


def do_job(job: dict, settings: dict, tell: Callable) -> dict:
    """Run the cells of a job, and return what came of it: ``answers``, a list; ``absent``; ``end``.

    Without a ``way``, all that may be an answer is told before the end, of the network of the
    exercises. With one, only that is computed, for every task if it is a function, else for one
    task as the network of the cells. The error that keeps a file from being run is an ``import``.
    """
    # In place, so that what the program may find in memory is there once
    job["tasks"] = [as_json.from_json(task) for task in job["tasks"]]
    way = tuple(job["way"] or ())
    by_cells = way and way[0] != FUNCTION
    top = Path(settings["folder"])
    lay_out(Path(settings["handed_in"]), top)
    code = [Cell(**cell) for cell in job["cells"]]
    data = job["tasks"][0] if by_cells else {}
    recording = Recording(settings["tracing"](), str(top)) if job["record_values"] else None
    run = Run(job["file"], code, top, data, set(map(tuple, job["skipped"])), recording)
    candidates = Candidates(run, job, tell)
    run.run(candidates, settings["stand_ins"], stop=way[1:] if by_cells else None)
    labels = [cell.label for cell in code]
    if by_cells:
        return _left_by_cells(candidates, {str(run.files / label) for label in labels}, recording)
    candidates.at_end()
    if way:
        return _called(candidates, way[1], job["tasks"], recording)
    return _explored(candidates, is_module=labels == [job["file"]])


def _explored(candidates: Candidates, is_module: bool) -> dict:
    """Tell what functions return that may be the answer, unless a module could not be run."""
    if is_module and candidates.unreadable:
        return {"import": candidates.unreadable}
    candidates.call_functions()
    return {"end": True}


def _left_by_cells(candidates: Candidates, files: set[str], recording: Recording | None) -> dict:
    """Return the answer that cells have computed; ``files`` are what errors call the cells."""
    if recording:
        recording.leave_out(files, candidates.wanted_names())
    return _answers([candidates.read], recording) if candidates.read else {"absent": True}


def _called(candidates: Candidates, number: int, tasks: list, recording: Recording | None) -> dict:
    """Return what one of the functions returns for each task."""
    if number >= len(candidates.functions):
        return {"absent": True}
    if recording:
        recording.begin()
    return _answers([candidates.called(number, task) for task in tasks], recording)


def _answers(answers: list[dict], recording: Recording | None) -> dict:
    if recording:
        answers[0] = {**answers[0], "recorded": recording.told()}
    return {"answers": answers}


def lay_out(source: Path, top: Path) -> None:
    """Put the files where the cells may change them; what is too large for that stays where it is.

    Every job begins with the files as they were handed in. There may have been a folder of
    notebooks, so they are found in the folder above as well.
    """
    room = LARGEST_COPIED

    def put(one: str, other: str) -> None:
        nonlocal room
        size = Path(one).stat().st_size
        if size <= room / 10:
            room -= size
            shutil.copyfile(one, other)
        else:
            Path(other).symlink_to(one)

    shutil.copytree(source, top / FILES, copy_function=put, dirs_exist_ok=True)
    for path in (top / FILES).iterdir():
        if path.name != FILES:
            (top / path.name).symlink_to(path)
