"""What becomes of magics with options, of a student's own modules, and of the lines in errors."""

import inspect as python_inspect
from collections import Counter

import corpus.filling
import pytest
from corpus.filling import FUNCTION1, LOOP, dump, executed, fill
from corpus.modules import BACK, IN_CELL, LINES, OWN, USE, WRONG, exported, in_notebook

from instructors import inside
from instructors.folder import ROOT
from instructors.handin import cells, text
from instructors.handin.programs import programs

pytestmark = pytest.mark.usefixtures("nothing_stays_imported")


def is_right(files):
    """Return whether the first program is."""
    files = {n: f.encode() if isinstance(f, str) else f for n, f in files.items()}
    return corpus.filling.is_right(executed(programs(files).programs[0]))


def told(files):
    """Return what a student reads of the error that the first program ends in."""
    with pytest.raises(Exception) as caught:
        is_right(files)
    return inside.told(caught.value, "/submission")


def reasons(files):
    return {unused.file: unused.reason for unused in programs(files).unused if unused.matters}


@pytest.mark.parametrize(
    "magic",
    [
        "%timeit -n 100 {}",
        "%timeit -n100 -r 3 {}",
        "%timeit -o -q {}",
        "t = %timeit -o {}",
        "%timeit -v best {}",
        "%timeit -p 3 -r 1 -n 1 {}",
        "%time {}",
        "%time --no-raise-error {}",
        "%timeit -z {}",
        "%timeit -n 3",
        "%prun -s cumulative {}",
        "%lprun -f numpy.maximum {}",
        "%memit -r 2 {}",
        "for _ in range(2):\n    %timeit -n 100 {}",
    ],
)
@pytest.mark.parametrize("made", [in_notebook, exported], ids=["notebook", "script"])
def test_options_of_magics_are_no_python(made, magic):
    source = f"{LOOP}\n{magic.format('numpy.maximum(A[0], -1)')}"
    files = {"1.ipynb" if made is in_notebook else "1.py": made(source)}
    assert is_right(files)
    assert reasons({n: f if isinstance(f, bytes) else f.encode() for n, f in files.items()}) == {}


def test_the_options_are_those_of_ipython():
    from IPython.core.magics.execution import ExecutionMagics

    for name, options in cells.OPTIONS.items():
        method = python_inspect.unwrap(getattr(ExecutionMagics, name))
        source = python_inspect.getsource(method)
        assert f'"{options}"' in source or f"'{options}'" in source


def test_what_is_timed_may_be_the_answer():
    assert is_right({"1.ipynb": in_notebook(FUNCTION1, "%time " + IN_CELL.format("exercise1"))})


@pytest.mark.parametrize("files", OWN.values(), ids=OWN)
def test_modules_of_ones_own_are_run_as_they_were_handed_in(files):
    assert is_right(files)
    assert reasons({n: f if isinstance(f, bytes) else f.encode() for n, f in files.items()}) == {}


def test_the_nearest_of_two_modules_is_taken():
    other = "def back(*given):\n    return [], []\n"
    notebook = in_notebook("from helper import back", IN_CELL.format("back"))
    files = {"b/1.ipynb": notebook, "b/helper.py": BACK, "helper.py": other, "a/helper.py": other}
    assert is_right(files)
    assert is_right({"b/c/1.ipynb": notebook, "b/helper.py": BACK, "a/helper.py": other})


@pytest.mark.parametrize(
    "source",
    [
        "import no_such_module\n",
        "from no_such_module import *\n",
        "import no_such_module as np\nimport numpy as np\n",
        "from .no_such_module import something\n",
        "import seaborn as sns\nsns.set_theme()\n",
        "from google.colab import drive\ndrive.mount('/content/drive')\n",
        "%run no_such_file.py\n",
    ],
)
def test_an_import_that_an_answer_does_not_need_costs_nothing(source):
    assert is_right({"1.ipynb": in_notebook(f"{source}{LOOP}")})
    assert is_right({"1.ipynb": in_notebook(f"{source}\ndef unused():\n    sns.plot()", LOOP)})


@pytest.mark.parametrize(
    "source",
    [
        "from torch.utils.tensorboard import SummaryWriter\nw = SummaryWriter('runs')\n"
        "w.add_scalar('loss', (Y - T).mean(), 0)\n",
        "from tqdm.notebook import tqdm\nfor _ in tqdm(range(2)):\n    W = [*W]\n",
        "import seaborn\nclass Plot(seaborn.FacetGrid):\n    pass\nW = Plot(W) and W\n",
    ],
)
def test_parts_that_only_show(source):
    one = FUNCTION1.split("\n", 1)
    lines = "".join(f"    {line}\n" for line in source.splitlines())
    assert is_right({"1.ipynb": in_notebook(f"{one[0]}\n{lines}{one[1]}")})
    assert is_right({"1.ipynb": in_notebook(source, LOOP.replace("2 *", "2 * (len(W) > 0) *"))})


def test_what_only_shows_or_measures_may_stand_in_an_answer():
    source = f"import seaborn as sns\nfrom numba import njit, prange\n\n@njit\n{FUNCTION1}"
    source = source.replace("reversed(range(len(W)))", "reversed(prange(len(W)))")
    source = source.replace("    return", "    sns.heatmap(DW[0])\n    return")
    assert is_right({"1.ipynb": in_notebook(source)})


HINT = "Was helper.py handed in? There is no package helper where the exercise is tried."


@pytest.mark.parametrize(
    "files",
    [
        {"solution.py": "from helper import back\n" + USE.format("back")},
        {"solution.py": "import helper\n" + USE.format("helper.back")},
        {"solution.py": "from helper import *\n" + USE.format("back")},
        {"solution.py": "from .helper import back\n" + USE.format("back")},
        {"solution.py": "import helper\n" + FUNCTION1.replace("2 *", "helper.TWO *")},
        {"solution.py": "from helper import TWO\n" + FUNCTION1.replace("2 *", "TWO *")},
        {"1.ipynb": in_notebook("from helper import back", IN_CELL.format("back"))},
        {"1.ipynb": in_notebook("from helper import *\n" + IN_CELL.format("back"))},
        {"1.ipynb": in_notebook("import helper\nDW, DB = [helper.TWO * A[0]], []")},
        {"1.ipynb": in_notebook("%run helper.py\n" + IN_CELL.format("back"))},
    ],
)
def test_a_module_that_is_not_there_is_named(files):
    lines = told(files)["text"].splitlines()
    assert lines[-2:] == ["ModuleNotFoundError: No module named 'helper'", HINT]
    assert any("import" in line for line in lines)


def test_every_call_says_the_same_of_a_module_that_is_not_there():
    files = {"solution.py": ("from helper import back\n" + USE.format("back")).encode()}
    exercise1 = executed(programs(files).programs[0])["exercise1"]
    texts = []
    for _ in range(3):
        with pytest.raises(ModuleNotFoundError) as caught:
            exercise1(*[None] * 5)
        texts.append(inside.told(caught.value, "/submission")["text"])
    assert texts[0] == texts[1] == texts[2]


def test_an_exercise_that_a_cell_could_not_define_says_why_each_time():
    files = {"1.ipynb": in_notebook("@undefined\n" + FUNCTION1)}
    exercise1 = executed(programs(files).programs[0])["exercise1"]
    for _ in range(2):
        with pytest.raises(NameError, match="undefined"):
            exercise1(*[None] * 5)


@pytest.mark.parametrize(
    ("helper", "place", "error"),
    [
        (BACK.replace("Y, T):", "Y, T)"), 'File "helper.py", line 2', "SyntaxError: expected ':'"),
        ("x = undefined\n" + BACK, 'File "helper.py", line 1, in <module>', "NameError: name"),
        (
            "import no_such_module\nx = no_such_module.array(2)\n" + BACK,
            'File "helper.py", line 2, in <module>',
            "ModuleNotFoundError: No module named 'no_such_module'",
        ),
    ],
)
@pytest.mark.parametrize("how", ["from helper import back", "from helper import *"])
def test_the_error_of_a_module_is_told_with_its_file_and_line(how, helper, place, error):
    files = {"1.ipynb": in_notebook(how, IN_CELL.format("back")), "helper.py": helper}
    text = told(files)["text"]
    assert place in text
    assert error in text


def test_the_error_of_a_solution_that_a_notebook_uses():
    files = {
        "1.ipynb": in_notebook("DW, DB = solution.back(W, B, A, Y, T)"),
        "solution.py": "x = undefined\n" + BACK,
    }
    assert "solution.py" in told(files)["text"]
    assert "name 'undefined' is not defined" in told(files)["text"]


def test_what_many_programs_import_or_run_is_read_once(monkeypatch):
    read = Counter()

    def counting(label, *arguments):
        read[label] += 1
        return read_cell(label, *arguments)

    read_cell = cells.read_cell
    monkeypatch.setattr(cells, "read_cell", counting)
    names = [f"m{number}" for number in range(20)]
    imports = "".join(f"import {name}\n" for name in names)
    files = {f"{name}.py": imports.encode() for name in names}
    files |= {f"{number}.py": f"{imports}{FUNCTION1}#{number}".encode() for number in range(8)}
    files["1.ipynb"] = in_notebook("%run m1.py\n" * 40, LOOP)
    assert len(programs(files).programs) == 9
    # As a program, as a module, and as what is run
    assert read["m0.py"] == 2
    assert read["m1.py"] == 3


def test_checks_of_ones_own_are_not_dropped_without_a_word():
    files = {"solution.py": b"from checks import back\n" + USE.format("back").encode()}
    assert "checks.py" not in reasons(files)
    files["checks.py"] = BACK.encode()
    assert "Please put what your answer needs into solution.py." in reasons(files)["checks.py"]
    # Nobody imports it here
    assert reasons({"solution.py": FUNCTION1.encode(), "checks.py": BACK.encode()}) == {}


def test_a_name_that_the_series_once_had_is_told_like_any_other():
    assert set(reasons({"solution.py": FUNCTION1.encode(), "parts.py": BACK.encode()})) == {
        "parts.py"
    }


def test_utils_as_handed_out_changes_nothing():
    source = ("import utils\n" + FUNCTION1).encode()
    files = {"solution.py": source, "utils.py": (ROOT / "utils.py").read_bytes()}
    assert programs(files).programs[0].source == source


@pytest.mark.parametrize("source", LINES.values(), ids=LINES)
def test_an_error_has_the_line_of_the_notebook_and_shows_it(source):
    error = told({"1.ipynb": in_notebook(source + "\nDB = DW")})
    assert error["line"] == 1 + next(
        n for n, line in enumerate(source.split("\n")) if WRONG in line
    )
    assert error["text"].splitlines()[1] == f"    {WRONG}"


@pytest.mark.parametrize("name", [name for name in LINES if "timed cell" not in name])
def test_an_error_has_the_line_of_the_script_and_shows_it(name):
    script = exported(LINES[name] + "\nDB = DW", "x = 1")
    number = 1 + next(n for n, line in enumerate(script.split("\n")) if WRONG in line)
    lines = told({"1.py": script})["text"].splitlines()
    assert lines[0] == f'  File "1.py", line {number}, in <module>'
    assert lines[1] == f"    {WRONG}"


def test_a_cell_that_nbconvert_writes_as_one_line_has_lines_of_its_own():
    script = exported("x = 1", f"%%time\nDZ = 2 * (Y - T)\n{WRONG}\nDB = DW", "y = 1")
    number = 1 + next(n for n, line in enumerate(script.split("\n")) if WRONG in line)
    lines = told({"1.py": script})["text"].splitlines()
    assert lines[:2] == [
        f'  File "1.py, cell in line {number}", line 3, in <module>',
        f"    {WRONG}",
    ]
    below = exported("%%time\nDZ = 2 * (Y - T)", f"{WRONG}\nDB = DW")
    number = 1 + next(n for n, line in enumerate(below.split("\n")) if WRONG in line)
    assert told({"1.py": below})["line"] == number


def test_form_feeds_keep_lines_and_indentation():
    assert text.plain("a\r\n \f\n\fb\n  \f  c\fd\re") == "a\n\nb\n  c d\ne"


@pytest.mark.parametrize(
    ("number", "source"),
    [
        (1, "DW, DB = [], []\n\nfor l in (3, 2, 1, 0)\n    DW.insert(0, A[l].T @ DZ)"),
        (2, "H = X\n\nerr = ((H - T ** 2).mean()"),
        (3, "w = net[0].weight\n\nprint(w.grad[0, 0]"),
    ],
)
def test_a_cell_that_is_no_python_is_told_for_its_exercise(number, source):
    content = fill(number, source)
    (program,) = programs({"n.ipynb": dump(content)}).programs
    assert program.answers == (f"exercise{number}",)
    with pytest.raises(SyntaxError) as caught:
        executed(program)[f"exercise{number}"](*[None] * 5)
    error = inside.told(caught.value, "/submission")
    cells_before = [c for c in content["cells"] if c["cell_type"] == "code"]
    cell = 1 + next(n for n, c in enumerate(cells_before) if c["source"] == source)
    assert (error["line"], error["cell"]) == (3, cell)
    assert error["text"].startswith(f'  File "n.ipynb, code cell {cell}", line 3\n')


def test_the_error_of_a_cell_is_not_one_of_its_magics():
    content = fill(1, "%matplotlib inline\nDW = []\n\nfor l in (3, 2)\n    DW = 1")
    assert any("in line 4" in reason for reason in reasons({"1.ipynb": dump(content)}).values())


def test_a_broken_cell_beside_a_right_one_is_told():
    found = reasons({"1.ipynb": in_notebook(FUNCTION1, "exercise1(W, B, A, Y, T)[0", "x = (1")})
    assert list(found.values()) == ["It is not valid Python: '[' was never closed, in line 1."]


def test_a_library_does_not_find_what_stands_in_for_the_student(tmp_path, monkeypatch):
    library = "try:\n    import seaborn\nexcept ImportError:\n    seaborn = None\n"
    (tmp_path / "some_library.py").write_text(library, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    source = f"import some_library, seaborn as sns\n{LOOP}"
    source = source.replace("2 *", "2 * (some_library.seaborn is None) * bool(sns) *")
    assert is_right({"1.ipynb": in_notebook(source)})
