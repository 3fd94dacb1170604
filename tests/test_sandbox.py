"""The sandbox, attacked: what a program may want to do to the machine, the judge and the points."""

import bz2
import http.server
import inspect
import os
import shutil
import subprocess
import sys
import textwrap
import threading
import time
import types
from dataclasses import replace
from pathlib import Path

import hostile
import needs_bubblewrap  # noqa: F401 - or these tests are skipped
import processes
import psutil
import pytest
from corpus.filling import of_cells
from replaying import as_bytes, module, run_module
from spread import some

import run
import solution
from instructors import grade, grade_student, grading_process, sandbox, scoring
from instructors.files import write_all
from instructors.handin.programs import programs as handed_in
from instructors.handout import student
from instructors.sandbox import bubblewrap, limits, monitor, preparing, sandboxes, worker_process

LIMITS = sandbox.Limits(seconds=1, memory=1 << 30)
# For what is not to run into the limit on a machine that is busy
PATIENT = sandbox.Limits(seconds=20, memory=1 << 30)
SEED = "of the tests"
resource = pytest.importorskip("resource")


@pytest.fixture(scope="session")
def server():
    """A server on loopback that a student's program must not reach."""
    reached = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def handle(self):
            reached.append(self.client_address)

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1], reached
        server.shutdown()


def try_program(program, tried=hostile.EXERCISES, limits=PATIENT):
    """Run and judge a program in some exercises; return the points and the feedback."""
    wanted = {key: job for key, job in scoring.jobs(SEED).items() if job.exercise in tried}
    outcomes = scoring.score(run_module(program, wanted, limits), SEED)
    return {name: outcomes[name].points for name in tried}, "\n".join(
        outcomes[name].feedback for name in tried
    )


def points_of(outcomes):
    return tuple(outcome.points for outcome in outcomes.values())


def deserved(points, tried=hostile.EXERCISES):
    """Of the points of all exercises, those of some."""
    named = zip(hostile.EXERCISES, points, strict=True)
    return {name: number for name, number in named if name in tried}


def tried_of(name):
    """Where a program differs from the right answers; importing PyTorch takes the longest."""
    if name in hostile.PROBES:
        return ("exercise1",)
    return hostile.replaced(hostile.PROGRAMS[name][0]) or hostile.EXERCISES


CHOSEN = (*("PyTorch in exercise 1", "a forged answer", "endless loop", "socket"),)


def limits_of(name):
    """What a program may use: little if it takes all the time that it can get."""
    _, points, said = hostile.PROGRAMS[name]
    if said not in ("longer than", "ended"):
        return hostile.LIMITS.get(name, PATIENT)
    # What takes minutes on the large network alone need not take all that there is
    alone = points is not None and any(deserved(points, tried_of(name)).values())
    return replace(PATIENT, seconds=4) if alone else LIMITS


@pytest.mark.parametrize(
    "name", some(sorted(set(hostile.PROGRAMS) - set(hostile.WHOLE)), *CHOSEN), ids=ascii
)
def test_a_program_earns_what_it_deserves(name, server):
    program, points, said = hostile.PROGRAMS[name]
    tried = tried_of(name)
    if isinstance(program, str):
        program = program.replace("PORT", str(server[0]))
    got, feedback = try_program(program, tried, limits_of(name))
    if points is not None:
        assert got == deserved(points, tried), feedback
    assert said in feedback
    assert len(feedback) < 12_000
    assert server[1] == []


@pytest.mark.slow
def test_nothing_is_found_where_pytorch_is_either(server):
    """All that looks for something, one after the other."""
    probes = [
        f"def probe{number}():\n{textwrap.indent(code, '    ')}\nprobe{number}()"
        for number, code in enumerate(hostile.PROBES.values())
    ]
    program = hostile.before(*probes).replace("PORT", str(server[0]))
    got, feedback = try_program(program)
    assert got == deserved((10, 10, 10)), feedback
    assert server[1] == []


@pytest.mark.slow
def test_without_a_sandbox_the_limits_hold():
    for name, expected in (
        ("right", (10, 10, 10)),
        ("endless loop", (0, 10, 10)),
        ("100 GB at once", (0, 10, 10)),
        ("os._exit", (0, 10, 10)),
        ("PyTorch in exercise 1", (0, 10, 10)),
    ):
        files = {"solution.py": hostile.PROGRAMS[name][0].encode()}
        outcomes, _ = grade_student.grade_student(
            files, SEED, sandbox.Limits(seconds=1), use_sandbox=False
        )
        assert points_of(outcomes) == expected, name


@pytest.mark.slow
def test_what_takes_hours_to_unpack_is_not_read(monkeypatch):
    monkeypatch.setattr(grade_student, "READING", 0.3)
    bomb = bz2.compress(bytes(50_000_000))
    files = {"solution.py": hostile.RIGHT.encode()}
    files |= {f"{number}.bz2": bomb for number in range(100)}
    outcomes, unused = grade_student.grade_student(files, SEED, LIMITS)
    assert {outcome.kind for outcome in outcomes.values()} == {"unusable"}
    assert "time to read" in outcomes["exercise1"].feedback
    assert {name for name, _ in unused} == set(files)


def command_of(process):
    try:
        return " ".join(process.cmdline())
    except psutil.NoSuchProcess:
        return ""


@pytest.mark.slow
def test_nothing_runs_on_when_the_grading_is_killed():
    """An interrupt ends the workers at once; they have no time to end what they have started."""
    program = (
        f"import sys; sys.path[:0] = [{str(run.ROOT)!r}, {str(run.ROOT / 'tests')!r}]\n"
        "import hostile\nfrom instructors import grade_student, sandbox\n"
        "files = {'solution.py': hostile.PROGRAMS['endless loop'][0].encode()}\n"
        "grade_student.grade_student(files, 'seed', sandbox.Limits(seconds=60))\n"
    )
    started = psutil.Popen([sys.executable, "-c", program])
    family = []
    while not any("/worker.py" in command for command in map(command_of, family)):
        assert started.poll() is None
        time.sleep(0.1)
        family = started.children(recursive=True)
    started.kill()
    started.wait()
    _, alive = psutil.wait_procs(family, timeout=10)
    assert alive == []


KILLED = "import os\n{first}\ndef exercise1(W, B, A, Y, T): os.kill(os.getpid(), 9)"
FIRST_JOB = {"only": scoring.jobs(SEED)["exercise1", "known"]}


def first_result(program, limits=PATIENT, **options):
    """What comes of exercise 1 on the network of the exercises."""
    return run_module(program, FIRST_JOB, limits, **options)["only"]


@pytest.fixture
def others_run_out_of_memory(monkeypatch):
    counts = iter(range(10**6))
    monkeypatch.setattr(monitor, "oom_kills", lambda: next(counts))


@pytest.mark.slow
@pytest.mark.usefixtures("others_run_out_of_memory")
def test_a_right_program_is_graded_whoever_else_runs_out_of_memory():
    assert try_program(hostile.FIRST, ("exercise1",))[0] == {"exercise1": 10}


@pytest.mark.usefixtures("others_run_out_of_memory")
def test_a_machine_without_memory_is_not_the_students_fault():
    with pytest.raises(sandbox.MachineError, match="no memory"):
        first_result(KILLED.format(first=""))


@pytest.mark.slow
@pytest.mark.usefixtures("others_run_out_of_memory")
def test_what_has_taken_the_memory_itself_is_graded():
    """Nobody chooses to be not graded rather than to get 0 points."""
    takes = "import time\nkept = b'x' * (1 << 28)\ntime.sleep(1)"
    little = sandbox.Limits(seconds=20, memory=1 << 29)
    result = first_result(KILLED.format(first=takes), little)
    assert result == {"ended": "It used more than 512 MB of memory.", "unsure": True}


UNCOUNTED = """
import os, signal, time
signal.signal(signal.SIGCHLD, signal.SIG_IGN)

def exercise1(W, B, A, Y, T):
    for _ in range(20):
        if os.fork() == 0:
            while time.process_time() < 0.05: pass
            os._exit(0)
        os.waitpid(-1, 0)
"""


@pytest.mark.slow
def test_what_children_have_computed_counts_whoever_waits_for_them(monkeypatch):
    looks, seen = monitor.Monitor.look, []
    monkeypatch.setattr(monitor.Monitor, "look", lambda self: looks(self) or seen.append(self))
    assert "answer" in first_result(UNCOUNTED)["answers"][0]
    assert seen[-1].computed > 0.9


def test_what_others_keep_from_running_does_not_wait(monkeypatch):
    """Neither the job, nor what reads it before it can begin."""
    ready = set()
    monkeypatch.setattr(monitor, "_is_ready", lambda process: process.pid in ready)
    with subprocess.Popen(["sh", "-c", "sleep 60 & wait"]) as process:
        watch = monitor.Monitor(process.pid)
        for pids, waited in ((set(), True), ({process.pid}, False), (set(), True)):
            ready |= pids
            watch.begin()
            watch.looked -= 5
            watch.look()
            assert (watch.waited >= 5) is waited
            ready -= pids
        monitor.end_family(process.pid)
        process.kill()


@pytest.mark.slow
@pytest.mark.parametrize("handler", ["SIG_DFL", "SIG_IGN"])
def test_the_kernel_ends_what_is_too_slow_where_nobody_can_look(monkeypatch, handler):
    """It is told like any other program that takes too long, and kept."""
    looks = monitor.Monitor.look
    monkeypatch.setattr(monitor.Monitor, "look", lambda self: time.sleep(6) or looks(self))
    program = f"import signal\nsignal.signal(signal.SIGXCPU, signal.{handler})\n"
    program += "def exercise1(W, B, A, Y, T):\n    while True: pass"
    assert first_result(program, LIMITS) == {"ended": "It took longer than 1 seconds."}


@pytest.mark.slow
def test_a_machine_that_is_too_busy_is_not_the_students_fault(monkeypatch):
    monkeypatch.setattr(monitor, "PATIENCE", 0.2)
    with pytest.raises(sandbox.MachineError, match="too busy"):
        first_result(hostile.PROGRAMS["endless loop"][0], LIMITS)


@pytest.mark.slow
def test_a_program_gets_the_memory_that_it_may_use():
    """Whatever libraries take, and whatever what has started the sandbox may use."""
    most = 3 << 30
    program = "import numpy\ndef exercise1(*given):\n"
    program += f"    x = numpy.empty({most - (200 << 20)}, dtype=numpy.uint8)\n"
    program += "def exercise2(*given):\n    return exercise1()\n"
    for memory, enough in ((most, True), (most - (400 << 20), False)):
        limits = sandbox.Limits(seconds=20, memory=memory)
        outcomes, _ = grade_student.grade_student({"solution.py": program.encode()}, SEED, limits)
        for name in ("exercise1", "exercise2"):
            assert ("MemoryError" in outcomes[name].feedback) is not enough, outcomes[name]


# What stands in for bubblewrap, and what is said of it
BROKEN = {
    "forbidden": ("setting up uid map: Permission denied", "does not let it make namespaces"),
    "forbidden as root": ("loopback: Failed RTM_NEWADDR: Operation not permitted", "AppArmor"),
    "broken": ("Unknown option --disable-userns", "does not work here: .*--disable-userns"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_bubblewrap_that_does_not_work_is_told_from_none(tmp_path, monkeypatch, name):
    said, expected = BROKEN[name]
    fake = tmp_path / "bwrap"
    fake.write_text(f"#!/bin/sh\necho 'bwrap: {said}' >&2\nexit 1\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(sandbox.NoSandboxError, match=expected) as reason:
        bubblewrap.check()
    assert str(fake) in str(reason.value) and said in str(reason.value)
    assert "apt install" not in str(reason.value)
    fake.unlink()
    with pytest.raises(sandbox.NoSandboxError, match=r"not installed.*apt install bubblewrap"):
        bubblewrap.check()


@pytest.mark.slow
def test_bubblewrap_is_used_where_it_was_found(tmp_path, monkeypatch):
    (tmp_path / "bwrap").symlink_to(shutil.which("bwrap"))
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(bubblewrap.ENVIRONMENT, "PATH", "/nowhere")
    bubblewrap.check()
    assert try_program(hostile.FIRST, ("exercise1",))[0] == {"exercise1": 10}


class Here:
    """What Dask's client is to the grading, in this process."""

    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass

    def submit(self, function, pure, **options):
        assert not pure
        return types.SimpleNamespace(result=lambda: function(**options))


@pytest.mark.slow
def test_where_nothing_can_be_graded_it_is_said_once(tmp_path, monkeypatch, capsys):
    assert grade_student.self_test() == ""
    programs = {f"{name}/solution.py": hostile.FIRST.encode() for name in ("ada", "bob")}
    write_all(tmp_path / "in", programs)
    monkeypatch.setattr(grade, "connect", lambda *_: Here())
    # So that the libraries of PyTorch cannot be loaded
    little = (resource.RLIMIT_AS, (400 << 20, 400 << 20))
    monkeypatch.setattr(grade_student, "_limit", lambda: resource.setrlimit(*little))
    assert grade.main([str(tmp_path / "in"), "--output", str(tmp_path / "out"), "--seed", "x"]) == 2
    said = capsys.readouterr().err.splitlines()
    assert said[-1].startswith("Not grading: not even a program that does nothing"), said
    assert "failed to map segment" in said[-1]
    assert not (tmp_path / "out" / "grades.csv").exists()


def test_without_a_filter_of_system_calls_nothing_runs(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyseccomp", None)
    with pytest.raises(sandbox.NoSandboxError, match="apt install libseccomp2"):
        bubblewrap.check()
    with pytest.raises(sandbox.NoSandboxError, match="no filter"):
        first_result(hostile.FIRST)


def test_what_runs_in_a_sandbox_is_compiled_and_tells_nothing_of_this_machine(tmp_path):
    preparing.prepare(tmp_path, {})
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    compiled = {path.name.partition(".")[0] for path in files if path.suffix == ".pyc"}
    assert {Path(name).stem for name in (*preparing.OF_CHECKS, *preparing.OF_REPLAY)} == compiled
    assert not any(str(run.ROOT).encode() in path.read_bytes() for path in files)


def test_nothing_unseen_is_run_before_what_is_told_in_full():
    """So that whatever a job may leave behind, nobody reads of it."""
    asked = []

    class Noted(sandboxes.Sandboxes):
        def _answered(self, program, job, known, rank):
            asked.append((job.torch, not known))
            return {}, True

        def _started(self, torch):
            """Start nothing."""

    with Noted({}, LIMITS) as boxes:
        boxes.run(None, scoring.jobs(SEED))
    assert asked == sorted(asked) and len(set(asked)) == 4


def test_a_sandbox_that_does_not_start_is_not_the_students_fault(monkeypatch):
    monkeypatch.setattr(worker_process, "WORKER", run.ROOT / "no such program.py")
    with pytest.raises(sandbox.NoSandboxError, match="did not start"):
        run_module(hostile.RIGHT, scoring.jobs(SEED), LIMITS)


def test_a_sandbox_that_does_not_start_once_is_tried_again(monkeypatch):
    """What ran beside it may have kept it from starting."""
    programs = iter([run.ROOT / "no such program.py"])
    shown = bubblewrap.command_of
    monkeypatch.setattr(
        bubblewrap,
        "command_of",
        lambda folder, inside, *others: shown(folder, next(programs, inside), *others),
    )
    jobs = {key: job for key, job in scoring.jobs(SEED).items() if not job.torch}
    results = run_module(hostile.RIGHT, jobs, PATIENT)
    assert results.keys() == jobs.keys()
    assert all("answers" in result for result in results.values())
    assert next(programs, None) is None


@pytest.mark.parametrize(
    "folder", some([*limits.WRITABLE, limits.SEMAPHORES], "/tmp", limits.SEMAPHORES)
)
def test_what_takes_too_much_is_ended_at_once(folder):
    """And not with the last job: it would keep everything beside it from running."""
    body = f"""
    import time
    for number in range(100):
        open(f"{folder}/{{number}}", "w").close()
    time.sleep(100)
    """
    program = module(f"def exercise1(W, B, A, Y, T):{body}")
    with sandbox.Sandboxes(program.files, replace(PATIENT, files=50)) as sandboxes:
        before = set(psutil.Process().children(recursive=True))
        (result,) = sandboxes.run(program, FIRST_JOB).values()
        assert "more than 50 files" in result["ended"]
        assert not sandboxes._workers[False].alive
        assert set(psutil.Process().children(recursive=True)) <= before


@pytest.mark.slow
def test_who_hands_in_many_files_may_make_as_many_as_all_others():
    """Every folder that was handed in counts as a file, and so does a link to it at the top."""
    body = """
    import time
    for number in range(COUNT):
        open(f"/submission/new{number}", "w").close()
    time.sleep(1)
    return right1(W, B, A, Y, T)
    """
    few = replace(PATIENT, files=50)
    many = {f"{number}/{number}/{name}": b"" for number in range(50) for name in "abc"}
    for count, said in ((30, None), (70, "It made more than 50 files.")):
        program = hostile.instead(body.replace("COUNT", str(count)))
        assert first_result(program, few, beside=many).get("ended") == said


@pytest.mark.slow
@pytest.mark.skipif(not os.path.ismount("/dev/shm"), reason="nothing to count there")
def test_without_a_sandbox_nobody_is_ended_for_the_files_of_others():
    program = "import time\n\ndef exercise1(W, B, A, Y, T):\n    time.sleep(1)\n"
    few = replace(PATIENT, files=0)
    assert "ended" not in first_result(program, few, use_sandbox=False)


# What is tried, and where

FIRST, SECOND, THIRD = (inspect.getsource(getattr(solution, name)) for name in hostile.EXERCISES)
UNTOUCHED = student.files()["solution.py"].decode()
# A function that gets the name of an exercise only when the program runs
MADE = """
import numpy


{made}

def also(function):
    globals()["exercise" + "{number}"] = made
    return function


@also
{way}
"""
MAKES_SECOND = MADE.format(made=SECOND.replace("exercise2", "made"), number=2, way=FIRST)
MAKES_FIRST = MADE.format(made=FIRST.replace("exercise1", "made"), number=1, way=SECOND)
ONE_BY_ONE = {
    "exercise 1 in the file that was handed out": (UNTOUCHED + FIRST, [False], (10, 0, 0)),
    "exercise 1 alone": (f"import numpy\n\n{FIRST}", [False], (10, 0, 0)),
    "exercise 2 alone": (SECOND, [True], (0, 10, 0)),
    "exercises 1 and 3": (f"import numpy\n\n{FIRST}\n\n{THIRD}", [False, True], (10, 0, 10)),
    # What nobody can read from the text is tried all the same
    "exercise 3 alone, with stubs that do nothing": (
        f"import numpy\n\n\ndef exercise2(W, B, X, T):\n    pass\n\n\n{THIRD}",
        [True],
        (0, 0, 10),
    ),
    "exercise 2, made by exercise 1": (MAKES_SECOND, [False, True], (10, 10, 0)),
    "exercise 1, made by exercise 2": (MAKES_FIRST, [False, True], (10, 10, 0)),
}


def graded(files, limits=PATIENT):
    """Grade what a student has handed in, in this process."""
    found = handed_in({name: as_bytes(content) for name, content in files.items()})
    outcomes, _ = grading_process.run_in_sandboxes(found.programs, SEED, limits, use_sandbox=True)
    return outcomes


@pytest.fixture
def begun(monkeypatch):
    """Whether PyTorch is there, of each worker that is started."""
    flags = []

    class Inner(worker_process.WorkerProcess):
        def __init__(self, *arguments):
            flags.append(arguments[-1])
            super().__init__(*arguments)

    monkeypatch.setattr(sandboxes, "WorkerProcess", Inner)
    return flags


@pytest.mark.slow
@pytest.mark.parametrize("name", ONE_BY_ONE)
def test_pytorch_is_imported_for_what_needs_it(begun, name):
    source, expected, points = ONE_BY_ONE[name]
    does_nothing = "exercise2" if name.endswith("do nothing") else ""
    outcomes = graded({"solution.py": source})
    assert points_of(outcomes) == points
    assert begun == expected
    missing = {name for name, outcome in outcomes.items() if outcome.kind == "missing"}
    # What is there is tried, even if it does nothing
    assert missing == {name for name in outcomes if not outcomes[name].points} - {does_nothing}
    if source.startswith(UNTOUCHED):
        assert "here, see notebooks/2" in outcomes["exercise2"].feedback


@pytest.mark.slow
def test_what_was_handed_out_says_more_than_what_is_not_there():
    first = of_cells(f"import numpy\n\n{FIRST}")
    outcomes = graded({"1.ipynb": first, "solution.py": UNTOUCHED})
    assert (outcomes["exercise1"].points, outcomes["exercise1"].file) == (10, "1.ipynb")
    assert outcomes["exercise3"].file == "solution.py"
    assert "here, see notebooks/3" in outcomes["exercise3"].feedback


# What exercise 2 asks for, found out by a function that gets its name when the program runs
IN_ANOTHER_WORLD = {
    "it looks for tensors": "if not isinstance(X, torch.Tensor): raise NotImplementedError",
    "it counts for ever": "import itertools\nfor n in itertools.count():\n"
    "    if X.shape[0] == n: break",
    "it ends itself": "import os\nif not isinstance(X, torch.Tensor): os._exit(1)",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", IN_ANOTHER_WORLD)
def test_what_is_asked_without_pytorch_costs_nobody_points(name):
    body = textwrap.indent(IN_ANOTHER_WORLD[name], "    ")
    second = SECOND.replace("exercise2", "made").replace('"""\n', f'"""\n{body}\n', 1)
    assert body in second
    source = MADE.format(made=f"import torch\n\n{second}", number=2, way=FIRST)
    assert points_of(graded({"solution.py": source}, LIMITS)) == (10, 10, 0)


@pytest.mark.slow
def test_an_error_where_pytorch_is_not_there_costs_only_what_needs_it():
    source = f"{hostile.RIGHT}\nimport torch\n\nsizes = eval(repr(torch.tensor([4, 6]).tolist()))\n"
    results = run_module(source, scoring.jobs(SEED), PATIENT)
    assert points_of(scoring.score(results, SEED)) == (10, 10, 10)


def test_pytorch_does_not_help_what_is_no_python(begun, monkeypatch):
    ask, asked = worker_process.WorkerProcess.ask, []

    def counted(self, job, given):
        asked.append((job.torch, [*begun]))
        return ask(self, job, given)

    monkeypatch.setattr(worker_process.WorkerProcess, "ask", counted)
    results = run_module("def (", scoring.jobs(SEED), PATIENT)
    assert asked == [(False, [False])]
    assert all("SyntaxError" in result["import"]["text"] for result in results.values())
    assert results.keys() == scoring.jobs(SEED).keys()


# As an ordinary user

ORDINARY = """
import sys
sys.path[:0] = [{root!r}, {tests!r}]
import os
assert os.getuid() != 0
import hostile
from test_sandbox import deserved, limits_of, tried_of, try_program
for name in sys.argv[1:]:
    program, points, _ = hostile.PROGRAMS[name]
    got, feedback = try_program(program, tried_of(name), limits_of(name))
    # Not what is said: who is not root meets the limits of the kernel first, or those from outside
    assert got == deserved(points, tried_of(name)), (name, got, feedback)
print("all as deserved")
"""
# What differs most for a user who is not root: processes are limited by the kernel
TRIED = ("mounting again", "fork bomb", "memory that is not counted", "looking around", "writing")
TRIED += ("no namespaces of its own", "sockets of other kinds", "many files in shared memory")
TRIED += ("many files beside the program",)
TRIED += ("reaching its parent", "what another job has left", "what belongs to the machine")
TRIED += ("children that nobody waits for", "what no exercise needs")


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0, reason="who is not root is an ordinary user already")
@pytest.mark.skipif(not shutil.which("setpriv"), reason="setpriv is not installed")
def test_it_holds_for_an_ordinary_user_as_well():
    """A user made for this test, in a copy of the file system where all may enter our folders."""
    needed = sorted({sys.base_prefix, sys.prefix, str(run.ROOT)})
    tops = {"/" + path.split("/")[1] for path in needed}
    closed = {top for top in tops if (Path(top).stat().st_mode & 0o005) != 0o005}
    command = ["bwrap", "--dev-bind", "/", "/"]
    for top in ("/tmp", *sorted(closed)):
        command += ["--tmpfs", top, "--chmod", "1777" if top == "/tmp" else "0755", top]
        for path in needed:
            if path.startswith(f"{top}/"):
                for parent in reversed(Path(path).parents[:-2]):
                    command += ["--perms", "0755", "--dir", str(parent)]
                command += ["--ro-bind", path, path]
    command += ["setpriv", "--reuid", "4712", "--regid", "4712", "--clear-groups"]
    program = ORDINARY.format(root=str(run.ROOT), tests=str(run.ROOT / "tests"))
    done = processes.program(*command, sys.executable, "-B", "-c", program, *TRIED, cwd="/")
    assert done.stdout == "all as deserved\n", done.stderr
