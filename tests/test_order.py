"""What a notebook says at its end of the order in which its cells were run."""

import nbformat
import pytest

import run
from checks import sentences
from checks.follow import RAN

ORDER = 'checks.order("sheet.ipynb")'
CELLS = [
    "import checks, os\nchecks.follow(os)",
    "# The data\nX = 1",
    "Y = X + 1",
    "Z = Y + 1",
    ORDER,
    "print(Z)",
]
RESTART = sentences.RESTART


@pytest.fixture
def say(tmp_path, monkeypatch, capsys, shell):
    """Return a function that saves cells, runs some in a shell, and returns what is said."""
    monkeypatch.chdir(tmp_path)

    def say(ran, saved=CELLS, name="sheet.ipynb"):
        notebook = nbformat.v4.new_notebook()
        notebook.cells = [nbformat.v4.new_code_cell(source) for source in saved]
        notebook.cells.insert(1, nbformat.v4.new_markdown_cell("Y = X + 1"))
        nbformat.write(notebook, tmp_path / name)
        for source in ran:
            capsys.readouterr()
            shell.run_cell(source, store_history=True)
        return capsys.readouterr().out.partition("]: ")[2].strip()

    yield say
    RAN.clear()


@pytest.mark.parametrize(
    "ran",
    [
        CELLS[:5],
        # Tried several times, before the next one was run; and once with another text
        [*CELLS[:3], CELLS[2], "Y = X + 2", CELLS[2], *CELLS[3:5]],
        # Everything once more, as after an error, in the same kernel
        [*CELLS, *CELLS[:5]],
        # What stands below does not count
        [CELLS[0], CELLS[5], *CELLS[1:5]],
        # Nor does the set-up, which a restart would do anew
        [*CELLS[:4], CELLS[0], ORDER],
    ],
)
def test_it_says_when_all_is_in_order(say, ran):
    assert say(ran) == sentences.IN_ORDER


def test_it_names_a_cell_that_was_run_too_early(say):
    told = say([*CELLS[:2], CELLS[3], CELLS[2], ORDER])
    assert told == f"`Z = Y + 1` was run before `Y = X + 1`, which stands above it. {RESTART}"
    # By the first line that does something
    told = say([CELLS[0], CELLS[2], CELLS[1], CELLS[3], ORDER])
    assert told == f"`Y = X + 1` was run before `X = 1`, which stands above it. {RESTART}"


@pytest.mark.parametrize(
    "ran", [[*CELLS[:2], CELLS[3], ORDER], [*CELLS[:2], "Y = X + 3", *CELLS[3:5]]]
)
def test_it_names_a_cell_that_was_not_run_or_not_saved(say, ran):
    told = say(ran)
    assert told == f"`Y = X + 1` was not run as it is saved. Save the notebook. {RESTART}"


def test_without_the_file_it_says_how_it_is_graded(say):
    assert say(CELLS[:5], name="another.ipynb") == RESTART
    assert say(CELLS[:5], saved=["something = 'else'"]) == RESTART


def test_it_finds_the_file_that_visual_studio_code_names(say, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    place = f"__vsc_ipynb_file__ = {str(tmp_path / 'elsewhere' / 'sheet.ipynb')!r}"
    assert say([place, *CELLS[:5]], name="elsewhere/sheet.ipynb") == sentences.IN_ORDER


def test_it_finds_the_file_from_the_folder_above(say, tmp_path):
    (tmp_path / "notebooks").mkdir()
    assert say(CELLS[:5], name="notebooks/sheet.ipynb") == sentences.IN_ORDER


def test_two_cells_of_one_text_are_no_disorder(say):
    cells = [*CELLS[:2], "Y = X + 1", "Y = X + 1", ORDER]
    assert say(cells, saved=cells) == sentences.IN_ORDER


def test_every_notebook_ends_with_it():
    for path in run.NOTEBOOKS[:3]:
        sources = [cell.source for cell in run.code_cells(run.read(path))]
        assert f'checks.order("{path.name}")' in sources
