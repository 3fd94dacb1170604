"""The figures: compared with stored pictures, and looked at by their parts."""

import base64
import functools
import io
import itertools
import re
import shutil
from itertools import pairwise

import example_networks as networks
import matplotlib
import numpy
import pytest
import torch
from drawn_figures import (
    CUBICS,
    LOSSES,
    activity,
    cubic_fit,
    gradient_flow,
    network,
    of_one_sample,
)
from example_networks import exercise1
from IPython.core.completer import IPCompleter, provisionalcompleter
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgba
from matplotlib.image import imread
from matplotlib.testing.compare import compare_images
from processes import python
from spread import some

import figures
import run
import solution
from figures.colours import BLUE, LINE, OFF, PAPER, VERMILION
from figures.drawing import to_colours
from figures.gradient_flow import live_paths, stopped
from instructors import series
from instructors.files import write_all

SHEET = networks.SERIES
SIZES = [[4, 6, 6, 6, 1], [2, 1], [3, 8, 2], [1, 2, 3, 4, 5, 6, 7]]
BASELINES = run.ROOT / "tests" / "baselines"


def random(sizes, samples=1):
    return networks.random_network(sizes, samples, seed=0)


def autograd_graph(net):
    W, B, X, T = networks.tensors(torch.float64, net)
    return figures.autograd_graph(solution.exercise2(W, B, X, T), W, B)


def layers(net):
    """The network as PyTorch's layers, with the gradients that backpropagation gives."""
    found = networks.sequential(net).double()
    for linear, dw, db in zip(found[::2], *exercise1(net), strict=True):
        linear.weight.grad, linear.bias.grad = torch.tensor(dw.T.copy()), torch.tensor(db)
    return found


def gradient_layouts(net):
    return figures.gradient_layouts(layers(net))


@functools.cache
def drawn(draw):
    """The figure of the exercises, as Jupyter gets it: for the tests that only look."""
    figure = draw(SHEET)
    return figure, *figure._repr_mimebundle_()


def png(draw):
    """The same as the bytes of a picture."""
    return base64.b64decode(drawn(draw)[1]["image/png"])


ALL = [network, gradient_flow, activity, autograd_graph, cubic_fit, gradient_layouts]
names = pytest.mark.parametrize("draw", ALL, ids=lambda draw: draw.__name__)
sizes = pytest.mark.parametrize("sizes", SIZES, ids=str)


def words(figure):
    return [text.get_text() for axes in figure.axes for text in axes.texts]


def all_texts(figure):
    """Every text that a reader sees, the titles and the numbers at the axes included."""
    found = []
    for axes in figure.axes:
        found += axes.texts
        if axes.axison:
            found += [axes.title, axes.xaxis.label, axes.yaxis.label]
            for axis in (axes.xaxis, axes.yaxis):
                low, high = sorted(axis.get_view_interval())
                ticks = zip(axis.get_ticklocs(), axis.get_ticklabels(), strict=True)
                found += [label for place, label in ticks if low <= place <= high]
        if axes.get_legend():
            found += axes.get_legend().get_texts()
    return [text for text in found if text.get_text() and text.get_visible()]


def connections(axes):
    return [lines for lines in axes.collections if isinstance(lines, LineCollection)]


def units(axes):
    return [dots for dots in axes.collections if not isinstance(dots, LineCollection)]


# What all figures have in common


@names
def test_the_figure_is_the_stored_one(draw, tmp_path):
    new = tmp_path / f"{draw.__name__}.png"
    new.write_bytes(png(draw))
    stored = BASELINES / new.name
    assert stored.exists(), f"look at {new}, and copy it to {BASELINES}"
    assert compare_images(str(shutil.copy(stored, tmp_path / "stored.png")), str(new), 2) is None


@names
def test_jupyter_gets_the_whole_figure_with_words_for_those_who_cannot_see_it(draw):
    figure, data, metadata = drawn(draw)
    height, width, _ = imread(io.BytesIO(base64.b64decode(data["image/png"]))).shape
    assert (width, height) == tuple((100 * figure.get_size_inches()).astype(int))
    assert metadata == {"image/png": {"alt": figure.alternative}}
    assert re.fullmatch(r"(The|A|All) .{30,}\.", figure.alternative)


@names
@pytest.mark.parametrize("sizes", some(SIZES, SIZES[0]), ids=str)
def test_texts_are_large_enough_and_do_not_overlap(draw, sizes):
    if draw is activity and len(sizes) == 2:
        pytest.skip("no hidden layers")
    figure = draw(random(sizes, samples=3))
    figure.draw_without_rendering()
    shown = all_texts(figure)
    boxes = [text.get_window_extent() for text in shown]
    assert min(text.get_fontsize() for text in shown) >= 9
    for box, text in zip(boxes, shown, strict=True):
        assert figure.bbox.padded(1).contains(*box.min), text
        assert figure.bbox.padded(1).contains(*box.max), text
    for (one, a), (two, b) in itertools.combinations(zip(boxes, shown, strict=True), 2):
        assert not one.overlaps(two), (a, b)


def pixels(figure):
    """The red, green and blue of every pixel, from 0 to 255."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    return numpy.asarray(canvas.buffer_rgba())[..., :3].astype(int)


MOVES = [(x, y, 0) for x in (-1e-9, 1e-9) for y in (-1e-9, 1e-9)]
MOVES += [(0, 0, 1e-12), (0, 0, -1e-12)]


@pytest.mark.slow
@names
@sizes
def test_no_place_lies_where_the_last_digit_decides(draw, sizes):
    """Every place is moved by less than can be seen, in pixels or as a part of itself."""
    if (draw is activity and len(sizes) == 2) or (draw is cubic_fit and sizes != SIZES[0]):
        pytest.skip("no hidden layers, or no network")
    # The sizes of the exercises come with their numbers
    net = SHEET if sizes == SIZES[0] else random(sizes, samples=3)
    before = pixels(draw(net))
    for right, up, share in MOVES:
        figure = draw(net)
        figure.dpi_scale_trans.scale(1 + share).translate(right, up)
        after = pixels(figure)
        assert after.shape == before.shape
        # What is moved blends in; a line at another pixel would differ by 30 and more
        assert abs(after - before).max() <= 3, (right, up, share)


@pytest.mark.slow
@names
def test_the_last_digits_of_what_is_drawn_cannot_be_seen(draw):
    random = numpy.random.default_rng(seed=0)

    def changed(values):
        return values * (1 + random.integers(-3, 4, values.shape) * 2.0**-52)

    before = pixels(draw(SHEET))
    for _ in range(3):
        W, B = ([changed(p) for p in params] for params in (SHEET.W, SHEET.B))
        after = pixels(draw(networks.Network(W, B, changed(SHEET.X), changed(SHEET.T))))
        assert after.shape == before.shape
        assert abs(after - before).max() <= 3


OTHERS = {
    "figure.dpi": 200,
    "figure.facecolor": "black",
    "axes.facecolor": "black",
    "axes.prop_cycle": "cycler('color', ['white'])",
    "axes.grid": True,
    "axes.spines.top": False,
    "text.color": "white",
    "font.size": 20,
    "font.family": "serif",
    "font.monospace": "DejaVu Serif",
    "hatch.linewidth": 4,
    "image.interpolation": "bilinear",
    "lines.antialiased": False,
    "path.sketch": (1, 100, 2),
    "path.snap": False,
    "savefig.bbox": "tight",
    "savefig.dpi": 300,
    "savefig.facecolor": "black",
    "savefig.transparent": True,
    "xtick.labelsize": 20,
}


@pytest.mark.slow
@names
def test_the_settings_of_others_change_nothing(draw):
    own = draw(SHEET)._repr_mimebundle_()
    with matplotlib.rc_context(OTHERS):
        assert draw(SHEET)._repr_mimebundle_() == own
        assert matplotlib.rcParams["font.size"] == 20


@pytest.mark.slow
@names
def test_the_background_is_opaque_and_paper(draw):
    pixels = imread(io.BytesIO(png(draw)))
    assert (pixels[..., 3] == 1).all()
    assert tuple(pixels[0, 0]) == pytest.approx(to_rgba(PAPER), abs=0.01)


@names
def test_the_figure_fits_the_width_of_a_notebook(draw):
    """In JupyterLab, in a window 1250 pixels wide, an output has 1070."""
    assert drawn(draw)[0].bbox.width <= 1070


@names
def test_only_fonts_that_come_with_matplotlib(draw):
    families = {family for text in all_texts(drawn(draw)[0]) for family in text.get_fontfamily()}
    assert families <= {"sans-serif", "monospace"}


@names
def test_nothing_is_left_in_pyplot_and_nothing_given_is_changed(draw):
    import matplotlib.pyplot

    before = [array.copy() for array in [*SHEET.W, *SHEET.B]]
    draw(SHEET)
    assert matplotlib.pyplot.get_fignums() == []
    assert all((a == b).all() for a, b in zip(before, [*SHEET.W, *SHEET.B], strict=True))


def test_after_the_tab_key_jupyter_shows_the_functions_and_nothing_else():
    functions = {draw.__name__ for draw in ALL} | {"recorded", "secant", "transposed", "walk"}
    with provisionalcompleter():
        found = IPCompleter(namespace={"figures": figures}).completions("figures.", 8)
        assert {completion.text.removeprefix(".") for completion in found} == functions


# The network


@sizes
def test_every_unit_and_connection_is_drawn(sizes):
    (axes,) = network(random(sizes)).axes
    assert [len(layer.get_offsets()) for layer in units(axes)] == sizes
    assert [len(lines.get_segments()) for lines in connections(axes)] == [
        a * b for a, b in pairwise(sizes)
    ]
    highlighted = 1
    assert len(axes.lines) == sum(sizes[1:-1]) + highlighted


@sizes
def test_the_labels_are_the_names_and_shapes(sizes):
    net = random(sizes)
    labels = words(network(net))
    for layer, (w, b) in enumerate(zip(net.W, net.B, strict=True)):
        assert f"W[{layer}] {w.shape}" in labels
        assert f"B[{layer}] {b.shape}" in labels
    assert f"X (N, {sizes[0]})" in labels
    assert f"Y (N, {sizes[-1]})" in labels
    for layer, size in enumerate(sizes[1:-1], start=1):
        assert f"A{layer} (N, {size})" in labels
    assert "W[0][0, 0]" in labels


def test_the_stored_picture_is_the_drawn_one(tmp_path):
    write_all(tmp_path, series.code())
    drawn = []
    for _ in range(2):
        python("-m", "figures", cwd=tmp_path, check=True)
        drawn.append((tmp_path / "net.svg.png").read_bytes())
    assert drawn[0] == drawn[1]

    shutil.copy(run.ROOT / "net.svg.png", tmp_path / "stored.png")
    pictures = [str(tmp_path / name) for name in ("stored.png", "net.svg.png")]
    assert compare_images(*pictures, 2) is None
    assert imread(pictures[0]).shape[1] == 800


# The gradient in the network


@sizes
def test_dead_units_are_grey_and_get_no_gradient(sizes):
    net = random(sizes)
    forward, _, backward = gradient_flow(net).axes[:3]
    DW, DB = exercise1(net)
    for layer, a in enumerate(net.A[1:], start=1):
        off = a[0] == 0
        grey = to_rgba(OFF)
        assert [tuple(c) == grey for c in units(forward)[layer].get_facecolor()] == off.tolist()
        # Every second collection holds the gradients, above the faint lines of the network
        widths = numpy.reshape(connections(backward)[2 * layer - 1].get_linewidth(), (-1, len(off)))
        assert (widths[:, off] == 0).all()
        numpy.testing.assert_allclose(
            widths, 5 * abs(DW[layer - 1]) / max(abs(d).max() for d in [*DW, *DB])
        )
        colours = [tuple(colour) for colour in units(backward)[layer].get_facecolor()]
        assert [colour == grey for colour in colours] == off.tolist()


def test_a_bar_stands_where_a_signal_is_stopped():
    net = of_one_sample(SHEET, 2)
    signals = exercise1(net)[1]
    off = [a[0] == 0 for a in net.A[1:]]
    expected = [
        (layer, unit)
        for layer, units_off in enumerate(off, start=1)
        for unit in numpy.flatnonzero(units_off)
        if any(w * s for w, s in zip(net.W[layer][unit], signals[layer], strict=True))
    ]
    assert stopped(net.W, off, signals) == expected
    assert len(expected) > 5
    bars = [line for line in gradient_flow(SHEET).axes[2].lines if line.get_linewidth() == 4]
    assert len(bars) == len(expected)
    assert "bar: stopped" in "".join(words(gradient_flow(SHEET)))
    # Nothing comes back to units whose only way on is closed
    W = [numpy.ones((1, 2)), numpy.ones((2, 1)), numpy.ones((1, 1))]
    off = [numpy.array([True, False]), numpy.array([True])]
    signals = [numpy.zeros(2), numpy.zeros(1), numpy.ones(1)]
    assert stopped(W, off, signals) == [(2, 0)]


def test_some_units_of_the_sample_in_the_notebook_are_dead_and_the_first_weight_is_not():
    net = of_one_sample(SHEET, 2)
    assert all((a == 0).any() for a in net.A[1:])
    assert exercise1(net)[0][0][0, 0] != 0


@pytest.mark.slow
@sizes
def test_the_colours_are_symmetric_around_white(sizes):
    values = numpy.array([-3.0, -1.5, 0.0, 1.5, 3.0])
    colours = to_colours(values, 3.0)
    assert (colours[2] == 1).all()
    assert to_rgba(BLUE) == pytest.approx(tuple(colours[0]), abs=0.01)
    assert to_rgba(VERMILION) == pytest.approx(tuple(colours[4]), abs=0.01)
    for draw in (gradient_flow, gradient_layouts):
        for axes in draw(random(sizes)).axes:
            if axes.get_label() == "<colorbar>" or axes.axison:
                low, high = axes.get_xlim()
                assert low == -high


def test_negative_gradients_are_dashed():
    net = of_one_sample(SHEET, 2)
    axes = gradient_flow(SHEET).axes[2]
    for layer, dw in enumerate(exercise1(net)[0]):
        styles = connections(axes)[2 * layer + 1].get_linestyle()
        assert [pattern is not None for _, pattern in styles] == (dw.ravel() < 0).tolist()


def test_the_live_paths_are_those_that_carry_the_gradient():
    """Along every path the product of the weights, summed up, is what the first weight feels."""
    for n in range(16):
        net = of_one_sample(SHEET, n)
        values = [array.ravel() for array in [*net.A, net.Y]]
        live = live_paths(net.W, values)
        product = live[0].astype(float)[0]
        for w, paths in zip(net.W[1:], live[1:], strict=True):
            product = product @ (w * paths)
        slope = 2 * (net.Y - net.T)[0, 0] * net.X[0, 0] * product[0]
        assert slope == pytest.approx(exercise1(net)[0][0][0, 0], rel=1e-12, abs=1e-12)


def test_the_path_ends_where_a_unit_is_off():
    W = [numpy.ones((1, 2)), numpy.ones((2, 2)), numpy.ones((2, 1))]
    live = live_paths(W, [numpy.ones(1), numpy.ones(2), numpy.array([0, 1]), numpy.ones(1)])
    assert live[0].tolist() == [[True, False]]
    assert live[1].tolist() == [[False, True], [False, False]]
    assert live[2].tolist() == [[False], [True]]
    live = live_paths(W, [numpy.ones(1), numpy.array([0, 1]), numpy.ones(2), numpy.ones(1)])
    assert not any(paths.any() for paths in live)


# The other figures


def test_the_activity_shows_every_unit_of_every_sample():
    left, right = activity(SHEET).axes
    shown = left.collections[0].get_array().reshape(16, 18)
    assert (shown == numpy.hstack([z > 0 for z in SHEET.Z[:-1]])).all()
    DW, DB = exercise1(SHEET)
    heights = [bar.get_height() for bar in right.patches]
    assert heights == pytest.approx([numpy.linalg.norm(d) for d in [*DW, *DB]])


def test_the_activity_of_no_hidden_layers():
    with pytest.raises(ValueError, match="no hidden layers"):
        activity(random([2, 1]))


@sizes
def test_the_graph_has_the_operations_of_the_forward_pass(sizes):
    net = random(sizes, samples=2)
    labels = words(autograd_graph(net))
    layers = len(net.W)
    for name, count in {"Mm": layers, "Add": layers, "Relu": layers - 1, "Mean": 1}.items():
        assert labels.count(name) == count
    for layer in range(layers):
        assert f"W[{layer}]" in labels
        assert f"B[{layer}]" in labels
        assert f"$A_{layer} W_{layer}$" in labels
    assert "$Y$" in labels


def test_the_graph_of_another_program_is_drawn_too():
    W = [torch.nn.Parameter(torch.ones(2, 2))]
    B = [torch.nn.Parameter(torch.ones(2))]
    other = torch.nn.Parameter(torch.ones(2))
    y = torch.addmm(B[0], torch.ones(3, 2), W[0]).tanh() * other
    labels = words(figures.autograd_graph((y * y).sum(), W, B))
    assert {"W[0]", "B[0]", "Addmm", "Tanh", "Mul", "Sum"} <= set(labels)
    assert {"$A_0 W_0$", "$Y$"}.isdisjoint(labels)


def test_of_a_graph_that_nobody_could_read_only_the_size_is_told():
    w = torch.nn.Parameter(torch.ones(1))
    total = w
    for _ in range(200):
        total = total + w
    (text,) = figures.autograd_graph(total, [w], []).texts
    assert text.get_text() == "Your program has recorded 201 operations, too many to draw."


def cut(kind):
    """The graph of a program in which something is not recorded."""
    W, B, a, T = networks.tensors(torch.float64)
    for layer in range(3):
        w = W[layer].detach() if kind == f"W[{layer}]" else W[layer]
        a = torch.relu(a @ w + B[layer])
        a = a.detach() if kind == f"A{layer + 1}" else a
    return figures.autograd_graph(((a @ W[3] + B[3] - T) ** 2).mean(), W, B)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "missing", "first"),
    [
        ("nothing", "", "W[0]"),
        ("A1", "W[0], B[0]", "W[1]"),
        ("A2", "W[0], W[1], B[0], B[1]", "W[2]"),
        ("A3", "W[0], W[1], W[2], B[0], B[1], B[2]", "W[3]"),
        ("W[0]", "W[0]", "B[0]"),
        ("W[1]", "W[1]", "W[0]"),
    ],
)
def test_what_was_recorded_is_drawn_and_where_it_ends(kind, missing, first):
    figure = cut(kind)
    told = [text.get_text() for text in figure.texts]
    assert told == [f"The way back ends at ×. It does not reach {missing}."] * bool(missing)
    assert all(sentence in figure.alternative for sentence in told)
    labels = words(figure)
    assert first in labels and "Mean" in labels
    assert {"W[0]", "W[1]", "W[2]", "B[0]", "B[1]", "B[2]"} - set(labels) == set(
        filter(None, missing.split(", "))
    )
    crosses = [line for line in figure.axes[0].lines if line.get_marker() == "x"]
    assert len(crosses) == bool(missing)
    figure.draw_without_rendering()
    for text in all_texts(figure) + figure.texts:
        box = text.get_window_extent()
        assert figure.bbox.contains(*box.min) and figure.bbox.contains(*box.max)


def test_of_a_graph_of_other_operations_only_what_is_missing_is_said():
    w, b = (torch.nn.Parameter(torch.ones(2)) for _ in "wb")
    (told,) = figures.autograd_graph((w * 2).sum(), [w], [b]).texts
    assert told.get_text() == "The way back does not reach B[0]."


def test_of_nothing_recorded_a_sentence_is_drawn():
    for err, sentence in (
        (torch.tensor(1.0), "err has no grad_fn: nothing was recorded, and there is no way back."),
        (1.0, "err is of type float, no tensor: nothing was recorded."),
        (None, "err is of type NoneType, no tensor: nothing was recorded."),
    ):
        figure = figures.autograd_graph(err, [], [])
        assert figure.texts[0].get_text() == sentence
        assert sentence in figure.alternative
        assert "image/png" in figure._repr_mimebundle_()[0]


def test_the_cubic_fit_draws_every_cubic_the_sine_and_the_loss():
    left, right = cubic_fit(None).axes
    sine, *curves = left.lines
    x = sine.get_xdata()
    numpy.testing.assert_allclose(sine.get_ydata(), numpy.sin(x))
    for curve, (a, b, c, d) in zip(curves, CUBICS.values(), strict=True):
        numpy.testing.assert_allclose(curve.get_ydata(), a + b * x + c * x**2 + d * x**3)
    labels = [text.get_text() for text in left.get_legend().get_texts()]
    assert labels == ["sin x", "0 steps", "7 steps"]
    assert right.get_yscale() == "log"
    assert list(right.lines[-1].get_ydata()) == LOSSES


@pytest.mark.slow
@sizes
def test_the_layouts_show_the_arrays_and_their_shapes(sizes):
    net = random(sizes, samples=2)
    figure = gradient_layouts(net)
    DW, DB = exercise1(net)
    images = [axes.collections[0].get_array() for axes in figure.axes if not axes.axison]
    labels = words(figure)
    for layer, (dw, db) in enumerate(zip(DW, DB, strict=True)):
        above, below, bias_above, bias_below = images[4 * layer : 4 * layer + 4]
        assert (above == dw).all()
        assert (below == dw.T).all()
        assert (bias_above.ravel() == db).all()
        assert (bias_below.ravel() == db).all()
        assert f"DW[{layer}]\n{dw.shape}" in labels
        assert f"net[{2 * layer}]\nweight.grad\n{dw.T.shape}" in labels
        assert f"net[{2 * layer}]\nbias.grad\n{db.shape}" in labels


def test_negative_entries_carry_a_dash():
    entries = [array for arrays in exercise1(SHEET) for array in arrays]
    largest = max(abs(array).max() for array in entries)
    negative = sum((array < -largest / 50).sum() for array in entries)
    dashes = [line for axes in gradient_layouts(SHEET).axes for line in axes.lines]
    assert 0 < len(dashes) == 2 * negative  # above and below


def test_the_colours_differ_in_lightness():
    """Without its colours, the highlighted weight is still darker than the others."""

    def lightness(colour):
        red, green, blue = to_rgba(colour)[:3]
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    assert lightness(VERMILION) + 0.1 < lightness(LINE)
    assert lightness(BLUE) + 0.3 < lightness(OFF) < 0.9
