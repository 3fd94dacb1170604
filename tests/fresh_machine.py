"""Run the commands of both READMEs as on a machine that has never seen this project.

``python3 tests/fresh_machine.py`` clones the last commit into an empty folder, with an empty home
and a PATH without any environment of Python, and runs there what stands in the READMEs, line by
line. It needs Linux or macOS with Python, pip, make and git. What is left out is named, with the
reason.
"""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from processes import ROOT, environment

READMES = ("README.md", "instructors/README.md")
# What a command that goes on until it is ended says once it works
GOES_ON = {
    "make lab": "is running at",
    ".venv/bin/jupyter lab": "is running at",
    ".venv/bin/python -m dask scheduler": "Scheduler at",
    ".venv/bin/python -m dask worker": "Registered to",
}
SECONDS_TO_START = 120
LEFT_OUT = {
    r"make (bench|test|test-\w+)$": "it takes long, and has a run of its own",
    r"make (grade|site)$": "a sentence names it without what it needs",
    r"export PIP_": "the line after it is tried with what pip takes by itself",
}


def blocks(readme):
    """Return the blocks of shell commands, each as a list of lines without remarks."""
    texts = re.findall(r"^```sh\n(.*?)^```", readme, re.DOTALL | re.MULTILINE)
    return [[line.split(" #")[0].strip() for line in text.splitlines()] for text in texts]


def mentioned(readme):
    """Return the commands within the sentences, each once."""
    found = re.findall(r"`((?:make|python|pytest)\s[^`]+)`", readme)
    return list(dict.fromkeys(" ".join(command.split()) for command in found))


def fresh_environment(home):
    """Return the environment of a new user: no trace of an environment of Python."""
    path = [
        folder
        for folder in os.environ["PATH"].split(os.pathsep)
        if not (Path(folder).parent / "pyvenv.cfg").exists()
    ]
    settings = {"PATH": os.pathsep.join(path), "HOME": str(home), "BROWSER": "true"}
    return environment("VIRTUAL_ENV|CONDA|PYTHON|JUPYTER|IPYTHON|MAKE|MFLAGS", **settings)


def prepare(clone, home):
    """Make what the README takes for granted: submissions, and Jupyter's leave for root."""
    submissions = clone.parent / "submissions"
    (submissions / "a student").mkdir(parents=True)
    shutil.copy(clone / "solution.py", submissions / "a student")
    shutil.make_archive(clone / "download", "zip", submissions)
    if os.geteuid() == 0:
        (home / ".jupyter").mkdir()
        (home / ".jupyter" / "jupyter_server_config.py").write_text("c.ServerApp.allow_root = True")


def runs(command, clone, settings, going_on):
    """Run one command, and return whether it did what it should; ``going_on`` ends what goes on."""
    # In the READMEs, "host" stands for any machine
    command = command.replace("//host:", "//127.0.0.1:")
    sign = next((sign for start, sign in GOES_ON.items() if command.startswith(start)), None)
    if sign is None:
        return subprocess.run(command, shell=True, cwd=clone, env=settings).returncode == 0

    with tempfile.NamedTemporaryFile("w", dir=clone.parent, delete=False) as output:
        process = subprocess.Popen(
            command,
            shell=True,
            cwd=clone,
            env=settings,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    going_on.callback(end, process)
    log = Path(output.name)
    latest = time.monotonic() + SECONDS_TO_START
    while process.poll() is None and time.monotonic() < latest:
        if sign in log.read_text():
            return True
        time.sleep(0.2)
    print(log.read_text())
    return False


def end(process):
    """End a program and all that it started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    process.wait(timeout=60)


def main():
    """Clone, run all commands, and exit with 1 unless all have succeeded."""
    folder = Path(tempfile.mkdtemp(prefix="fresh-machine-"))
    # Those who do not use make have made an environment of their own
    clone, by_hand, home = folder / "clone", folder / "by hand", folder / "home"
    for place in (clone, by_hand):
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(place)], check=True)
    home.mkdir()
    prepare(clone, home)
    fresh = fresh_environment(home)
    own = fresh | {"PATH": f"{by_hand}/.venv/bin{os.pathsep}{fresh['PATH']}"}

    readme = "\n".join((clone / name).read_text(encoding="utf-8") for name in READMES)
    in_blocks = blocks(readme)
    done = [command for block in in_blocks for command in block]
    failed = []
    for block in [*in_blocks, [command for command in mentioned(readme) if command not in done]]:
        place = by_hand if any("-m venv" in command for command in block) else clone
        with contextlib.ExitStack() as going_on:
            for command in block:
                print(f"== {command}", flush=True)
                start = time.monotonic()
                reasons = [why for start, why in LEFT_OUT.items() if re.match(start, command)]
                if reasons:
                    print(f"   left out: {reasons[0]}")
                    continue
                if exported := re.fullmatch(r'export (\w+)="(.*)"', command):
                    fresh[exported[1]] = own[exported[1]] = exported[2]
                    continue
                # Only what names no environment takes the one that was made by hand
                alone = place is by_hand or command.startswith(("make", ".venv"))
                if not runs(command, place, fresh if alone else own, going_on):
                    failed.append(command)
                print(f"   {time.monotonic() - start:.0f} s", flush=True)
    if failed:
        sys.exit(f"failed in {clone}: {'; '.join(failed)}")
    shutil.rmtree(folder)
    print("every command of the READMEs did what it should")


if __name__ == "__main__":
    main()
