"""Programs from what students hand in give right answers, on the sheet's network and on another."""

import json
import shutil
import subprocess
import sys

import numpy
import pytest
from corpus.cells import CELLS, TOPS
from corpus.filling import MODULE, NAMES, dump, fill
from corpus.more_students import STUDENTS
from networks import random_network

import run
import utils
from instructors.handin.programs import programs

EXERCISES = ("exercise1", "exercise2", "exercise3")


def try_programs(found, folder):
    """Run the programs of many students in one process; return what came of each program."""
    shutil.copy(run.ROOT / "utils.py", folder)
    W, B = utils.getparams()
    networks = [(W, B, *utils.getdata())]
    other = random_network((4, 5, 7, 3, 1), 9, seed=4)
    networks.append((other.W, other.B, other.X, other.T))
    data = [
        {
            name: numpy.array(v).tolist() if name in "XT" else [p.tolist() for p in v]
            for name, v in zip("WBXT", network, strict=True)
        }
        for network in networks
    ]
    (folder / "networks.json").write_text(json.dumps(data))
    for student, result in found.items():
        for number, program in enumerate(result.programs):
            inner = folder / f"{student}-{number}"
            inner.mkdir()
            (inner / "solution.py").write_bytes(program.source)
    script = run.ROOT / "tests" / "handin_run.py"
    command = [sys.executable, "-I", str(script), str(run.ROOT / "solution.py"), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def found():
    return {
        **{name: programs(files()) for name, files in STUDENTS.items()},
        **{
            name: programs({NAMES[number]: dump(fill(number, *cells))})
            for name, (number, *cells) in CELLS.items()
        },
        **{top: programs({"solution.py": (top + MODULE).encode()}) for top in TOPS},
    }


@pytest.fixture(scope="module")
def tried(found, tmp_path_factory):
    """Return what came of each program of each student, all run in one process."""
    numbered = {str(number): programs for number, programs in enumerate(found.values())}
    results = try_programs(numbered, tmp_path_factory.mktemp("programs"))
    return {
        name: [results[f"{number}-{n}"] for n in range(len(found[name].programs))]
        for number, name in enumerate(found)
    }


@pytest.mark.parametrize("student", STUDENTS)
def test_every_student_gets_all_points(found, tried, student):
    for exercise in EXERCISES:
        results = {
            program.file: tried[student][number][exercise]
            for number, program in enumerate(found[student].programs)
            if exercise in program.answers
        }
        assert "right" in results.values(), (exercise, "\n".join(map(str, results.items())))


@pytest.mark.parametrize("student", STUDENTS)
def test_a_program_answers_what_it_says(found, tried, student):
    for number, program in enumerate(found[student].programs):
        for exercise in EXERCISES:
            right = tried[student][number][exercise] == "right"
            assert not right or exercise in program.answers


@pytest.mark.parametrize("name", [*CELLS, *TOPS])
def test_other_ways_to_write_an_answer(found, tried, name):
    (program,) = found[name].programs
    expected = (f"exercise{CELLS[name][0]}",) if name in CELLS else EXERCISES
    assert program.answers == expected
    assert {exercise: tried[name][0][exercise] for exercise in expected} == dict.fromkeys(
        expected, "right"
    )
