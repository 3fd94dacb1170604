"""The stories that unfold: their numbers, against PyTorch, and what every editor shows."""

import html
import itertools
import re
from urllib.parse import unquote
from xml.etree import ElementTree

import numpy
import pytest
import torch
from bs4 import BeautifulSoup
from torch import nn

import figures
import utils
from figures import sketches, svg
from figures.colours import VERMILION

M, TO_OUTPUT = [[1, 1], [3, -1]], [2, -1]
SAMPLES, TARGETS = [[1, -1], [2, 3]], [4, 5]
SMALL = (M, TO_OUTPUT, SAMPLES, TARGETS)
LARGER = (
    [[[1, 1], [3, -1], [0.5, -0.25]], [[1, -1, 2], [2, 0.25, 1]]],
    [2, -1],
    [[1, -1, 0.5], [2, 3, 0.75]],
    [4, 5, -0.5],
)


def tiny_error(w):
    return (-max(0, 2 * w + 0.5) + 0.25 - 1) ** 2


def tiny_graph():
    w, b = nn.Parameter(torch.tensor(0.5)), nn.Parameter(torch.tensor(0.5))
    z = w * 2.0 + b
    a = torch.clamp(z, min=0)
    gap = a * -1.0 + 0.25 - 1.0
    return gap**2, {"w": w, "b": b, "z": z, "a": a, "gap": gap}


def recorded():
    error, tensors = tiny_graph()
    return figures.recorded(error, **tensors)


STORIES = {
    "walk": lambda: figures.walk(*SMALL),
    "larger walk": lambda: figures.walk(*LARGER),
    "recorded": recorded,
    "secant": lambda: figures.secant(tiny_error, 0.5, [1 / 8, 1], kinks=[-0.25]),
    "transposed": lambda: figures.transposed(utils.getparams()[0][0], unit=1),
}
stories = pytest.mark.parametrize("make", STORIES.values(), ids=STORIES)


def shown(story):
    return BeautifulSoup(story._repr_mimebundle_()["text/markdown"], "html.parser")


def pictures(story):
    return [
        ElementTree.fromstring(unquote(image["src"].removeprefix("data:image/svg+xml,")))
        for image in shown(story).find_all("img")
    ]


def texts(picture):
    return [element.text for element in picture.iter() if element.tag.endswith("text")]


# What all stories have in common


@stories
def test_it_is_shown_where_html_scripts_and_styles_are_not(make):
    data = make()._repr_mimebundle_()
    assert set(data) == {"text/markdown", "text/plain"}
    markdown = data["text/markdown"]
    assert markdown.startswith("<details open><summary>")
    assert "\n\n" not in markdown  # or the HTML would end there
    names = {tag.name for tag in BeautifulSoup(markdown, "html.parser").find_all(True)}
    assert names <= {"details", "summary", "strong", "p", "br", "code", "img"}
    assert "$" not in markdown and "http:" not in markdown.replace("http://www.w3.org/2000/svg", "")


@stories
def test_the_first_step_is_open_and_every_other_asks(make):
    story = make()
    steps = shown(story).find_all("details")
    assert [step.has_attr("open") for step in steps] == [True] + [False] * (len(steps) - 1)
    summaries = [step.summary.text for step in steps]
    assert all(text.startswith(f"{number}. ") for number, text in enumerate(summaries))
    assert all(text.endswith("?") for text in summaries[1:])


@stories
def test_a_reader_without_pictures_is_told_all(make):
    story = make()
    plain = repr(story)
    assert plain == story._repr_mimebundle_()["text/plain"]
    for step in shown(story).find_all("details"):
        assert step.summary.text.split(". ", 1)[1] in plain
        for line in step.p.stripped_strings:
            assert line in plain
        for image in step.find_all("img"):
            assert len(image["alt"]) > 30 and image["alt"].endswith(".")


@stories
def test_the_pictures_are_whole_and_no_wider_than_an_output(make):
    found = pictures(make())
    for picture, image in zip(found, shown(make()).find_all("img"), strict=True):
        assert picture.get("width") == image["width"]
        assert int(picture.get("width")) <= 1000
        width, height = int(picture.get("width")), int(picture.get("height"))
        for element in picture.iter():
            if element.tag.endswith("text"):
                assert 0 < float(element.get("x")) < width
                assert 6 < float(element.get("y")) < height


@stories
def test_it_is_the_same_every_time_and_writes_no_minus_zero(make):
    one, two = make()._repr_mimebundle_(), make()._repr_mimebundle_()
    assert one == two
    for text in (one["text/plain"], *itertools.chain(*map(texts, pictures(make())))):
        assert not re.search(r"[-−]0(?![.\d])", text)
        assert not re.search(r"-\d", text)  # a hyphen for a minus


# The walk


def gradient(hidden, to_output, samples, targets):
    """All derivatives, by PyTorch."""
    layers = [nn.Parameter(torch.tensor(w, dtype=torch.float64)) for w in [*hidden, [to_output]]]
    a = torch.tensor(samples, dtype=torch.float64)
    for layer in layers[:-1]:
        a = torch.relu(layer @ a)
    ((layers[-1] @ a - torch.tensor(targets, dtype=torch.float64)) ** 2).mean().backward()
    return [layer.grad.numpy() for layer in layers]


def numbers(text):
    return [float(n.replace("−", "-")) for n in re.findall(r"−?\d+(?:\.\d+)?(?:e[-+]\d+)?", text)]


def sums(story):
    """The rows of the gradient in the last step."""
    return [
        numbers(formula.rpartition("=")[2].partition(": ")[2] or formula.rpartition("= ")[2])
        for formula in story.steps[-1].formulas
    ]


@pytest.mark.parametrize("seed", range(6))
def test_the_walk_ends_with_the_gradient(seed):
    random = numpy.random.default_rng(seed)
    sizes = [int(random.integers(1, 4)) for _ in range(2 + seed % 3)]
    hidden = [random.integers(-3, 4, (above, below)) for below, above in itertools.pairwise(sizes)]
    to_output = random.integers(-3, 4, sizes[-1])
    samples, targets = random.integers(-3, 4, (sizes[0], 4)), random.integers(-9, 9, 4)
    story = figures.walk(hidden if len(hidden) > 1 else hidden[0], to_output, samples, targets)
    right = gradient(hidden, to_output.tolist(), samples, targets)
    expected = [row.tolist() for layer in right for row in layer]
    assert sums(story) == [pytest.approx(row, rel=1e-5) for row in expected]
    # and so does the last picture
    found = [text for text in texts(pictures(story)[-1]) if text.startswith("∂ ")]
    told = sorted(number for text in found for number in numbers(text))
    assert told == pytest.approx(sorted(n for row in expected for n in row), rel=0.01)


def test_the_steps_of_the_walk_by_hand():
    story = figures.walk(*SMALL)
    assert len(story.steps) == 10
    told = [step.formulas for step in story.steps]
    assert told[1][1] == "sample 1: z₀ = 1·(−1) + 1·3 = 2; z₁ = 3·(−1) + (−1)·3 = −6"
    assert told[2][1] == "sample 1: a₀ = max(0, 2) = 2; a₁ = max(0, −6) = 0"
    assert told[3] == ("sample 0: y = 2·3 + (−1)·1 = 5", "sample 1: y = 2·2 + (−1)·0 = 4")
    assert told[4] == ("err = ((5 − 4)² + (4 − 5)²) / 2 = 1",)
    assert told[5] == ("sample 0: ∂y = 2·(5 − 4) / 2 = 1", "sample 1: ∂y = 2·(4 − 5) / 2 = −1")
    assert told[6][0] == "sample 0: ∂a₀ = 2·1 = 2; ∂a₁ = (−1)·1 = −1"
    assert told[7][1] == "sample 1: unit 0 is on, ∂z₀ = −2; unit 1 is off, ∂z₁ = 0"
    assert told[9] == (
        "to z₀: (2, 4) + (2, −6) = (4, −2)",
        "to z₁: (−1, −2) + (0, 0) = (−1, −2)",
        "to y: (3, 1) + (−2, 0) = (1, 1)",
    )


def test_a_picture_shows_what_is_known_and_no_more():
    story = figures.walk(*SMALL)
    first, second = ([set(texts(p)) for p in pictures(story)[:-1][n::2]] for n in range(2))
    assert len(first) == len(second) == 9
    for text, step in {"z₁ = −6": 1, "a₁ = 0": 2, "off": 2, "y = 4": 3, "∂y = −1": 5}.items():
        assert [text in found for found in second] == [n >= step for n in range(9)], text
    assert [("∂a₁ = −1" in found) for found in first] == [n == 6 for n in range(9)]
    assert [("∂z₁ = −1" in found) for found in first] == [n >= 7 for n in range(9)]


def test_a_bar_stands_where_a_signal_is_stopped():
    bars = [
        sum(element.get("stroke-width") == "5" for element in picture.iter())
        for picture in pictures(figures.walk(*SMALL))
    ]
    assert bars == [0] * 15 + [1] + [0, 1] + [0]


def tags(picture):
    """The grounds on which the numbers of the weights stand: x, y, width and height."""
    found = [e for e in picture.iter() if e.tag.endswith("rect") and e.get("fill") == svg.PAPER]
    places = [[float(e.get(name)) for name in ("x", "y", "width", "height")] for e in found[1:]]
    return [place for place in places if place[3] > 20]


@pytest.mark.parametrize(
    "sizes", [[2, 2], [3, 2], [2, 3], [4, 4], [6, 6], [2, 3, 2], [4, 4, 4]], ids=str
)
def test_the_numbers_of_the_weights_stand_alone(sizes):
    random = numpy.random.default_rng(len(sizes) * sizes[0])
    hidden = [random.choice([-1.5, 2, 0.25, -3], (b, a)) for a, b in itertools.pairwise(sizes)]
    samples = random.choice([1, -2, 0.5], (sizes[0], 2))
    story = figures.walk(hidden if len(hidden) > 1 else hidden[0], [1] * sizes[-1], samples, [1, 2])
    for picture in pictures(story)[-3:]:
        places = tags(picture)
        assert len(places) == sum(a * b for a, b in itertools.pairwise([*sizes, 1]))
        for (x1, y1, w1, h1), (x2, y2, w2, h2) in itertools.combinations(places, 2):
            wide = max(0, min(x1 + w1, x2 + w2) - max(x1, x2))
            tall = max(0, min(y1 + h1, y2 + h2) - max(y1, y2))
            assert wide * tall < 0.1 * min(w1 * h1, w2 * h2)


def test_a_line_passes_through_a_box_or_not():
    assert sketches._passes(((0, 0), (100, 100)), (50, 50), (10, 10))
    assert not sketches._passes(((0, 0), (100, 100)), (50, 70), (10, 10))


def test_a_sum_is_the_same_in_every_version_of_python():
    # From 3.12 on, the built-in sum compensates what it has rounded: 0.30000000000000004 and 0.3
    story = figures.walk([[1e16, 1, -1e16]], [1], [[1], [1], [1]], [0])
    assert story.steps[1].formulas[0].endswith(" = 1")


def test_tensors_arrays_and_lists_are_taken():
    arrays = [numpy.array(values) for values in SMALL]
    tensors = [torch.tensor(values) for values in SMALL]
    own = figures.walk(*SMALL)._repr_mimebundle_()
    assert figures.walk(*arrays)._repr_mimebundle_() == own
    assert figures.walk(*tensors)._repr_mimebundle_() == own
    assert figures.walk(M, [TO_OUTPUT], SAMPLES, [TARGETS])._repr_mimebundle_() == own
    columns = [[[number] for number in values] for values in (TO_OUTPUT, TARGETS)]
    assert figures.walk(M, columns[0], SAMPLES, columns[1])._repr_mimebundle_() == own


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (([[1, 1, 1]], [1], SAMPLES, TARGETS), "M has 3 columns, and samples has 2 rows"),
        ((M, [1, 2, 3], SAMPLES, TARGETS), "to_output has 3 numbers, and M has 2 rows"),
        ((M, TO_OUTPUT, SAMPLES, [1]), "samples has 2 columns, .* targets has 1 numbers"),
        ((M, TO_OUTPUT, SAMPLES, 1), "targets is 1, and has to be a list of numbers"),
        ((M, [[1, 2], [3, 4]], SAMPLES, TARGETS), "to_output is no array of numbers"),
        (([[1, 1], [1]], TO_OUTPUT, SAMPLES, TARGETS), "rows of one length"),
        ((M, TO_OUTPUT, [["a", "b"]] * 2, TARGETS), "samples is no array of numbers"),
        ((M, TO_OUTPUT, SAMPLES, [4, float("nan")]), "targets has entries that are not finite"),
        ((..., TO_OUTPUT, SAMPLES, TARGETS), "M is no array"),
        (({0: 1}, TO_OUTPUT, SAMPLES, TARGETS), "M is no array"),
        ((M, "2, -1", SAMPLES, TARGETS), "to_output is '2, -1', and has to be a list of numbers"),
        ((M, [], SAMPLES, TARGETS), "to_output is .*, and has to be a list of numbers"),
        (([[1, 1]] * 7, [1] * 7, SAMPLES, TARGETS), "7 units in a layer cannot be drawn"),
        (([[[1, 1], [1, 1]]] * 4, [1, 1], SAMPLES, TARGETS), "4 hidden layers cannot be drawn"),
        (([[1]], [1], [[1] * 9], [1] * 9), "9 samples cannot be drawn"),
    ],
)
def test_what_cannot_be_walked_through_is_said(arguments, sentence):
    with pytest.raises(ValueError, match=sentence) as said:
        figures.walk(*arguments)
    # Jupyter shows the sentence alone
    assert " ".join(said.value._render_traceback_()) == str(said.value)


# The recorded graph


def test_the_way_back_is_the_one_of_pytorch_and_leaves_everything_as_it_is():
    error, tensors = tiny_graph()
    story = figures.recorded(error, **tensors)
    assert tensors["w"].grad is None
    error.backward()  # what was recorded is still there
    assert (tensors["w"].grad.item(), tensors["b"].grad.item()) == (9.0, 4.5)
    assert sorted(story.steps[-1].formulas) == ["b.grad = 4.5", "w.grad = 9"]
    assert story.steps[2].formulas == ("to gap: 1·(−4.5) = −4.5",)
    last = " ".join(texts(pictures(story)[-1]))
    for text in ("w = 0.5", "∂ 9", "z = 1.5", "a = 1.5", "gap = −2.25", "error = 5.0625"):
        assert text in last
    first = " ".join(texts(pictures(story)[0]))
    assert "∂" not in first
    # In each step, what is handed back is drawn; at the first, nothing is yet
    back = [
        any(e.get("stroke") == VERMILION for e in picture.iter()) for picture in pictures(story)
    ]
    assert back == [False, False] + [True] * (len(back) - 3) + [False]


def test_what_arrives_on_two_ways_adds_up():
    w = nn.Parameter(torch.tensor(3.0))
    story = figures.recorded(w * w + w, w=w)
    assert story.steps[-1].formulas == ("w.grad = 7",)


def test_a_tensor_that_was_not_recorded_is_named():
    w = nn.Parameter(torch.tensor(3.0))
    cut = (w * 2).detach()
    assert "Not recorded: cut." in figures.recorded(w * cut, w=w, cut=cut).steps[0].answer


def test_what_cannot_be_followed_is_said():
    error, tensors = tiny_graph()
    error.backward()
    with pytest.raises(ValueError, match="has let go of what was recorded"):
        figures.recorded(error, **tensors)
    with pytest.raises(ValueError, match="Nothing was recorded"):
        figures.recorded(torch.tensor(1.0))
    with pytest.raises(ValueError, match=r"error has the shape \(2,\)"):
        figures.recorded(nn.Parameter(torch.ones(2)) * 2)
    with pytest.raises(ValueError, match=r"error is 1\.0, and has to be a tensor"):
        figures.recorded(1.0)
    long = nn.Parameter(torch.tensor(1.0))
    for _ in range(30):
        long = long + 1
    with pytest.raises(ValueError, match="31 tensors cannot be drawn"):
        figures.recorded(long)


# The secant


def test_the_slopes_are_the_central_differences():
    story = figures.secant(tiny_error, 0.5, [1 / 8, 1], kinks=[-0.25])
    _, small, large = story.steps
    assert small.formulas == ("(6.25 − 4) / (2·0.125) = 9",)
    assert large.formulas == ("(18.0625 − 0.5625) / (2·1) = 8.75",)
    assert "kink" not in small.answer and "both sides of the kink at −0.25" in large.answer
    assert "−0.25 kink" in texts(pictures(story)[0])


def test_the_line_goes_through_both_points():
    for slope_of in (tiny_error, lambda w: -tiny_error(w), lambda w: 3.0):
        for picture in pictures(figures.secant(slope_of, 0.5, [0.25, 1]))[1:]:
            shapes = list(picture.iter())
            (line,) = [s.get("d") for s in shapes if s.get("stroke-dasharray") == "7 4"]
            (x1, y1), (x2, y2) = ([float(n) for n in p.split()] for p in line[1:].split("L"))
            dots = [s for s in shapes if s.tag.endswith("circle")][:2]
            assert x1 < x2
            for dot in dots:
                x, y = float(dot.get("cx")), float(dot.get("cy"))
                assert y == pytest.approx(y1 + (y2 - y1) * (x - x1) / (x2 - x1), abs=0.5)


def test_a_name_may_hold_what_an_address_may_not():
    story = figures.secant(tiny_error, 0.5, [1], name="20%<#>&'\"")
    assert all("20%<#>&'\"" in texts(picture) for picture in pictures(story))
    assert all("20%<#>&" in image["alt"] for image in shown(story).find_all("img"))


def test_a_step_of_nothing_and_an_error_without_an_end_are_said():
    with pytest.raises(ValueError, match="positive numbers"):
        figures.secant(tiny_error, 0.5, [0])
    with pytest.raises(ValueError, match="The error is inf where w = "):
        figures.secant(lambda w: float("inf"), 0.5, [1])


# The two layouts


def test_the_same_numbers_in_both_layouts():
    w = utils.getparams()[0][0]
    story = figures.transposed(w, unit=1)
    *_, ours, theirs = pictures(story)

    def entries(picture):
        return [
            n for text in texts(picture) if re.fullmatch(r"−?[\d.]+", text) for n in numbers(text)
        ]

    assert entries(ours) == w.ravel().tolist()
    assert entries(theirs) == w.T.ravel().tolist()
    assert "weight (6, 4)" in texts(theirs)
    assert story.steps[2].answer.startswith("(6, 4)")
    alternatives = [html.unescape(image["alt"]) for image in shown(story).find_all("img")]
    assert [re.findall(r"Framed: (.+)\.", text) for text in alternatives] == [
        [], ["column 1"], ["column 1"], ["row 1"]
    ]  # fmt: skip


def test_a_unit_that_is_not_there_is_said():
    with pytest.raises(ValueError, match="there is no unit 6"):
        figures.transposed(utils.getparams()[0][0], unit=6)
    with pytest.raises(ValueError, match="up to 12 can be drawn"):
        figures.transposed(numpy.ones((2, 13)))
    with pytest.raises(ValueError, match=r"W\[0\] is no array of numbers with rows and columns"):
        figures.transposed([1, 2])
