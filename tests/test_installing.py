"""How the packages get there: make, pip with a second index, uv, Binder, the dev container."""

import json
import os
import re
import shutil
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from processes import environment, program, python
from serving import serve
from spread import some

import run
from instructors.handout import student

CPU = "https://download.pytorch.org/whl/cpu"
TEXTS = {
    name: (run.ROOT / name).read_text(encoding="utf-8")
    for name in (
        "README.md",
        "Makefile",
        "pyproject.toml",
        "instructors/README.md",
        "instructors/handout/student/.github/workflows/exercises.yml",
        "instructors/handout/student/Makefile",
        "instructors/handout/student/README.md",
        "instructors/handout/student/pyproject.toml",
        ".binder/requirements.txt",
        ".devcontainer/devcontainer.json",
        ".github/workflows/ci.yml",
        ".github/workflows/pages.yml",
    )
}
UV_LINE = "uv run --with-requirements requirements.txt jupyter lab"


def wheel(folder, version):
    """Write a wheel of a package ``tiny``, which knows its version."""
    info = f"tiny-{version}.dist-info"
    files = {
        "tiny.py": f"version = {version!r}\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: tiny\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/RECORD": "".join(f"{name},,\n" for name in ("tiny.py", f"{info}/WHEEL")),
    }
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"tiny-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def index(folder, *versions):
    """Write a package index that offers some versions of ``tiny``."""
    links = "".join(
        f'<a href="{path.name}">{path.name}</a>\n'
        for path in [wheel(folder / "tiny", version) for version in versions]
    )
    (folder / "tiny" / "index.html").write_text(links)


# What says how to begin: here, and in the version for students, of which the website has it
FIRST_READ = ("README.md", "instructors/handout/student/README.md")
WITH_UV = ("instructors/README.md", *FIRST_READ[1:])


def without_settings(**settings):
    """Return the environment without what this machine tells pip and uv."""
    none = {"PIP_CONFIG_FILE": os.devnull, "UV_NO_CONFIG": "1"}
    return environment(r"PIP_|UV_|VIRTUAL_ENV|CONDA", **none, **settings)


def version_by_uv(work, **settings):
    """Return what ``tiny`` says when uv runs it in a folder, as it runs the notebooks."""
    settings = {"UV_PYTHON": sys.executable, "UV_CACHE_DIR": f"{work.parent}/cache"} | settings
    uv = ["-m", *UV_LINE.split()[:4], "python", "-c", "import tiny; print(tiny.version)"]
    done = python(*uv, cwd=work, env=without_settings(**settings))
    assert done.returncode == 0, done.stderr
    return done.stdout.removesuffix("\n")


@pytest.mark.slow
def test_a_local_version_from_the_second_index_wins(tmp_path):
    """As PyTorch's index offers 2.13.0+cpu, and all other packages come from the usual one."""
    index(tmp_path / "usual", "2.12.0", "2.13.0", "2.14.0")
    index(tmp_path / "cpu", "2.13.0+cpu", "2.14.0+cpu")
    (tmp_path / "requirements.txt").write_text("-c constraints.txt\ntiny==2.13.0\n")
    (tmp_path / "constraints.txt").write_text("tiny==2.13.0\n")

    def chosen(**settings):
        arguments = ["install", "--dry-run", "--quiet", "--no-cache-dir", "--report", "-"]
        arguments += ["--target", "x", "-r", "requirements.txt"]
        settings |= {"PIP_RETRIES": "0", "PIP_INDEX_URL": f"{address}/usual"}
        done = python("-m", "pip", *arguments, cwd=tmp_path, env=without_settings(**settings))
        assert done.returncode == 0, done.stderr
        (package,) = json.loads(done.stdout)["install"]
        return package["metadata"]["version"]

    with serve(tmp_path) as address:
        assert chosen() == "2.13.0"
        assert chosen(PIP_EXTRA_INDEX_URL=f"{address}/cpu") == "2.13.0+cpu"


@pytest.mark.slow
def test_uv_takes_a_local_version_too(tmp_path):
    """And a package that the second index has in other versions only comes from the usual one."""
    index(tmp_path / "usual", "2.13.0", "3.0")
    index(tmp_path / "cpu", "2.13.0+cpu")
    work = tmp_path / "work"
    work.mkdir()
    with serve(tmp_path) as address:
        settings = {"UV_INDEX": f"{address}/cpu", "UV_INDEX_STRATEGY": "unsafe-best-match"}
        settings["UV_DEFAULT_INDEX"] = f"{address}/usual"
        for wanted, version in (("2.13.0", "2.13.0+cpu"), ("3.0", "3.0")):
            (work / "requirements.txt").write_text(f"tiny=={wanted}\n")
            assert version_by_uv(work, **settings) == version


def test_everything_on_linux_takes_the_build_for_processors():
    line = f"export PIP_EXTRA_INDEX_URL={CPU}"
    for name in FIRST_READ:
        assert line in TEXTS[name], name
    for name in WITH_UV:
        assert f"export UV_INDEX={CPU} UV_INDEX_STRATEGY=unsafe-best-match" in TEXTS[name], name
    for name in TEXTS:
        if name.endswith(".yml"):
            assert f"\n  PIP_EXTRA_INDEX_URL: {CPU}\n" in TEXTS[name], name
    container = json.loads(TEXTS[".devcontainer/devcontainer.json"])
    assert container["containerEnv"] == {"PIP_EXTRA_INDEX_URL": CPU}
    assert (
        f"\n--extra-index-url {CPU}\n-r ../requirements.txt\n" in TEXTS[".binder/requirements.txt"]
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", ["pyproject.toml", "instructors/handout/student/pyproject.toml"])
def test_uv_runs_a_command_and_leaves_nothing_behind(tmp_path, name):
    """With a small package in place of all, so that nothing is downloaded."""
    for text in WITH_UV:
        assert UV_LINE in " ".join(TEXTS[text].split())
    work = tmp_path / "work"
    work.mkdir()
    (work / "pyproject.toml").write_text(TEXTS[name])
    (work / "requirements.txt").write_text("-c constraints.txt\ntiny\n")
    (work / "constraints.txt").write_text("tiny==1.0\n")
    for version in ("1.0", "2.0"):
        wheel(tmp_path / "wheels", version)
    before = sorted(path.name for path in work.iterdir())
    assert version_by_uv(work, UV_OFFLINE="1", UV_FIND_LINKS=f"{tmp_path}/wheels") == "1.0"
    assert sorted(path.name for path in work.iterdir()) == before


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")
@pytest.mark.parametrize(("target", "version"), [("test-oldest", "1.0"), ("test-newest", "3.0")])
def test_other_packages_are_those_that_the_target_says(tmp_path, target, version):
    """Whatever is pinned."""
    for one in ("1.0", "2.0", "3.0"):
        wheel(tmp_path / "wheels", one)
    work = tmp_path / "work"
    work.mkdir()
    (work / "Makefile").write_text(TEXTS["Makefile"])
    (work / "constraints.txt").write_text("tiny==2.0\n")
    (work / "pyproject.toml").write_text(
        '[project]\nname = "other"\nversion = "1"\ndependencies = ["tiny>=1.0"]\n'
    )
    for command in (["git", "init", "-q"], ["git", "add", "."]):
        program(*command, cwd=work, check=True)
    settings = {"UV_OFFLINE": "1", "UV_FIND_LINKS": f"{tmp_path}/wheels"}
    settings["UV_CACHE_DIR"] = f"{tmp_path}/cache"
    # The environment is there, and no tests are
    command = ["make", "-o", "venv", target, f"BIN={Path(sys.executable).parent}", "MAKE=true"]
    done = program(*command, cwd=work, env=without_settings(**settings))
    assert done.returncode == 0, done.stderr
    assert f"tiny=={version}" in (work / "dist" / target / "constraints.txt").read_text()


def test_the_students_python_is_ours():
    ours, students = (
        tomllib.loads(TEXTS[name])
        for name in ("pyproject.toml", "instructors/handout/student/pyproject.toml")
    )
    for key in ("name", "version", "requires-python"):
        assert students["project"][key] == ours["project"][key]


def test_make_and_pip_ask_for_the_same_pythons():
    lowest, upper = re.fullmatch(
        r">=3\.(\d+),<3\.(\d+)",
        tomllib.loads(TEXTS["pyproject.toml"])["project"]["requires-python"],
    ).groups()
    fits = [f"3.{minor}" for minor in range(int(lowest), int(upper))]
    for name in ("Makefile", "instructors/handout/student/Makefile"):
        assert f"v in '{' '.join(fits)}'.split()" in TEXTS[name]
        assert f"{', '.join(fits[:-1])} or {fits[-1]}" in TEXTS[name]
    matrix = re.search(r"python: (\[.*\])", TEXTS[".github/workflows/ci.yml"])[1]
    assert json.loads(matrix) == fits
    for name in FIRST_READ:
        assert f"Python {fits[0]} to {fits[-1]}" in TEXTS[name], name


def test_one_version_of_each_package_for_all_pythons():
    """So that what is tested is what is installed."""
    lines = (run.ROOT / "constraints.txt").read_text().splitlines()
    names = [line.partition("==")[0] for line in lines if "==" in line]
    assert len(set(names)) == len(names) > 100


def test_the_dev_container_sets_up_what_there_is():
    """The schema of containers.dev is in no package index; these are the entries that matter."""
    container = json.loads(TEXTS[".devcontainer/devcontainer.json"])
    version = container["image"].removeprefix("mcr.microsoft.com/devcontainers/python:")
    assert version == "3.13"
    targets = set(re.findall(r"^([a-z-]+):", TEXTS["Makefile"], re.MULTILINE))
    students = re.findall(r"^([a-z-]+):", student.files()["Makefile"].decode(), re.MULTILINE)
    assert container["postCreateCommand"].removeprefix("make ") in targets & set(students)
    for path in container["customizations"]["codespaces"]["openFiles"]:
        assert (run.ROOT / path).exists()
        assert path in student.files()
    interpreter = container["customizations"]["vscode"]["settings"]["python.defaultInterpreterPath"]
    assert interpreter == "${containerWorkspaceFolder}/.venv/bin/python"
    assert set(container) <= {
        "name",
        "image",
        "containerEnv",
        "postCreateCommand",
        "customizations",
    }


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="repo2docker is made for Linux and macOS")
def test_binder_finds_what_it_needs(tmp_path):
    """The branch for students is built alike: it has the same folder ``.binder``."""
    for name in (".binder/requirements.txt", ".binder/runtime.txt", "requirements.txt"):
        assert student.files()[name] == (run.ROOT / name).read_bytes()
    done = python("-m", "repo2docker", "--no-build", "--debug", run.ROOT)
    assert done.returncode == 0, done.stderr
    said = done.stdout + done.stderr
    assert "Building conda environment for python=3.13\n" in said
    # The other requirements are files of the repository, which have to be there before pip runs
    copied = re.search(r"^COPY --chown=\d+:\d+ src/ \$\{REPO_DIR\}/$", said, re.MULTILINE)
    install = 'bin/pip install --no-cache-dir -r ".binder/requirements.txt"\n'
    assert copied.start() < said.index(install)
    # This folder is no package that could be installed
    assert "pip install --no-cache-dir ." not in said


PYTHON = """#!/bin/sh
# It says that it is Python {version}, makes an environment whose python is itself, and writes down
# what else it is asked for
if [ "$1" = -c ]; then
  exec {ours} -c "import sys; sys.version_info = tuple(map(int, '{version}'.split('.'))); $2"
fi
echo "$@" >> log
if [ "$2" = venv ]; then rm -rf .venv; mkdir -p .venv/bin; cp "$0" .venv/bin/python; fi
"""


NEEDS_MAKE = pytest.mark.skipif(
    not shutil.which("make") or sys.platform == "win32", reason="needs make and a shell"
)
FAKES = {"fake": "3.13", "python3": "3.13", "newer": "3.14", "old": "3.10"}


@pytest.fixture(params=["Makefile", "instructors/handout/student/Makefile"])
def makefile(request):
    return run.ROOT / request.param


@pytest.fixture
def clone(tmp_path, makefile):
    """A folder with a Makefile and the requirements, and Pythons that only write down."""
    for path in [makefile, *run.ROOT.glob("*.txt")]:
        shutil.copy(path, tmp_path)
    for name, version in FAKES.items():
        path = tmp_path / name
        path.write_text(PYTHON.format(version=version, ours=sys.executable))
        path.chmod(0o755)

    def make(*arguments):
        (tmp_path / "log").write_text("")
        # As if no make had started the tests, with a PYTHON perhaps
        path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
        alone = environment(".*(MAKE|MFLAGS|PYTHON$)", PATH=path)
        command = ["make", "--silent", *arguments, "URL=https://host", "SUBMISSIONS=x"]
        return program(*command, cwd=tmp_path, env=alone)

    def made(target, python="./fake"):
        done = make(target, *([f"PYTHON={python}"] if python else []))
        assert done.returncode == 0, done.stderr
        return re.findall(r"pip install -r (\S+)", (tmp_path / "log").read_text())

    made.folder, made.make = tmp_path, make
    return made


@NEEDS_MAKE
class TestPython:
    def version(self, clone):
        python = clone.folder / ".venv" / "bin" / "python"
        return re.search(r"is Python (\S+),", python.read_text())[1]

    def test_a_python_that_does_not_fit_is_refused_before_anything_is_made(self, clone):
        done = clone.make("run", "PYTHON=./old")
        assert done.returncode != 0
        assert "Python 3.10 does not fit. Take 3.11, 3.12, 3.13 or 3.14: make" in done.stderr
        assert not (clone.folder / ".venv").exists()
        assert clone("run")[0] == "requirements.txt"

    @pytest.mark.slow
    def test_it_leaves_an_environment_that_fits(self, clone):
        clone("run")
        assert clone.make("run", "PYTHON=./old").returncode != 0
        assert self.version(clone) == "3.13"
        assert clone("run") == []

    @pytest.mark.slow
    def test_another_python_makes_the_environment_anew(self, clone):
        clone("run")
        assert clone("run", "./newer") == ["requirements.txt"]
        assert self.version(clone) == "3.14"
        assert clone("run", "./newer") == []
        # Who names none takes what is there
        assert clone("run", None) == []
        assert clone("run", "./fake") == ["requirements.txt"]

    def test_new_requirements_stay_with_the_python_that_is_there(self, clone):
        clone("run", "./newer")
        os.utime(clone.folder / "constraints.txt", (2**32, 2**32))
        assert clone("run", None) == ["requirements.txt"]
        assert self.version(clone) == "3.14"

    @pytest.mark.parametrize("problem", ["import pip", "does not exist", "3.10"])
    def test_an_environment_that_cannot_be_used_is_made_anew(self, clone, problem):
        """It lacks pip, its Python is gone, or it was made before versions were looked at."""
        clone("run")
        python = clone.folder / ".venv" / "bin" / "python"
        text = python.read_text()
        if problem == "does not exist":
            python.unlink()
            python.symlink_to("nowhere")
        elif problem == "3.10":
            python.write_text(text.replace("3.13", "3.10"))
        else:
            python.write_text(text.replace("; $2", "; sys.modules['pip'] = None; $2"))
        assert clone("run", None) == ["requirements.txt"]
        assert self.version(clone) == "3.13"
        assert clone("run", None) == []


@NEEDS_MAKE
@pytest.mark.parametrize("makefile", [run.ROOT / "Makefile"], ids=["ours"])
class TestMake:
    def test_run_installs_what_it_needs_and_no_more(self, clone):
        assert clone("run") == ["requirements.txt"]
        assert clone("run") == []

    @pytest.mark.parametrize(
        "target", some(["student", "html", "site", "grade", "gradescope"], "grade")
    )
    def test_what_instructors_do_installs_no_tests(self, clone, target):
        assert clone(target) == ["requirements.txt", "requirements-instructors.txt"]
        assert clone("run") == clone(target) == []

    def test_the_whole_environment_holds_all_others(self, clone):
        assert clone("run") == ["requirements.txt"]
        assert clone("venv") == ["requirements-instructors.txt", "requirements-dev.txt"]
        assert clone("venv") == clone("run") == clone("student") == []

    def test_new_constraints_renew_everything(self, clone):
        clone("venv")
        os.utime(clone.folder / "constraints.txt", (2**32, 2**32))
        assert clone("venv")[0] == "requirements.txt"
        assert "requirements-dev.txt" in clone("venv")


def test_every_other_target_installs_the_whole():
    needs = dict(re.findall(r"^([a-z-]+):(.*?)(?:##|$)", TEXTS["Makefile"], re.MULTILINE))
    less = {
        name for name, need in needs.items() if ".venv/run" in need or ".venv/instructors" in need
    }
    assert less == {"run", "lab", "student", "html", "site", "grade", "gradescope"}
    assert needs.keys() - less - {"help", "test-fresh", "test", "test-slow", "venv"} == {
        name for name, need in needs.items() if need.strip() == "venv"
    }


def commands_without_make(text):
    """Return the lines of each block that installs the requirements."""
    blocks = re.findall(r"```\w+\n(.*?)```", text, re.DOTALL)
    return [block.strip().splitlines() for block in blocks if "pip install -r" in block]


@pytest.mark.parametrize("name", FIRST_READ)
def test_the_lines_without_make_need_no_python_but_that_of_the_system(name):
    """Debian and Ubuntu have no `python`, and refuse to install outside of an environment."""
    unix, *windows = commands_without_make(TEXTS[name])
    unix = [line for line in unix if not line.startswith("export PIP_")]
    assert unix[:3] == [
        "python3 -m venv .venv",
        ".venv/bin/python -m pip install -r requirements.txt",
        ".venv/bin/jupyter lab",
    ]
    text = " ".join(TEXTS[name].split())
    if windows:
        assert [line.replace("py -m venv", "python3 -m venv") for line in windows[0]] == [
            line.replace(".venv/bin/", ".venv\\Scripts\\") for line in unix[:3]
        ]
    else:
        assert r"write `py` for `python3`, and `.venv\Scripts\` for `.venv/bin/`" in text
    assert "sudo apt install python3-venv" in text
    assert re.search(r"VS Code.*choose `\.venv` as the kernel", text)
