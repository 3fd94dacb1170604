"""The drawings, looked at by their parts."""

import shutil
import subprocess
import sys
from itertools import pairwise

import numpy
import pytest
from matplotlib.image import imread
from networks import random_network

import figures
import run
import utils

SIZES = [[4, 6, 6, 6, 1], [2, 1], [3, 8, 2], [1, 2, 3, 4, 5, 6, 7]]


def texts(figure):
    return [text.get_text() for axes in figure.axes for text in axes.texts]


def draw(sizes):
    net = random_network(sizes, samples=1, seed=0)
    return net, figures.network(net.W, net.B)


@pytest.mark.parametrize("sizes", SIZES)
def test_every_unit_and_connection_is_drawn(sizes):
    _, figure = draw(sizes)
    (axes,) = figure.axes
    assert [len(layer.get_offsets()) for layer in axes.collections] == sizes
    relus = sum(sizes[1:-1])
    highlighted = 1
    connections = sum(a * b for a, b in pairwise(sizes))
    assert len(axes.lines) == connections + relus + highlighted


@pytest.mark.parametrize("sizes", SIZES)
def test_the_labels_are_the_names_and_shapes(sizes):
    net, figure = draw(sizes)
    labels = texts(figure)
    for layer, (w, b) in enumerate(zip(net.W, net.B, strict=True)):
        assert f"W[{layer}] {w.shape}\nB[{layer}] {b.shape}" in labels
    assert f"X (N, {sizes[0]})" in labels
    assert f"Y (N, {sizes[-1]})" in labels
    for layer, size in enumerate(sizes[1:-1], start=1):
        assert f"A{layer} (N, {size})" in labels
    assert "W[0][0, 0]" in labels


@pytest.mark.parametrize("sizes", SIZES)
def test_labels_do_not_overlap_and_are_large_enough(sizes):
    _, figure = draw(sizes)
    figure.draw_without_rendering()
    boxes = [text.get_window_extent() for text in figure.axes[0].texts]
    for number, box in enumerate(boxes):
        assert figure.bbox.contains(*box.min) and figure.bbox.contains(*box.max)
        assert not any(box.overlaps(other) for other in boxes[number + 1 :])
    assert min(text.get_fontsize() for text in figure.axes[0].texts) >= 9


def test_the_stored_picture_is_the_drawn_one(tmp_path):
    for name in ("figures.py", "utils.py"):
        shutil.copy(run.ROOT / name, tmp_path)
    drawn = []
    for _ in range(2):
        subprocess.run([sys.executable, "figures.py"], cwd=tmp_path, check=True)
        drawn.append((tmp_path / "net.svg.png").read_bytes())
    assert drawn[0] == drawn[1]

    stored, new = imread(run.ROOT / "net.svg.png"), imread(tmp_path / "net.svg.png")
    assert stored.shape == new.shape
    assert numpy.sqrt(((stored - new) ** 2).mean()) < 0.01


def test_the_picture_is_opaque_and_800_pixels_wide():
    pixels = imread(run.ROOT / "net.svg.png")
    assert pixels.shape[1] == 800
    assert pixels.shape[2] == 3 or (pixels[..., 3] == 1).all()
    assert (pixels[0, 0, :3] == 1).all()


def test_the_colours_differ_in_lightness():
    """Without its colours, the highlighted weight is still darker than the others."""

    def lightness(colour):
        red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    assert lightness(figures.VERMILION) + 20 < lightness(figures.LINE)


def test_the_cubic_fit_draws_every_cubic_and_the_sine():
    cubics = {0: (0, 1, 0, 0), 7: (1, 2, 3, 4)}
    (axes,) = figures.cubic_fit(cubics).axes
    sine, *curves = axes.lines
    x = sine.get_xdata()
    numpy.testing.assert_allclose(sine.get_ydata(), numpy.sin(x))
    for curve, (a, b, c, d) in zip(curves, cubics.values(), strict=True):
        numpy.testing.assert_allclose(curve.get_ydata(), a + b * x + c * x**2 + d * x**3)
    assert [text.get_text() for text in axes.get_legend().get_texts()] == [
        "sin x",
        "0 steps",
        "7 steps",
    ]


def test_no_state_is_left_in_pyplot():
    program = "import sys, figures, utils; figures.network(*utils.getparams());"
    program += "figures.cubic_fit({}); print('matplotlib.pyplot' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=run.ROOT, capture_output=True, text=True
    )
    assert done.stdout.strip() == "False", done.stderr


def test_the_sheet_has_this_network():
    W, _ = utils.getparams()
    assert [w.shape[0] for w in W] + [W[-1].shape[1]] == SIZES[0]
