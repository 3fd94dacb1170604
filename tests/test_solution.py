"""The model answers against an exact oracle, against autograd, and against the usual mistakes."""

import inspect
import tracemalloc

import exact
import numpy
import pytest
import torch
from example_networks import SERIES, Network, networks, random_network, sequential, tensors
from hypothesis import given
from processes import python
from spread import some

import solution
import utils

DTYPES = [numpy.float64, numpy.float32]


def sheet(dtype=numpy.float64):
    return SERIES.astype(dtype)


def exercise1(net):
    return solution.exercise1(net.W, net.B, net.A, net.Y, net.T)


def autograd(net, dtype=torch.float64):
    W, B, X, T = tensors(dtype, net)
    solution.exercise2(W, B, X, T).backward()
    return [w.grad.numpy() for w in W], [b.grad.numpy() for b in B]


def assert_equal_gradients(found, expected, **tolerance):
    for ours, others in zip(found, expected, strict=True):
        for one, other in zip(ours, others, strict=True):
            assert one.shape == numpy.shape(other)
            numpy.testing.assert_allclose(one, numpy.array(other, dtype=float), **tolerance)


@pytest.mark.parametrize("dtype", some(DTYPES, DTYPES[0]))
def test_the_number_is_exact(dtype):
    net = sheet(dtype)
    DW, _ = exercise1(net)
    oracle, _ = exact.gradient(net.W, net.B, net.X, net.T)
    assert DW[0].dtype == dtype
    assert float(DW[0][0, 0]) == oracle[0][0][0]


def test_the_whole_gradient_agrees_with_the_oracle():
    net = sheet()
    assert_equal_gradients(exercise1(net), exact.gradient(net.W, net.B, net.X, net.T), rtol=1e-13)


@pytest.mark.parametrize(
    ("dtype", "printed"),
    [(numpy.float64, "1.5422821523392451"), (numpy.float32, "1.5422822")],
)
def test_the_printed_number(dtype, printed):
    net = sheet(dtype)
    assert str(numpy.linalg.norm(exercise1(net)[0][0][0, 0])) == printed


def test_the_order_of_the_samples_does_not_matter():
    net = sheet()
    for seed in range(50):
        order = numpy.random.default_rng(seed).permutation(16)
        shuffled = Network(net.W, net.B, net.X[order], net.T[order])
        assert exercise1(shuffled)[0][0][0, 0] == exercise1(net)[0][0][0, 0]


@given(networks())
def test_exercise1_agrees_with_autograd(net):
    assert_equal_gradients(exercise1(net), autograd(net), rtol=1e-9, atol=1e-12)


@given(networks(max_layers=3, max_size=3, max_samples=3))
def test_exercise1_agrees_with_the_oracle(net):
    oracle = exact.gradient(net.W, net.B, net.X, net.T)
    assert_equal_gradients(exercise1(net), oracle, rtol=1e-9, atol=1e-12)


# The fast version of the extension


def in_blocks(net, samples=4096):
    return solution.gradient_in_blocks(net.W, net.B, net.X, net.T, samples)


@pytest.mark.parametrize("dtype", some(DTYPES, DTYPES[0]))
@pytest.mark.parametrize("samples", some([1, 2, 3, 4, 8, 16, 4096], 3, 4096))
def test_the_number_is_exact_in_blocks_of_any_size(dtype, samples):
    net = sheet(dtype)
    DW, DB = in_blocks(net, samples)
    oracle, _ = exact.gradient(net.W, net.B, net.X, net.T)
    assert {array.dtype for array in DW + DB} == {numpy.dtype(dtype)}
    assert float(DW[0][0, 0]) == oracle[0][0][0]


@given(networks(max_layers=3, max_size=3, max_samples=3))
def test_blocks_agree_with_the_oracle(net):
    oracle = exact.gradient(net.W, net.B, net.X, net.T)
    for samples in (1, 2, 3):
        assert_equal_gradients(in_blocks(net, samples), oracle, rtol=1e-9, atol=1e-12)


@given(networks())
def test_blocks_agree_with_exercise1_and_leave_the_arguments_alone(net):
    arguments = [*net.W, *net.B, net.X, net.T]
    before = [array.copy() for array in arguments]
    found = in_blocks(net, samples=4)
    assert all((old == new).all() for old, new in zip(before, arguments, strict=True))
    assert_equal_gradients(found, exercise1(net), rtol=1e-9, atol=1e-12)


def test_blocks_need_little_memory():
    """With 262144 samples, where exercise 1 keeps arrays of 60 MB: a megabyte and a half."""
    W, B = utils.getparams()
    X, T = (numpy.resize(array, (2**18, array.shape[1])) for array in utils.getdata())
    tracemalloc.start()
    solution.gradient_in_blocks(W, B, X, T)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1.5e6


@given(networks())
def test_exercise1_keeps_float32(net):
    net = net.astype(numpy.float32)
    DW, DB = exercise1(net)
    assert {gradient.dtype for gradient in DW + DB} == {numpy.dtype("float32")}
    scale = max(abs(gradient).max() for gradient in DW + DB)
    assert_equal_gradients((DW, DB), autograd(net, torch.float32), rtol=1e-4, atol=1e-5 * scale)


@given(networks())
def test_exercise1_leaves_its_arguments_alone(net):
    A, Y = net.A, net.Y
    arguments = [*net.W, *net.B, *A, Y, net.T]
    before = [array.copy() for array in arguments]
    solution.exercise1(net.W, net.B, A, Y, net.T)
    assert all((old == new).all() for old, new in zip(before, arguments, strict=True))


@given(networks(min_layers=4, max_layers=4))
def test_both_forms_of_exercise1_agree(net):
    (Z1, Z2, Z3, Y), (X, A1, A2, A3) = net.Z, net.A
    other = solution.exercise1_preactivations(net.W, net.B, X, Z1, A1, Z2, A2, Z3, A3, Y, net.T)
    assert_equal_gradients(exercise1(net), other, rtol=1e-12, atol=1e-12)


@given(networks())
def test_exercise2_is_the_mean_squared_error(net):
    err = solution.exercise2(*tensors(torch.float64, net))
    assert err.shape == ()
    numpy.testing.assert_allclose(err.item(), ((net.Y - net.T) ** 2).mean(), rtol=1e-12)


@pytest.mark.slow
@given(networks(max_layers=3, max_size=4, max_samples=3))
def test_exercise2_passes_gradcheck(net):
    W, B, X, T = tensors(torch.float64, net)

    def err(*params):
        return solution.exercise2(params[: len(W)], params[len(W) :], X, T)

    assert torch.autograd.gradcheck(err, (*W, *B))


def test_exercise2_prints_the_number():
    W, B, X, T = tensors()
    solution.exercise2(W, B, X, T).backward()
    assert str(numpy.linalg.norm(W[0].grad[0, 0])) == "1.5422822"


@pytest.mark.parametrize("seed", range(3))
def test_exercise3_prints_the_first_gradient_of_any_net(seed, capsys):
    net = random_network([3, 5, 2], samples=4, seed=seed).astype(numpy.float32)
    layers = sequential(net)
    ((layers(torch.tensor(net.X)) - torch.tensor(net.T)) ** 2).mean().backward()

    solution.exercise3(layers)
    printed = float(capsys.readouterr().out)
    assert printed == pytest.approx(abs(exercise1(net)[0][0][0, 0]), rel=1e-5)


def test_importing_solution_does_not_import_torch():
    program = "import sys, solution; print('torch' in sys.modules)"
    done = python("-c", program)
    assert done.stdout.strip() == "False", done.stderr


# Changes of the model answer, and what it then prints
MISTAKES = {
    "no factor 2": (0.7711, "2 * (Y - T)", "(Y - T)"),
    "sum for mean": (24.6765, "/ Y.size", ""),
    "no masks": (1.3687, "(A[layer] > 0)", "1"),
    "no first mask": (2.1397, "(A[layer] > 0)", "(A[layer] > 0 if layer != 1 else 1)"),
    "no second mask": (5.9510, "(A[layer] > 0)", "(A[layer] > 0 if layer != 2 else 1)"),
    "no third mask": (2.2839, "(A[layer] > 0)", "(A[layer] > 0 if layer != 3 else 1)"),
    "W[1] for W[1].T": (0.4735, "W[layer].T", "(W[1] if layer == 1 else W[layer].T)"),
    "W[2] for W[2].T": (3.8045, "W[layer].T", "(W[2] if layer == 2 else W[layer].T)"),
    "W for W.T twice": (0.2394, "W[layer].T", "(W[layer] if layer < 3 else W[layer].T)"),
    "masks one layer up": (0.4006, "(A[layer] > 0)", "(A[min(layer + 1, 3)] > 0)"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_every_usual_mistake_changes_the_number(mistake):
    number, right, wrong = MISTAKES[mistake]
    source = inspect.getsource(solution.exercise1)
    assert source.count(right) == 1
    namespace = {"numpy": numpy}
    exec(source.replace(right, wrong), namespace)
    net = sheet()
    DW, _ = namespace["exercise1"](net.W, net.B, net.A, net.Y, net.T)
    assert abs(DW[0][0, 0]) == pytest.approx(number, abs=5e-5)
    assert abs(abs(DW[0][0, 0]) - abs(exercise1(net)[0][0][0, 0])) > 0.1
