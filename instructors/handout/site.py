"""Build the website for students: ``make site URL=...``.

``dist/site/`` is to be put on a web server, at the address URL: a page that says how to start, the
exercises as pages, the version for students, and each notebook to download. Nothing in it holds an
answer. ``dist/exercises/`` is the version for students, unpacked, with notebooks that work alone.
As the branch ``exercises`` of a repository on GitHub, it is what Colab, Binder and Codespaces open.
"""

import argparse
import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, quote, urlsplit

import jinja2
import mistune
import nbformat
from markupsafe import Markup

from checks.exercises import EXERCISES, Exercise
from checks.settings import settings
from instructors.files import exit_if_unwritable, write_all
from instructors.handout import pages, standalone, student
from instructors.messages import HELP, SITE, WRITTEN
from instructors.series import ROOT
from instructors.student_messages import COURSE

TARGET = ROOT / "dist" / "site"
BRANCH = "exercises"
EXTENSION = "extension"
TEMPLATE = "site.html.j2"
SET_UP = re.compile(r"^## Set up\n(.*?)^## ", re.M | re.S)  # the section of the README


@dataclass(frozen=True)
class Address:
    """Where the website will be."""

    address: str  # without a slash at its end
    repository: str = ""  # owner/name on GitHub, with a branch called exercises, if there is one

    def colab(self, name: str) -> str:
        """Return the link that opens a notebook in Colab; empty if Colab cannot reach it."""
        if self.repository:
            return f"https://colab.research.google.com/github/{self._at('blob')}/notebooks/{name}"
        if self.address.startswith("https:"):
            return f"https://colab.research.google.com/#fileId={quote(f'{self.address}/{name}')}"
        return ""

    @property
    def binder(self) -> str:
        """The link that opens all notebooks in Binder; empty without a repository."""
        where = f"{self.repository}/{BRANCH}?urlpath=lab/tree/notebooks"
        return f"https://mybinder.org/v2/gh/{where}" if self.repository else ""

    @property
    def codespaces(self) -> str:
        """The link that opens all notebooks in Codespaces; empty without a repository."""
        return f"https://codespaces.new/{self._at('tree')}" if self.repository else ""

    def _at(self, kind: str) -> str:
        return f"{self.repository}/{kind}/{BRANCH}"


def place(url: str, repository: str = "") -> Address:
    """Return the place that an instructor has named, or raise `ValueError` with a sentence.

    The repository is ``owner/name``, or its address on GitHub. Without it, it is that of a URL such
    as ``https://owner.github.io/name``.
    """
    parts = urlsplit(url.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname or re.search(r'[\s"\\]', url):
        raise ValueError(SITE["no address"].format(url=url))
    if parts.query or parts.fragment or parts.path.endswith((".html", ".zip")):
        raise ValueError(SITE["no folder"].format(url=url))
    if parts.hostname in ("github.com", "www.github.com"):
        owner, name = (*parts.path.strip("/").split("/"), "owner", "name")[:2]
        raise ValueError(SITE["a repository"].format(url=url, owner=owner, name=name))
    address = parts.geturl().rstrip("/")
    return Address(address, _repository(repository) if repository else _repository_of(parts))


def _repository(repository: str) -> str:
    name = re.sub(r"^https://github\.com/|(\.git)?/?$", "", repository.strip())
    if not re.fullmatch(r"[\w-]+/[\w.-]+", name, re.ASCII):
        raise ValueError(SITE["no repository"].format(repository=repository))
    return name


def _repository_of(parts: SplitResult) -> str:
    """Return the repository whose GitHub Pages a URL is, if it is one."""
    host = (parts.hostname or "").removesuffix(".github.io")
    if host == parts.hostname or "." in host:
        return ""
    name = parts.path.strip("/")
    if "/" in name:
        return ""
    return f"{host}/{name or parts.hostname}"


def build(target: Path, where: Address) -> Path:
    """Write the website, and beside it the folder for the branch, which is returned.

    Both are emptied first, but for a ``.git``.
    """
    files = student.files()
    site, branch = contents(files, where)
    exercises = target.with_name(BRANCH)
    for path, content in ((target, site), (exercises, branch if where.repository else {})):
        _empty(path)
        write_all(path, content)
    return exercises


def _empty(path: Path) -> None:
    """Remove what is in a folder, and the folder, unless it is a clone, which stays one."""
    for entry in path.iterdir() if path.is_dir() else ():
        if entry.is_dir() and not entry.is_symlink():
            if entry.name != ".git":
                shutil.rmtree(entry)
        elif entry.name != ".git":
            entry.unlink()
    if path.is_dir() and not any(path.iterdir()):
        path.rmdir()


def contents(files: student.Files, where: Address) -> tuple[student.Files, student.Files]:
    """Return the files of the website and of the branch, made of the version for students."""
    archive = student.packed(files)
    site = {f"{student.NAME}.zip": archive, "net.svg.png": files["net.svg.png"]}
    # GitHub takes no workflows from a workflow
    branch = {name: data for name, data in files.items() if not name.startswith(".github/")}
    rows = []
    # The extension goes on from the function of exercise 1
    for stem, exercise in [*((e.notebook, e) for e in EXERCISES), (EXTENSION, EXERCISES[0])]:
        path, name = f"notebooks/{stem}.ipynb", f"{stem}.ipynb"
        notebook = nbformat.reads(files[path], as_version=4)
        lines = files["solution.py"].decode().splitlines()
        function = next(line for line in lines if line.startswith(f"def {exercise.name}("))
        address = f"{where.address}/{student.NAME}.zip"
        single = standalone.standalone(notebook, exercise, function, address, archive)
        site[name] = branch[path] = student.written(single)
        row = IndexRow(exercise, pages.title(notebook), name, where.colab(name))
        rows.append(row)
        links = [(COURSE["all"], "index.html"), (COURSE["download"], name)]
        links += [(COURSE["colab"], row.colab)] if row.colab else []
        site[f"{stem}.html"] = pages.page(notebook, links).encode()
    set_up = SET_UP.search(files["README.md"].decode())[1]  # type: ignore[index]
    site["index.html"] = index(rows, where, len(archive), set_up).encode()
    return site, branch


@dataclass(frozen=True)
class IndexRow:
    """What the index says of a notebook, and the exercise that belongs to it."""

    exercise: Exercise
    title: str
    notebook: str
    colab: str


def index(rows: Sequence[IndexRow], where: Address, size: int, set_up: str) -> str:
    """Return the first page, with the exercises, the extension, and a zip file of some bytes."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(TEMPLATE).render(
        rows=rows[:-1],
        extension=rows[-1],
        where=where,
        archive=f"{student.NAME}.zip",
        megabytes=size / 1e6,
        set_up=as_html(set_up),
        course=as_html(student.about(settings())),
        hand_in=as_html(student.handing_in(settings())),
        lines=settings().lines,
    )


def as_html(text: str) -> Markup:
    """Return Markdown of the course, or of its instructor, as HTML."""
    return Markup(mistune.html(text))


@exit_if_unwritable()
def main(arguments: Sequence[str] | None = None) -> None:
    """Build the website in ``dist/``."""
    parser = argparse.ArgumentParser(prog="instructors.handout.site", description=HELP["site"])
    parser.add_argument("url", help=HELP["url"])
    parser.add_argument("--repository", default="", help=HELP["--repository"])
    given = parser.parse_args(arguments)
    try:
        settings()
        where = place(given.url, given.repository)
    except ValueError as error:
        parser.exit(2, f"{error}\n")
    branch = build(TARGET, where)
    print(WRITTEN["site"].format(folder=TARGET.relative_to(ROOT), address=where.address))
    if where.repository:
        fields = {"branch": BRANCH, "repository": where.repository}
        print(WRITTEN["branch"].format(folder=branch.relative_to(ROOT), **fields))
    else:
        print(WRITTEN["no links"])


if __name__ == "__main__":
    main()
