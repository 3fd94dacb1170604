"""The process in which a student's program runs again: it serves many requests, and none of them
notices another."""

import os
import subprocess
import sys

import pytest
from usual_programs import LOOP, changed

import checks
import run
from checks.lines import search_process

WRONG, LINE = changed(LOOP, "A[l] > 0", "A[l] < 0")
SLOW_TO_GO = "import time; os._exit = lambda status: time.sleep(60)\n"


@pytest.fixture
def servers(monkeypatch):
    """No server yet, and none afterwards."""
    servers = {}
    monkeypatch.setattr(search_process, "_servers", servers)
    yield servers
    for server in servers.values():
        search_process._end(server)


@pytest.fixture
def came(servers, monkeypatch):
    """Whether an answer came for each request; without, a report makes do with less."""
    numbers, answer = [], search_process.ask

    def counted(request):
        told = answer(request)
        numbers.append(told is not None)
        return told

    monkeypatch.setattr(search_process, "ask", counted)
    return numbers


@pytest.mark.parametrize(
    "forks",
    [False, pytest.param(True, marks=pytest.mark.skipif(not search_process.FORKS, reason="Linux"))],
)
def test_every_request_is_served(load, servers, came, monkeypatch, forks):
    monkeypatch.setattr(search_process, "FORKS", forks)
    pids = set()
    for _ in range(2):
        assert checks.exercise1(load(WRONG)).lines[:1] == (LINE,)
        pids |= {server.pid for server in servers.values()}
    assert len(pids) == (1 if forks else 2)
    assert came == [1, 1]


def test_who_has_served_is_not_asked_again(servers, monkeypatch):
    """It may still be there for a moment."""
    monkeypatch.setattr(search_process, "FORKS", False)
    start = search_process.START.replace(
        "search_process.serve", SLOW_TO_GO + "search_process.serve"
    )
    monkeypatch.setattr(search_process, "START", start)
    request = {"program": {}, "suspects": []}
    before = search_process._server(search_process._path(), False)
    search_process.ask(request)
    (after,) = servers.values()
    assert before.poll() is not None
    assert after.pid != before.pid


def test_what_one_program_does_to_python_the_next_does_not_notice(load, came):
    spoil = "    if sys.flags.isolated:\n        np.sum = np.ones = 3\n    DW, DB ="  # only there
    spoilt = "import sys\n" + WRONG.replace("    DW, DB =", spoil, 1)
    assert not checks.exercise1(load(spoilt)).ok
    before = len(came)
    assert checks.exercise1(load(WRONG)).lines[:1] == (LINE,)
    assert came[before:] == [1]


def test_a_server_that_is_gone_is_replaced(load, servers, came):
    assert checks.exercise1(load(WRONG)).lines[:1] == (LINE,)
    for server in servers.values():
        search_process._end(server)
    assert checks.exercise1(load(WRONG)).lines[:1] == (LINE,)
    assert came == [1, 1]


def test_whoever_interrupts_ends_the_search(servers, monkeypatch):
    def interrupted(*arguments):
        raise KeyboardInterrupt

    server = search_process._server(search_process._path(), False)
    monkeypatch.setattr(server, "stdin", type("Pipe", (), {"write": interrupted})())
    with pytest.raises(KeyboardInterrupt):
        search_process.ask({})
    assert server.poll() is not None


def test_a_request_that_fails_has_no_answer_and_harms_no_other(load, servers):
    assert search_process.ask({"nonsense": 1}) is None
    assert len(servers) == 1
    before = {server.pid for server in servers.values()}
    assert checks.exercise1(load(WRONG)).lines[:1] == (LINE,)
    if search_process.FORKS:
        assert {server.pid for server in servers.values()} == before


def test_the_server_ends_with_the_one_that_asks(servers):
    server = search_process._server(search_process._path(), False)
    server.stdin.close()
    assert server.wait(timeout=60) == 0
    assert os.getpid() in {process for process, _ in servers}


def test_the_engine_starts_without_the_environment_of_the_user(load, servers, monkeypatch):
    """A module of the student's folder must not stand in for one of Python's."""
    seen = []
    popen = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda c, **k: seen.append(c) or popen(c, **k))
    source, line = changed(LOOP, "dz.sum(axis=0)", "dz.var(axis=0)")
    assert checks.exercise1(load(source)).lines[:1] == (line,)
    assert seen[0][:2] == [sys.executable, "-I"]


def test_a_program_that_never_ends_when_changed_is_ended(load, monkeypatch):
    monkeypatch.setattr(search_process, "LONGEST", 8)
    source = LOOP.replace("for l in (3, 2, 1, 0):", "l = 4\n    while l > 0:\n        l -= 1")
    report = checks.exercise1(load(source.replace("2 * (Y - T)", "3 * (Y - T)")))
    assert report.lines == (6,)


def test_a_loop_through_numpy_that_never_ends_when_changed_is_ended(load, monkeypatch):
    monkeypatch.setattr(search_process, "LONGEST", 8)
    style = run.ROOT / "tests" / "corpus" / "styles" / "while_loop.py"
    source, line = changed(style.read_text(encoding="utf-8"), "return dw, db", "return g, db")
    assert checks.exercise1(load(source)).lines[:1] == (line,)


def test_whatever_stands_where_modules_are_looked_for(load, monkeypatch, tmp_path):
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path, tmp_path, None])  # a Path, not its text
    source, line = changed(LOOP, " * (A[l] > 0)", "")
    assert checks.exercise1(load(source)).lines == (line,)


def test_where_no_process_can_be_started_values_tell(load, servers, monkeypatch):
    def refuse(*arguments, **options):
        raise OSError("emscripten does not support processes")

    function = load(LOOP.replace("dz.sum(axis=0)", "dz.var(axis=0)"))
    monkeypatch.setattr(subprocess, "Popen", refuse)
    report = checks.exercise1(function)
    assert not report.ok and report.lines == (9,)
    # What has a name is found without
    assert checks.exercise1(load(WRONG)).lines[:1] == (LINE,)
    # What has stopped it needs no other process
    assert checks.exercise1(load(LOOP.replace("@ dz", "@ dZ"))).mistakes == ("stopped-name",)
