"""The website for students: whole, without the answers, and with notebooks that work alone."""

import io
import re
import shutil
import sys
from types import SimpleNamespace
from urllib.parse import unquote, urlsplit

import nbformat
import pytest
import replaying
from bs4 import BeautifulSoup
from corpus.filling import FUNCTION1, FUNCTION2, FUNCTION3, answer_lines, handed_out
from processes import program
from serving import serve
from unzipping import unzipped

import run
from checks.exercises import EXERCISES
from checks.settings import Settings, editions
from instructors.files import write_all, zipped
from instructors.handout import site, standalone, student

pytestmark = pytest.mark.slow
FUNCTIONS = {"exercise1": FUNCTION1, "exercise2": FUNCTION2, "exercise3": FUNCTION3}
PLACES = {
    "https://ada.github.io/backprop": "ada/backprop",
    "https://Ada.github.io/backprop/": "ada/backprop",
    "https://ada.github.io": "ada/ada.github.io",
    "https://ada.github.io/backprop/2026": "",
    "https://www.ada.github.io/backprop": "",
    "https://uni.example/nets/sheet-3/": "",
    "http://127.0.0.1:8000": "",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The website and the branch of a repository with GitHub Pages."""
    target = tmp_path_factory.mktemp("dist") / "site"
    branch = site.build(target, site.place("https://ada.github.io/backprop"))
    return SimpleNamespace(site=target, branch=branch)


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A website on this machine, and its address."""
    target = tmp_path_factory.mktemp("dist") / "site"
    with serve(target) as address:
        site.build(target, site.place(address))
        yield SimpleNamespace(site=target, address=address)


@pytest.fixture(scope="module")
def pages(built):
    return {
        path.name: BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for path in sorted(built.site.glob("*.html"))
    }


# Where it will be


@pytest.mark.parametrize("url", PLACES)
def test_the_repository_is_that_of_the_github_pages(url):
    where = site.place(url)
    assert where.repository == PLACES[url]
    assert not where.address.endswith("/")


@pytest.mark.parametrize(
    "given",
    ["ada/backprop", "https://github.com/ada/backprop", "https://github.com/ada/backprop.git"],
)
def test_a_repository_can_be_named(given):
    where = site.place("https://uni.example/sheet", given)
    assert where.repository == "ada/backprop"
    assert where.colab("x.ipynb").endswith("/github/ada/backprop/blob/exercises/notebooks/x.ipynb")
    assert where.binder == (
        "https://mybinder.org/v2/gh/ada/backprop/exercises?urlpath=lab/tree/notebooks"
    )
    assert where.codespaces == "https://codespaces.new/ada/backprop/tree/exercises"


def test_without_a_repository_colab_opens_the_address_if_it_can():
    where = site.place("https://uni.example/sheet")
    assert where.colab("x.ipynb") == (
        "https://colab.research.google.com/#fileId=https%3A//uni.example/sheet/x.ipynb"
    )
    assert site.place("http://uni.example").colab("x.ipynb") == ""
    assert (where.binder, where.codespaces) == ("", "")


@pytest.mark.parametrize(
    ("url", "repository", "said"),
    [
        ("", "", "make site URL=https://host/path"),
        ("dist/site", "", "not the address of a website"),
        ("ftp://host/path", "", "not the address of a website"),
        ('https://host/"x', "", "not the address of a website"),
        ("https://host/path?x=1", "", "leave out its end"),
        ("https://host/path/index.html", "", "leave out its end"),
        ("https://github.com/ada/backprop", "", "https://ada.github.io/backprop"),
        ("https://host/path", "backprop", "REPOSITORY=owner/name"),
        ("https://host/path", "https://gitlab.com/ada/backprop", "REPOSITORY=owner/name"),
    ],
)
def test_an_address_that_cannot_be_is_refused_with_a_sentence(url, repository, said, capsys):
    with pytest.raises(SystemExit) as stop:
        site.main([url, "--repository", repository])
    assert stop.value.code == 2
    assert said in capsys.readouterr().err


def test_what_make_passes_on_is_understood(monkeypatch, capsys):
    built = []
    monkeypatch.setattr(site, "build", lambda *given: built.append(given) or site.TARGET)
    site.main(["https://uni.example/sheet", "--repository", "ada/backprop"])
    assert built == [(site.TARGET, site.Address("https://uni.example/sheet", "ada/backprop"))]
    assert "as the branch exercises of ada/backprop" in capsys.readouterr().out
    makefile = (run.ROOT / "Makefile").read_text(encoding="utf-8")
    assert '$(if $(REPOSITORY),--repository "$(REPOSITORY)")' in makefile


# What is there


def test_it_holds_all_that_it_promises(built):
    stems = [*(exercise.notebook for exercise in EXERCISES), site.EXTENSION]
    assert {path.name for path in built.site.iterdir()} == {
        *(f"{stem}.html" for stem in stems),
        *(f"{stem}.ipynb" for stem in stems),
        *("index.html", "net.svg.png", "backprop-exercises.zip"),
    }
    packed = unzipped(built.site / "backprop-exercises.zip")
    names = {name.removeprefix(f"{student.NAME}/") for name in packed}
    assert names == set(handed_out())
    assert not any(name.startswith("/") or ".." in name for name in names)


def test_every_link_leads_somewhere(built, pages):
    kinds = set()
    for name, page in pages.items():
        for tag in page.find_all(["a", "img"]):
            address = urlsplit(tag.get("href") or tag.get("src"))
            if address.scheme == "data":
                continue
            if address.scheme:
                assert address.scheme == "https"
                assert re.fullmatch(r"[\w-]+(\.[\w-]+)+", address.netloc)
                kinds.add(address.netloc)
            elif address.path:
                assert (built.site / unquote(address.path)).is_file(), (name, address)
            else:
                assert page.find(id=address.fragment), (name, address)
    assert {"colab.research.google.com", "mybinder.org", "codespaces.new"} <= kinds


def test_the_links_open_what_is_in_the_branch(built, pages):
    index = pages["index.html"]
    colab = [a["href"] for a in index.find_all("a") if "colab" in a["href"]]
    assert len(colab) == len(EXERCISES) + 1  # and the extension
    for link in colab:
        path = link.split("/blob/exercises/")[1]
        single = built.site / path.removeprefix("notebooks/")
        assert (built.branch / path).read_bytes() == single.read_bytes()
    for name, content in handed_out().items():
        if name.startswith(".github/"):
            assert not (built.branch / name).exists()
        elif not name.startswith("notebooks/"):
            assert (built.branch / name).read_bytes() == content


def test_nothing_is_loaded_from_elsewhere(pages):
    for page in pages.values():
        assert not page.find_all(["script", "link", "iframe"])
        assert not re.search(r"@import|url\((?!['\"]?data:)", str(page.find_all("style")))


def test_every_exercise_is_introduced(pages):
    index = pages["index.html"]
    for exercise in EXERCISES:
        assert f"You write {exercise.asks}. {exercise.points}\xa0points" in index.text
        assert pages[f"{exercise.notebook}.html"].title.text in index.text


def test_the_set_up_is_that_of_the_readme(pages):
    _, section = handed_out()["README.md"].decode().split("## Set up\n")
    commands = re.findall(r"```\w+\n(.*?)```", section.partition("\n## ")[0], re.DOTALL)
    assert [pre.text for pre in pages["index.html"].find_all("pre")] == commands
    assert len(commands) == 3


def test_nothing_gives_an_answer_away(built, pages):
    texts = {name: page.text for name, page in pages.items()}
    for path in [*built.site.glob("*.ipynb"), *built.branch.glob("*/*.ipynb")]:
        cells = nbformat.read(path, as_version=4).cells
        texts[path] = "\n".join(cell.source for cell in cells)
        texts[path, "file"] = path.read_text(encoding="utf-8")
    files = [path for path in built.branch.rglob("*") if path.is_file()]
    texts |= {
        path: path.read_text("utf-8") for path in files if path.suffix not in (".png", ".ipynb")
    }
    for name, text in texts.items():
        assert not [line for line in answer_lines() if line in text], name
        assert '"solution"\n' not in text
        assert "weight.grad" not in text


def test_the_pages_have_no_outputs_from_the_students_cell_on(pages):
    """What stands there would look like a success. What is wanted is in the text."""
    for exercise in EXERCISES:
        page = pages[f"{exercise.notebook}.html"]
        cells = page.find_all(class_="jp-CodeCell")
        own = next(n for n, cell in enumerate(cells) if "# TODO" in cell.text)
        assert all(cell.find(class_="jp-OutputArea-output") is None for cell in cells[own:])
        assert any(cell.find(class_="jp-OutputArea-output") for cell in cells[:own])


def test_the_extension_is_there_and_goes_on_from_exercise_1(served, pages):
    index = pages["index.html"]
    links = [link["href"] for link in index.find_all("a")]
    assert {"extension.html", "extension.ipynb"} <= set(links)
    assert "Extension: How fast" in index.text
    assert "Extension: How fast" in pages["extension.html"].text
    notebook = nbformat.read(served.site / "extension.ipynb", as_version=4)
    assert any("solution.exercise1 = exercise1" in cell.source for cell in notebook.cells)
    assert not any(cell.get("outputs") for cell in notebook.cells if cell.id == "digits-of-blocks")
    # The last link of exercise 3 leads there
    own = [a["href"] for a in pages["3_nn_sequential.html"].find_all("a")]
    assert "extension.html" in own


@pytest.mark.parametrize("edition", editions())
def test_another_edition_has_its_own_notebooks(edition, monkeypatch):
    monkeypatch.setattr(student, "settings", lambda: Settings(edition=edition))
    files = student.files()
    monkeypatch.undo()
    content, _ = site.contents(files, site.place("https://uni.example/sheet"))
    assert content["backprop-exercises.zip"] == student.packed(files)
    usual, _ = site.contents(handed_out(), site.place("https://uni.example/sheet"))
    name = f"{EXERCISES[0].notebook}.html"
    assert content[name] != usual[name]
    assert b"def exercise1(W, B, X, Z1" in content[f"{EXERCISES[0].notebook}.ipynb"]


def test_an_old_website_is_cleared_away(tmp_path):
    write_all(tmp_path / "site", {"old.html": b""})
    write_all(tmp_path / "exercises", {"old.py": b""})
    site.build(tmp_path / "site", site.place("https://uni.example/sheet"))
    assert not list(tmp_path.rglob("old.*"))
    assert not (tmp_path / "exercises").exists()


@pytest.mark.parametrize("url", ["https://uni.example/sheet", "https://owner.github.io/name"])
def test_the_folder_of_the_branch_stays_a_clone(tmp_path, url):
    clone = {".git/HEAD": b"ref: refs/heads/exercises", ".git/objects/ab/cd": b"1"}
    for name in ("site", "exercises"):
        write_all(tmp_path / name, clone | {"old/.git": b"", "old/x.py": b""})
        (tmp_path / name / "link").symlink_to(tmp_path / "mine")
    write_all(tmp_path / "mine", {"kept.txt": b""})
    site.build(tmp_path / "site", site.place(url))
    for name in ("site", "exercises"):
        assert {path: (tmp_path / name / path).read_bytes() for path in clone} == clone
        assert not (tmp_path / name / "old").exists() and not (tmp_path / name / "link").exists()
    assert (tmp_path / "mine" / "kept.txt").exists()


# The notebooks that are opened alone


def single(served, number=0):
    return nbformat.read(served.site / f"{EXERCISES[number].notebook}.ipynb", as_version=4)


def set_up(notebook):
    """Return the first cell that imports what may have to be fetched."""
    return next(cell for cell in run.code_cells(notebook) if standalone.IMPORT.search(cell.source))


def test_only_the_set_up_changes(served):
    for exercise in EXERCISES:
        before = nbformat.reads(handed_out()[f"notebooks/{exercise.notebook}.ipynb"], 4)
        after = nbformat.read(served.site / f"{exercise.notebook}.ipynb", as_version=4)
        nbformat.validate(after)
        new = {cell.id: cell for cell in after.cells if cell.id in ("fetch", "alone")}
        assert f"solution.{exercise.name} = {exercise.name}" in new["alone"].source
        after.cells = [cell for cell in after.cells if cell.id not in new]
        changed = [(b, a) for b, a in zip(before.cells, after.cells, strict=True) if a != b]
        # What is fetched lies beside the notebook, where no link to it leads
        ((text, unlinked),) = [pair for pair in changed if pair[0].cell_type == "markdown"]
        assert text.source.count("](../solution.py)") == 1 and "](.." not in unlinked.source
        ((old, longer),) = [pair for pair in changed if pair[0].cell_type == "code"]
        assert old.id == set_up(before).id
        # Nothing is taken away, and what is imported comes after
        assert [line for line in old.source.splitlines() if line not in longer.source] == []
        call = longer.source.index("fetch_exercises(\n")
        assert call < standalone.IMPORT.search(longer.source).start()


def test_a_notebook_without_an_import_is_an_error():
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("import numpy")])
    with pytest.raises(ValueError, match="no cell that imports"):
        standalone.standalone(notebook, EXERCISES[0], "def exercise1():", "https://host/x.zip", b"")


@pytest.fixture
def place(tmp_path, monkeypatch):
    """The folder of a notebook that was opened alone, which is the working directory."""
    inner = tmp_path / "Übungen" / "alone"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    monkeypatch.setattr(sys, "path", list(sys.path))
    return inner


def fetch(served):
    """Do what the first cells of a notebook do before anything is imported."""
    notebook = single(served)
    definition = next(cell for cell in notebook.cells if cell.id == "fetch")
    source = set_up(notebook).source
    exec(f"{definition.source}\n{source[: standalone.IMPORT.search(source).start()]}", {})


def content(place):
    return {
        path.relative_to(place).as_posix(): path.read_bytes()
        for path in place.rglob("*")
        if path.is_file()
    }


def wanted():
    parts = ("checks/", "figures/", "solution.py", "utils.py")
    return {name: data for name, data in handed_out().items() if name.startswith(parts)}


def test_what_is_imported_is_put_beside_the_notebook(served, place, capsys):
    fetch(served)
    assert content(place) == wanted()
    assert sys.path[0] == str(place)
    assert "solution.py, utils.py" in capsys.readouterr().out


def test_a_second_run_asks_nobody_and_changes_nothing(served, place, monkeypatch):
    fetch(served)
    (place / "solution.py").write_text("mine")
    monkeypatch.setattr("urllib.request.urlopen", None)
    fetch(served)
    assert content(place) == wanted() | {"solution.py": b"mine"}


def test_in_the_whole_folder_it_does_nothing(served, place, monkeypatch):
    write_all(place.parent, wanted())
    monkeypatch.setattr("urllib.request.urlopen", None)
    fetch(served)
    assert content(place) == {}
    assert sys.path[0] == str(place.parent)


def test_a_solution_that_is_there_is_kept(served, place):
    (place / "solution.py").write_text("def exercise1(): 'mine'")
    fetch(served)
    assert content(place) == wanted() | {"solution.py": b"def exercise1(): 'mine'"}


def test_another_file_of_the_same_name_stops_it_before_anything_changes(served, place):
    (place / "utils.py").write_text("of another course")
    with pytest.raises(
        RuntimeError, match=r"^utils.py, .* Move the notebook into a folder"
    ) as stop:
        fetch(served)
    assert "Nothing was changed" in str(stop.value)
    assert content(place) == {"utils.py": b"of another course"}


def test_an_interrupted_run_is_taken_up_again(served, place):
    fetch(served)
    for path in (place / "utils.py", *list((place / "figures").iterdir())[1:]):
        path.unlink()
    fetch(served)
    assert content(place) == wanted()


@pytest.mark.parametrize("change", ["a byte", "more", "less", "another zip"])
def test_what_is_not_the_zip_of_this_notebook_is_refused(served, place, change):
    path = served.site / "backprop-exercises.zip"
    whole = path.read_bytes()
    changed = bytearray(whole)
    changed[len(whole) // 2] ^= 1
    path.write_bytes(
        {
            "a byte": bytes(changed),
            "more": whole + b"0",
            "less": whole[:-1],
            "another zip": zipped({"backprop-exercises/utils.py": "raise SystemExit"}),
        }[change]
    )
    try:
        with pytest.raises(RuntimeError, match="is not what belongs to this notebook"):
            fetch(served)
    finally:
        path.write_bytes(whole)
    assert content(place) == {}


def test_no_more_than_the_zip_is_read(served, place, monkeypatch):
    asked = []

    class Endless(io.BytesIO):
        def read(self, size=-1):
            asked.append(size)
            return b"0" * size

    monkeypatch.setattr("urllib.request.urlopen", lambda *_, timeout: Endless())
    with pytest.raises(RuntimeError, match="is not what belongs"):
        fetch(served)
    assert asked == [1 + (served.site / "backprop-exercises.zip").stat().st_size]


def test_without_the_website_it_says_what_to_do(served, place):
    path = served.site / "backprop-exercises.zip"
    hidden = path.rename(path.with_suffix(".hidden"))
    try:
        with pytest.raises(RuntimeError, match="could not be fetched: HTTP Error 404") as stop:
            fetch(served)
    finally:
        hidden.rename(path)
    assert f"Download {served.address}/backprop-exercises.zip in a browser" in str(stop.value)
    assert content(place) == {}


def written_in(notebook, number):
    """Return a notebook in which a student has written the function in a cell."""
    filled = nbformat.from_dict(notebook)
    name = EXERCISES[number].name
    first = next(
        n
        for n, cell in enumerate(filled.cells)
        if cell.cell_type == "code" and f"solution.{name}" in cell.source
    )
    source = f"{FUNCTIONS[name]}\n\nsolution.{name} = {name}"
    filled.cells.insert(first, nbformat.v4.new_code_cell(source, id="mine"))
    checked = nbformat.v4.new_code_cell(f"checks.{name}({name})", id="mine-checked")
    filled.cells.insert(first + 1, checked)
    return filled


def test_a_notebook_alone_runs_to_its_end_with_the_function_in_it(served, tmp_path):
    notebook = written_in(single(served), 0)
    nbformat.write(notebook, tmp_path / f"{EXERCISES[0].notebook}.ipynb")  # as it was saved
    executed = run.execute(notebook, tmp_path)
    expected = nbformat.reads(handed_out()[f"expected/{EXERCISES[0].notebook}.ipynb"], 4)
    # The set-up fetches what it needs; and there is no file with which the order could be compared
    own = tuple(f"cell {name}:" for name in (set_up(expected).id, "hand-in-code"))
    differences = run.differences(expected, executed)
    assert [sentence for sentence in differences if not sentence.startswith(own)] == []
    checked = next(cell for cell in executed.cells if cell.id == "mine-checked")
    assert "Everything is right" in checked.outputs[0].data["text/plain"]
    names = {path.name for path in tmp_path.iterdir() if path.suffix != ".ipynb"}
    assert names - {"__pycache__"} == set(standalone.PARTS)


def test_both_ways_to_hand_it_in_are_graded(served):
    """The notebooks as they come from Colab, and the module."""
    module = "import numpy\nimport torch\n\n\n" + "\n\n".join(FUNCTIONS.values())
    with replaying.Bench() as bench:
        outcomes, _ = bench.graded({"solution.py": module})
        assert [outcome.points for outcome in outcomes.values()] == [10, 10, 10]
        for number, exercise in enumerate(EXERCISES):
            notebook = nbformat.writes(written_in(single(served, number), number))
            outcome = bench.outcome({f"{exercise.notebook}.ipynb": notebook}, number + 1)
            assert outcome.kind == "right", outcome.feedback


# The workflow


@pytest.mark.skipif(not shutil.which("git") or sys.platform == "win32", reason="needs git and sh")
def test_the_workflow_pushes_the_branch(built, tmp_path):
    """Its own commands, with a repository in a folder in place of that on GitHub."""
    workflow = (run.ROOT / ".github/workflows/pages.yml").read_text(encoding="utf-8")
    script = re.search(r"- run: \|\n((?: {10}.*\n)+)", workflow)[1].replace("\n          ", "\n")
    target = re.search(r'"https://x-access-token\S+"', script)[0]
    script = script.replace(target, "../backprop.git")
    work = tmp_path / "dist"
    shutil.copytree(built.branch, work / "exercises")

    def git(*arguments):
        done = program("git", *arguments, cwd=work)
        assert done.returncode == 0, done.stderr
        return done.stdout

    git("init", "--quiet", "--bare", "backprop.git")
    for text in ("first", "second"):
        (work / "exercises" / "README.md").write_text(text)
        done = program("sh", "-ec", script, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        shutil.rmtree(work / "exercises" / ".git")
    listed = git("--git-dir=backprop.git", "ls-tree", "-r", "--name-only", "exercises").split("\n")
    assert sorted(filter(None, listed)) == sorted(content(work / "exercises"))
    assert git("--git-dir=backprop.git", "show", "exercises:README.md") == "second"
    assert git("--git-dir=backprop.git", "rev-list", "--count", "exercises") == "1\n"
