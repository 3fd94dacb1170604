"""Time the gradient by hand and in blocks against PyTorch's, and draw it over the samples."""

import statistics

import numpy
import torch
from matplotlib.figure import Figure
from measure import ROOT, compare, seconds
from threadpoolctl import threadpool_limits

import solution
import utils
from figures.colours import BLUE, FAINT, VERMILION

FEW, MANY = 16, 262144
GROWTH = [4**power for power in range(11)]  # 1 to 1048576 samples
PICTURE = ROOT / "dist" / "growth.png"
SHOWN = "figures/growth.png"


def data(samples):
    """Return X and T: the samples of the exercises, repeated as often as needed."""
    return [numpy.resize(array, (samples, array.shape[1])) for array in utils.getdata()]


def by_hand(W, B, X, T):
    """Run the numpy forward pass and the model answer of exercise 1."""
    A = [X]
    for w, b in zip(W[:-1], B[:-1], strict=True):
        A.append(numpy.maximum(0, A[-1].dot(w) + b))
    return solution.exercise1(W, B, A, A[-1].dot(W[-1]) + B[-1], T)


def by_autograd(W, B, X, T):
    """Run the model answer of exercise 2 and the backward pass of PyTorch."""
    for parameter in W + B:
        parameter.grad = None
    solution.exercise2(W, B, X, T).backward()


# How the gradient is computed, for how many samples, and the promised part of PyTorch's time
COMPARED = (
    ("by hand", by_hand, FEW, 0.25),
    ("by hand", by_hand, MANY, 1.5),
    ("in blocks", solution.gradient_in_blocks, MANY, 0.5),
)


def comparison(name, function, samples, rounds, limit=None):
    """Compare a function with autograd, in float64, with one thread each."""
    W, B = utils.getparams()
    X, T = data(samples)
    parameters = [[torch.nn.Parameter(torch.tensor(p)) for p in params] for params in (W, B)]
    tensors = torch.tensor(X), torch.tensor(T)
    repeat = max(1, 20000 // (samples + 100))
    torch.set_num_threads(1)
    with threadpool_limits(1):
        return compare(
            f"gradient {name}, {samples} samples",
            lambda: seconds(function, W, B, X, T, repeat=repeat),
            "PyTorch's autograd",
            lambda: seconds(by_autograd, *parameters, *tensors, repeat=repeat),
            rounds,
            limit,
        )


def comparisons():
    """Measure."""
    return [
        comparison(name, function, samples, rounds=21, limit=limit)
        for name, function, samples, limit in COMPARED
    ]


def draw_growth():
    """Draw the medians per sample over their number, and write ``dist/growth.png``.

    Every run draws other times, so the picture of the README changes only if this one is copied.
    """
    figure = Figure(figsize=(6.4, 3.8), dpi=100, facecolor="white", layout="constrained")
    axes = figure.subplots()
    hand, autograd = _per_sample("by hand", by_hand)
    blocks, _ = _per_sample("in blocks", solution.gradient_in_blocks)
    axes.loglog(GROWTH, autograd, "s--", color=VERMILION, label="PyTorch's autograd")
    axes.loglog(GROWTH, hand, "o-", color=BLUE, label="by hand in numpy")
    axes.loglog(GROWTH, blocks, "^:", color="black", label="in blocks in numpy")
    axes.set(xlabel="samples", ylabel="seconds per sample")
    axes.grid(color=FAINT)
    axes.legend(frameon=False)
    PICTURE.parent.mkdir(exist_ok=True)
    figure.savefig(PICTURE)
    print(f"\nwrote {PICTURE.relative_to(ROOT)}; the README shows {SHOWN}")


def _per_sample(name, function):
    """Return the seconds per sample by a function and by autograd, for each number of samples."""
    found = [(n, comparison(name, function, n, rounds=7)) for n in GROWTH]
    return (
        [statistics.median(compared.first) / n for n, compared in found],
        [statistics.median(compared.second) / n for n, compared in found],
    )
