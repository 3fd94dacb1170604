"""The overview: that it counts right, shows all as text, and needs nothing from elsewhere."""

import random
import re

import pytest
from bs4 import BeautifulSoup
from corpus.filling import of_cells
from hypothesis import example, given, settings
from hypothesis import strategies as st

from checks.exercises import EXERCISES
from checks.sentences import SENTENCES
from instructors.handback import counts, examples, overview
from instructors.messages import ENDINGS, InstructorNote
from instructors.results import Outcome, Result

NAMES = [exercise.name for exercise in EXERCISES]
RIGHT = Outcome(10.0, "right", "Everything is right.")
HOSTILE = "<script>alert(1)</script>\"'>\u202e{{ 7*7 }}\n\ud800" + "x" * 5000


def wrong(*mistakes, points=2.5):
    told = tuple(f"Look at {identifier}." for identifier in mistakes)
    return Outcome(points, "wrong", "x", mistakes=mistakes, told=told)


def result(student, *outcomes, **rest):
    outcomes = (*outcomes, RIGHT, RIGHT, RIGHT)[:3]
    return Result(student, dict(zip(NAMES, outcomes, strict=True)), **rest)


def crash(line):
    return Outcome(
        0.0, "crashed", f"The program stopped.\n\n    Traceback\n    {line}\n\nNext try."
    )


def group(number):
    """A class of students who did all that can happen; the same every time."""
    chance = random.Random(1)
    every = ["missing-mask-2", "missing-factor-2", "wrong-mask-2-1", "flat-targets", "unknown"]
    kinds = {
        "right": lambda: RIGHT,
        "wrong": lambda: wrong(*chance.sample(every, 2), points=chance.choice((0.0, 2.5, 7.5))),
        "crashed": lambda: crash("NameError: name 'np' is not defined"),
        "limit": lambda: Outcome(0.0, "limit", "It took too long."),
        "missing": lambda: Outcome(0.0, "missing", "Not done."),
        "unusable": lambda: Outcome(0.0, "unusable", "No notebook.", file="sheet.pdf"),
        "failed": lambda: Outcome(None, "failed", "The machine was lost.", marks=("try again",)),
    }
    assert list(kinds) == list(ENDINGS)
    return [
        result(
            f"Student {n}",
            *(kinds[k]() for k in chance.choices(list(kinds), (9, 6, 2, 1, 2, 1, 1), k=3)),
            remarks=("LATE",) * (n % 9 == 0),
            unused=(("photo.heic", "A picture is no program."),) * (n % 20 == 0),
        )
        for n in range(number)
    ]


def hostile():
    """A student who has smuggled the same text into everything."""
    outcomes = (
        Outcome(0.0, "unusable", HOSTILE, (HOSTILE,), HOSTILE, (HOSTILE,), told=(HOSTILE,)),
        crash(HOSTILE),
        Outcome(None, "failed", HOSTILE, mistakes=("{0.x}",), told=("{0.x}",)),
    )
    rest = {"remarks": (HOSTILE,), "unused": ((HOSTILE, HOSTILE),), "folder": HOSTILE}
    return result(HOSTILE, *outcomes, identifiers={"sid": HOSTILE}, **rest)


def parsed(*arguments, **options):
    return BeautifulSoup(overview.overview_html(*arguments, **options), "html.parser")


def section(page, name):
    return page.find("section", attrs={"aria-labelledby": name})


def rows(table):
    return [
        [" ".join(cell.get_text(" ").split()) for cell in row.find_all(["th", "td"])]
        for row in table.tbody.find_all("tr")
    ]


def test_the_spread_counts_everyone_once():
    points = [0.0, 0.0, 0.5, 1.5, 2.0, 7.5, 9.5, 10.0, None]
    spread = counts.spread("exercise1", points, 10)
    assert spread.bars == (
        ("0", 2),
        ("0.5–1.5", 2),
        ("2–3.5", 1),
        ("4–5.5", 0),
        ("6–7.5", 1),
        ("8–9.5", 1),
        ("10", 1),
    )
    assert (spread.median, spread.ungraded) == (1.75, 1)
    assert spread.mean == pytest.approx(31 / 8)
    assert counts.spread("x", [0.0, 10.0, 10.0], 10, False).bars == (("0", 1), ("10", 2))
    assert counts.spread("x", [None], 10).median is None


@given(st.lists(st.integers(0, 60).map(lambda n: n / 2)), st.booleans())
@example([0, 15, 30], False)  # of exercise 3, which has one step, on some of the networks only
def test_every_point_is_in_the_range_that_is_named(points, partial):
    bars = counts.spread("all", points, 30, partial).bars
    assert sum(number for _, number in bars) == len(points)
    for label, number in bars:
        low, _, high = label.partition("–")
        assert number == sum(float(low) <= value <= float(high or low) for value in points)


def test_mistakes_are_counted_by_students_the_most_frequent_first():
    results = [
        result("a", wrong("missing-mask-2"), wrong("missing-mask-2")),
        result("b", wrong("missing-mask-1", "missing-factor-2")),
        result("c", wrong("missing-mask-2"), wrong("no-relu")),
        result("d"),
    ]
    first, *others = counts.mistakes(results)
    assert (first.students, len(others)) == (("a", "b", "c"), 2)
    assert first.sentence == "Look at missing-mask-2."
    assert first.cases == (
        ("exercise1: missing-mask-2", 2),
        ("exercise1: missing-mask-1", 1),
        ("exercise2: missing-mask-2", 1),
    )
    assert {m.sentence: m.students for m in others} == {
        "Look at missing-factor-2.": ("b",),
        "Look at no-relu.": ("c",),
    }


def test_a_mistake_is_the_same_in_every_layer():
    different = []
    for name, sentence in SENTENCES.items():
        fields = len({"layer", "other"} & set(re.findall(r"{(\w+)", sentence)))
        made = [wrong(name + f"-{layer}" * fields) for layer in (3, 1)]
        found = counts.mistakes([result(who, one) for who, one in zip("ab", made, strict=True)])
        if [mistake.students for mistake in found] != [("a", "b")]:
            different.append(name)
    assert different == []


def told(identifier, text):
    return Outcome(7.0, "wrong", "x", mistakes=(identifier,), told=(text,))


def test_the_sentence_is_what_most_students_have_read():
    results = [
        result("a", told("wrong-factor", "All are 3 times as large.")),
        result("b", told("wrong-factor", "All are 0.5 times as large.")),
        result("c", told("wrong-factor", "All are 0.5 times as large.")),
    ]
    (mistake,) = counts.mistakes(results)
    assert mistake.sentence == "All are 0.5 times as large."
    page = parsed([result("a", told("x", "Is it `Y - T`, *or* <b>not</b>? [a](http://b)"))])
    heading = section(page, "mistakes").h3
    assert heading.decode_contents() == (
        "Is it <code>Y - T</code>, <em>or</em> &lt;b&gt;not&lt;/b&gt;? [a](http://b)"
    )


PROGRAM = '''def exercise1(W, B, A, Y, T):
    """Written by Ana Müller, 2024001."""
    DZ = Y - T  # Ana's
    mueller = "Mu\u0308ller"
    for layer in range(3):
        DZ = DZ @ W[layer]

    return DZ, MAX
'''


def test_the_example_is_the_program_with_the_fewest_mistakes_and_nobodys_name():
    results = [
        result("b", wrong("no-relu", "missing-factor-2"), programs={"exercise1": "def x(): pass"}),
        result("a", wrong("no-relu")),
        result("c", wrong("no-relu"), programs={"exercise1": PROGRAM + "\n    y = 1\n" * 9}),
        result(
            "Ana Müller Max",
            wrong("no-relu"),
            programs={"exercise1": PROGRAM},
            identifiers={"sid": "2024001"},
        ),
    ]
    found = {mistake.sentence: mistake for mistake in counts.mistakes(results)}
    example = found["Look at no-relu."].example
    assert example.splitlines() == [
        "def exercise1(W, B, A, Y, T):",
        "    DZ = Y - T",
        '    someone = "someone"',
        "    for layer in range(3):",
        "        DZ = DZ @ W[layer]",
        "    return DZ, MAX",
    ]
    assert found["Look at missing-factor-2."].example == "def x(): pass"
    page = parsed(results)
    shown = [pre.text for pre in section(page, "mistakes").find_all("pre")]
    assert shown == [example, "def x(): pass"]


def test_the_example_is_around_the_line_that_the_feedback_names():
    lines = [f"    x{number} = {number}" for number in range(20)]
    code = "\n".join(["def exercise1():", *lines])
    said = "Look at line 12 of solution.py: `x10 = 10`"
    outcome = Outcome(7.0, "wrong", said, mistakes=("no-relu",), told=("No ReLU.",))
    (mistake,) = counts.mistakes([result("a", outcome, programs={"exercise1": code})])
    assert mistake.example.splitlines() == [f"x{number} = {number}" for number in range(6, 15)]


def test_a_form_feed_hides_no_comment_from_what_takes_it_away():
    code = "x = 1\n\f\ny = 2  # by Zork\n\fz = 3  # by Zork\n"
    assert examples.anonymised(code, []).splitlines() == ["x = 1", "y = 2", "z = 3"]


@pytest.mark.parametrize(
    "code", ["def f(:\n # a\n", '"' * 3, "x = (\n", "\t\x00\n  y\n z", "#" * 9000, "\ud800 = 1"]
)
def test_any_text_can_be_an_example(code):
    outcome = wrong("no-relu")
    overview.overview_html([result("a", outcome, programs={"exercise1": code})]).encode()


FUNCTION = "def exercise1(W):\n    x = (\n        1\n)\n# note\n\n    return x"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("solution.py", f"import numpy\n\n{FUNCTION}\n\n\ndef exercise2():\n    pass\n".encode()),
        ("solution.py", f"def exercise1(W):\n    pass\n\n{FUNCTION}\nx = 1".encode()),
        ("solution.py", f"class A:\n    def exercise1x(self): 1\n{FUNCTION}".encode()),
        ("a.ipynb", of_cells("1", ["import numpy\n", *FUNCTION.splitlines(True)])),
        ("A.IPYNB", of_cells(FUNCTION + "\nsolution.exercise1 = exercise1", "exercise1(1)")),
    ],
)
def test_the_code_of_an_answer_is_found(name, content):
    found = examples.code_of_answer({name: content, "b.py": b"x"}, name, "exercise1")
    assert found == FUNCTION


def test_the_code_of_an_answer_in_another_file_or_in_place_of_the_call_is_found():
    calls = "DW, DB = solution.exercise1(W, B, A, Y, T)"
    files = {"1.ipynb": of_cells("import solution", calls), "solution.py": FUNCTION.encode()}
    assert examples.code_of_answer(files, "1.ipynb", "exercise1") == FUNCTION
    assert examples.code_of_answer({"1.ipynb": files["1.ipynb"]}, "1.ipynb", "exercise1") == ""
    own = "DZ = Y - T\nDW[3] = A[3].T @ DZ\nDB = [DZ]"
    files = {"1.ipynb": of_cells(calls, own, "print(DW == 0)", "err = 1")}
    assert examples.code_of_answer(files, "1.ipynb", "exercise1") == own
    assert examples.code_of_answer(files, "1.ipynb", "exercise2") == "err = 1"
    assert examples.code_of_answer(files, "1.ipynb", "exercise3") == ""


@pytest.mark.parametrize(
    "content", [b"", b"\xff", b"[]", b'{"cells": [1]}', b'{"cells": {}}', b"[" * 100_000, b"x = 1"]
)
@pytest.mark.parametrize("name", ["a.ipynb", "a.py", "other"])
def test_what_holds_no_answer_is_no_example(name, content):
    assert examples.code_of_answer({"a.ipynb": content, "a.py": content}, name, "exercise1") == ""


def test_whom_to_talk_to():
    zero = Outcome(0.0, "missing", "Not done.")
    one = told("no-relu", "No ReLU.")
    results = [
        result("right"),
        result("nearly", one),
        result("twice the same", told("no-relu-2", "No ReLU."), one),
        result("two mistakes", one, told("missing-factor-2", "Two.")),
        result("two in one", wrong("no-relu", "missing-factor-2")),
        result("not known", told("unknown", "None of the usual.")),
        result("one array not known", told("single-array", "This one alone.")),
        result("a network not known", told("unknown-network", "Of none.")),
        result("a mistake and nothing", one, zero),
        result("a mistake and not graded", one, Outcome(None, "failed", "x")),
        result("nothing", zero, zero, zero),
        result("crashed", crash("x"), crash("x"), zero),
    ]
    found = counts.whom_to_talk_to(results)
    assert found.nearly == (
        ("nearly", "exercise1", "No ReLU."),
        ("twice the same", "exercise1, exercise2", "No ReLU."),
    )
    assert found.nothing == (
        ("crashed", "exercise1, exercise2: stopped by an error; exercise3: not written"),
        ("nothing", "not written"),
    )
    page = parsed(results)
    nearly, nothing = section(page, "talk").find_all("table")
    assert [row[0] for row in rows(nearly)] == ["nearly", "twice the same"]
    assert [row[0] for row in rows(nothing)] == ["crashed", "nothing"]


def test_points_set_by_hand_are_shown():
    changed = Outcome(9.0, "wrong", "x", reason="An oral exam.", computed=7.0)
    alone = Outcome(8.0, "failed", "x", reason="An oral exam.")
    page = parsed([result("b", changed, alone), result("a")])
    assert rows(section(page, "by-hand").table) == [
        ["b", "exercise1: from 7 to 9, exercise2: from nothing to 8", "An oral exam."]
    ]
    assert section(parsed([result("a")]), "by-hand") is None


def test_each_student_stands_once_in_a_table():
    no = Outcome(0.0, "unusable", "No program.")
    failed = Outcome(None, "failed", "Lost.", marks=("a", "b"))
    results = [
        result("a", no, no, no, unused=(("b.docx", "No program."), ("c.pdf", "No program."))),
        result("b", no, no, no, folder="b.zip"),
        result("c", failed, failed, RIGHT),
    ]
    assert counts.unusable(results) == [
        ("a", "b.docx, c.pdf", "No program."),
        ("b", "b.zip", "No program."),
    ]
    assert counts.ungraded(results) == [("c", "exercise1, exercise2", "Lost.")]
    assert counts.marked(results) == [("c", "exercise1, exercise2", "a b")]


def test_programs_that_stopped_are_grouped_by_what_was_said():
    results = [
        result("b", crash("ValueError: x")),
        result("a", crash("ValueError: x"), Outcome(0.0, "limit", "It took too long.\n\nmore")),
        result("c", crash("y" * 500)),
    ]
    assert counts.ended_early(results) == [
        ("exercise1", "ValueError: x", ("a", "b")),
        ("exercise1", "y" * 160 + "…", ("c",)),
        ("exercise2", "It took too long.", ("a",)),
    ]


def test_the_page_tells_what_became_of_everything():
    no = Outcome(0.0, "unusable", "The notebook cannot be read.", file="a.ipynb")
    results = [
        result("a", no, no, no, unused=(("b.docx", "This is no program."),)),
        result("b", crash("ValueError: x"), wrong("missing-mask-2"), remarks=("LATE",)),
        result("c", Outcome(None, "failed", "The worker was lost."), RIGHT),
        result("d", Outcome(10.0, "right", "x", marks=("uses autograd",))),
    ]
    page = parsed(
        results,
        missing=["Zoë", "Adam"],
        notes=[InstructorNote("a: fits two rows."), InstructorNote("2 lost", ("x", "y"))],
    )
    assert page.title.text == page.h1.text == "Overview of the grading"
    intro = page.h1.find_next("p").get_text(" ", strip=True)
    assert "4 students handed something in." in intro
    assert "The median is 12.5 of 30 points. 1 student got all of them." in " ".join(intro.split())
    assert "2 students handed in nothing." in intro
    assert [" ".join(alert.text.split()) for alert in page.find_all(class_="alert")] == [
        "1 student not graded yet, for reasons that are not theirs: see below.",
        "Please look at 1 student: see why.",
    ]
    assert rows(section(page, "points").table) == [
        ["all right", "1", "2", "3"],
        ["something is wrong", "0", "1", "0"],
        ["stopped by an error", "1", "0", "0"],
        ["ended at a limit", "0", "0", "0"],
        ["not written", "0", "0", "0"],
        ["no usable program", "1", "1", "1"],
        ["not graded", "1", "0", "0"],
    ]
    sentence = "Look at missing-mask-2."
    (article,) = section(page, "mistakes").find_all("article")
    assert [" ".join(part.text.split()) for part in article.find_all(["h3", "p", "ul"])] == [
        *(sentence, "1 student", "exercise2: missing-mask-2 (1)", "b")
    ]
    assert rows(section(page, "early").table) == [["ValueError: x", "exercise1", "1: b"]]
    assert rows(section(page, "unusable").table) == [["a", "b.docx", "This is no program."]]
    assert [item.text for item in section(page, "missing").find_all("li")] == ["Adam", "Zoë"]
    assert rows(section(page, "ungraded").table) == [["c", "exercise1", "The worker was lost."]]
    assert rows(section(page, "marked").table) == [["d", "exercise1", "uses autograd"]]
    notes = [" ".join(li.get_text("").split()) for li in section(page, "notes").find_all("li")]
    assert notes == ["LATE, 1 student: b", "a: fits two rows.", "2 lost: x, y"]


def test_charts_say_in_words_what_they_show():
    page = parsed([result("a"), result("b", wrong("no-relu", points=2.5))])
    charts = page.find_all("svg", role="img")
    assert [chart["aria-label"].split(",")[0] for chart in charts] == ["All exercises", *NAMES]
    assert charts[1]["aria-label"].endswith(
        "0: 0; 0.5 to 1.5: 0; 2 to 3.5: 1; 4 to 5.5: 0; 6 to 7.5: 0; 8 to 9.5: 0; 10: 1."
    )
    heights = [float(bar["height"]) for bar in charts[1].find_all("rect")]
    assert max(heights) > 100 and heights.count(0) == 5 and heights[2] == heights[6]
    assert all(svg["aria-hidden"] == "true" for svg in page.find_all("svg", role=False))


def test_only_names_of_exercises_are_kept_on_one_line():
    page = parsed(group(300))
    short = {cell.get_text() for cell in page.find_all(class_="short")}
    names = {exercise.name for exercise in EXERCISES}
    assert len(short) > len(names)
    assert all(set(text.split(", ")) <= names for text in short)


def test_every_table_and_section_is_named():
    page = parsed(group(60), missing=["a"], notes=[InstructorNote("b")])
    assert len(page.find_all("h1")) == 1
    for part in page.find_all("section"):
        assert page.find(id=part["aria-labelledby"]).name == "h2"
    tables = page.find_all("table")
    assert len(tables) == 6
    for table in tables:
        assert table.caption.text.strip()
        assert all(cell["scope"] == "col" for cell in table.thead.find_all("th"))
        assert all(row.find("th")["scope"] == "row" for row in table.tbody.find_all("tr"))
    for link in page.find_all("a"):
        assert page.find(id=link["href"].removeprefix("#"))


@pytest.mark.parametrize("results", [[], group(1), group(300)], ids=len)
def test_any_size_of_class_is_shown(results):
    page = parsed(results)
    assert f"{len(results)} student{'s' * (len(results) != 1)} handed" in page.text
    assert len(page.find_all("svg", role="img")) == 4
    assert "None" not in page.text and "nan" not in page.get_text(" ").split()


def test_nothing_is_loaded_and_nothing_runs():
    text = overview.overview_html(group(40))
    page = BeautifulSoup(text, "html.parser")
    assert not page.find_all(["script", "link", "iframe", "img", "object", "form"])
    assert "default-src 'none'" in page.find("meta", attrs={"http-equiv": True})["content"]
    assert not re.search(r"https?:|url\(|@import|\bon\w+=", text)


def test_whatever_students_call_things_is_text():
    text = overview.overview_html(
        [hostile()], missing=[HOSTILE], notes=[InstructorNote(HOSTILE, (HOSTILE,))]
    )
    text.encode("utf-8")
    page = BeautifulSoup(text, "html.parser")
    assert not page.find_all("script")
    assert "{{ 7*7 }}" in page.text
    assert max(map(len, re.findall("x+", text))) <= overview.MOST_ON_PAGE_CHARACTERS
    # A name that turns the direction of reading does so for itself alone
    for found in page.find_all(string=re.compile("\u202e")):
        assert found.find_parent(["bdi", "code", "th"])


@pytest.mark.slow
@settings(deadline=None, max_examples=50)
@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_any_text_can_be_a_name(text):
    page = overview.overview_html([result(text, crash(text))], missing=[text])
    page.encode("utf-8")
    assert len(BeautifulSoup(page, "html.parser").find_all("section")) == 8
