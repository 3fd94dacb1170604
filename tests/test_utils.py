"""The data: their shapes, and the proof that they are exact."""

from fractions import Fraction

import numpy
import pytest
from exact import forward, rational
from processes import python

import utils

PRECISIONS = {numpy.float64: 53, numpy.float32: 24}


def test_shapes_and_types():
    X, T = utils.getdata()
    W, B = utils.getparams()
    assert (X.shape, T.shape) == ((16, 4), (16, 1))
    assert [w.shape for w in W] == [(4, 6), (6, 6), (6, 6), (6, 1)]
    assert [b.shape for b in B] == [(6,), (6,), (6,), (1,)]
    assert isinstance(W, list)
    assert isinstance(B, list)
    assert {array.dtype for array in [X, T, *W, *B]} == {numpy.dtype("float64")}


def test_every_call_returns_fresh_writable_arrays():
    before = [array.copy() for array in all_arrays()]
    for array in all_arrays():
        array += 1
    assert all((old == new).all() for old, new in zip(before, all_arrays(), strict=True))


def all_arrays():
    W, B = utils.getparams()
    return [*utils.getdata(), *W, *B]


def test_import_takes_numpy_and_nothing_else():
    program = (
        "import sys, numpy; before = set(sys.modules); import utils;"
        "print(set(sys.modules) - before)"
    )
    done = python("-c", program)
    assert done.stdout.strip() == "{'utils'}", done.stderr


def rounded_network(dtype):
    X, T = utils.getdata()
    W, B = utils.getparams()
    X, T, *params = (array.astype(dtype) for array in [X, T, *W, *B])
    return [rational(part) for part in (params[:4], params[4:], X, T)]


def test_the_parameters_and_inputs_are_the_same_in_float32():
    for array in [utils.getdata()[0], *(a for params in utils.getparams() for a in params)]:
        assert (array.astype(numpy.float32) == array).all()


@pytest.mark.parametrize("dtype", PRECISIONS)
def test_no_operation_on_the_way_to_the_number_is_rounded(dtype):
    W, B, X, T = rounded_network(dtype)
    digits = PRECISIONS[dtype]
    products = []  # the summands of DW[0][0, 0], one per sample
    for x, t in zip(X, T, strict=True):
        A = forward(W, B, x)
        for w, b, a in zip(W, B, A, strict=False):
            for j, bias in enumerate(b):
                assert fits([bias] + [a_i * w_i[j] for a_i, w_i in zip(a, w, strict=True)], digits)

        assert fits([A[-1][0], -t[0]], digits)
        dz = [2 * (A[-1][0] - t[0]) / len(T)]
        for w, a in zip(W[:0:-1], A[-2:0:-1], strict=True):
            summands = [[dz_j * w_ij for dz_j, w_ij in zip(dz, w_i, strict=True)] for w_i in w]
            assert all(fits(terms, digits) for terms, a_i in zip(summands, a, strict=True) if a_i)
            dz = [
                sum(terms) if a_i > 0 else Fraction(0)
                for terms, a_i in zip(summands, a, strict=True)
            ]
        products.append(x[0] * dz[0])
    assert fits(products, digits)


def fits(terms, digits):
    """Say whether every partial sum of the terms, in any order, has at most so many digits."""
    grid = max(Fraction(term).denominator for term in terms)
    partial_sums = {0}
    for term in terms:
        partial_sums |= {partial + int(term * grid) for partial in partial_sums}
    return all(binary_digits(partial) <= digits for partial in partial_sums)


def binary_digits(integer):
    """Count the digits from the first one to the last one."""
    return len(f"{abs(integer):b}".strip("0"))


def test_the_proof_would_notice_one_more_digit():
    assert fits([Fraction(1), Fraction(1, 2**52)], 53)
    assert not fits([Fraction(1), Fraction(1, 2**53)], 53)
    assert not fits([Fraction(1), Fraction(1, 2**53), Fraction(-1)], 53)


def test_no_pre_activation_is_zero_and_no_unit_is_idle():
    W, B, X, _ = rounded_network(numpy.float64)
    on = numpy.array([[[a_j > 0 for a_j in a] for a in forward(W, B, x)[1:-1]] for x in X])
    assert on.shape == (16, 3, 6)
    assert not on.all(axis=0).any()
    assert on.any(axis=0).all()

    X, _ = utils.getdata()
    W, B = utils.getparams()
    for w, b, margin in zip(W[:3], B[:3], (1 / 8, 1 / 32, 1 / 128), strict=True):
        Z = X.dot(w) + b
        assert abs(Z).min() >= margin
        X = numpy.maximum(0, Z)
