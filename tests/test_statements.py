"""The statements of fact in the notebooks, each checked by a program.

A test names the cell, and expects the words there, so that neither can change alone.
"""

import math
import re
import warnings
from itertools import combinations, pairwise

import nbformat
import numpy
import pytest
import torch
from example_networks import SERIES, Network, exercise1, sequential, tensors
from torch import nn
from wrong_programs import backward, programs

import checks
import run
import solution
import utils
from figures.gradient_flow import stopped

NOTEBOOKS = [nbformat.read(path, as_version=4) for path in run.NOTEBOOKS]
ON = [a > 0 for a in SERIES.A[1:]]


def cell(number, cell_id):
    (found,) = [cell for cell in NOTEBOOKS[number - 1].cells if cell.id == cell_id]
    return found


def text(number, cell_id):
    """The source of a cell, with single spaces."""
    return " ".join(cell(number, cell_id).source.split())


def output(number, cell_id):
    outputs = cell(number, cell_id).outputs
    return "".join(out.get("text") or out.data["text/plain"] for out in outputs)


# Notebook 1


def test_the_number_of_parameters_samples_units_and_layers():
    assert "121 parameters" in text(1, "what-you-will-do")
    assert sum(array.size for array in SERIES.W + SERIES.B) == 121
    assert "N = 16" in text(1, "notation") and len(SERIES.X) == 16
    for a, w, z in zip(SERIES.A, SERIES.W, SERIES.Z, strict=True):
        assert w.shape == (a.shape[1], z.shape[1])


def test_an_activation_is_positive_exactly_where_its_pre_activation_is():
    assert "`A[l] > 0` exactly where $Z_l > 0$" in text(1, "notation")
    for a, z in zip(SERIES.A[1:], SERIES.Z, strict=False):
        assert ((a > 0) == (z > 0)).all()


M, TO_OUTPUT = numpy.array([[1.0, 1], [3, -1]]), numpy.array([2.0, -1])
SAMPLES, TARGETS = numpy.array([[1.0, -1], [2, 3]]), numpy.array([4.0, 5])


def error_of_two_units(samples=SAMPLES, weights=M):
    return ((TO_OUTPUT @ numpy.maximum(0, weights @ samples) - TARGETS) ** 2).mean()


def slope(error, array, index, step=2.0**-4):
    """The central difference, exact as long as no unit switches."""
    change = numpy.zeros_like(array)
    change[index] = step
    return (error(array + change) - error(array - change)) / (2 * step)


def test_the_network_of_two_units_by_differences():
    assert "a sample is a *column*, and row $j$ of $M$ holds the weights" in text(1, "one-layer")
    for name, array in (("M", M), ("to_output", TO_OUTPUT), ("samples", SAMPLES)):
        assert f"{name} = numpy.array({array.tolist()})" in cell(1, "walk").source
    by_x = slope(lambda x: error_of_two_units(samples=x), SAMPLES, (0, 0))
    assert r"$2 \cdot 1 + (-1) \cdot 3 = -1$" in text(1, "two-samples") and by_x == -1
    expected = [
        [slope(lambda w: error_of_two_units(weights=w), M, (j, i)) for i in (0, 1)] for j in (0, 1)
    ]
    assert expected == [[4, -2], [-1, -2]]
    one, two = output(1, "two-samples-by-code").splitlines()[1:]
    assert one.split(":")[1].split() == two.split(":")[1].split()
    assert "[ 4. -2.] [-1. -2.]" in one
    told = output(1, "walk").splitlines()
    assert "    to z₀: (2, 4) + (2, −6) = (4, −2)" in told
    assert "    to z₁: (−1, −2) + (0, 0) = (−1, −2)" in told


def test_the_secant_of_the_smallest_network():
    told = output(1, "secant")
    for step, result in ((1 / 8, 9), (1, 8.75)):
        error = lambda w: (-max(0, 2 * w + 0.5) + 0.25 - 1) ** 2  # noqa: E731
        assert (error(0.5 + step) - error(0.5 - step)) / (2 * step) == result
        assert f"/ (2·{step:g}) = {result:g}" in told
    assert 2 * -0.25 + 0.5 == 0 and "At w = −0.25 a unit switches" in told


def test_the_gradient_adds_up_what_the_mean_has_divided():
    assert "as the factor $1/N$" in text(1, "activity-text")
    _, DB = exercise1(SERIES)
    assert numpy.allclose(DB[3], (2 * (SERIES.Y - SERIES.T) / 16).sum())


def test_the_error_is_quadratic_as_long_as_no_unit_switches():
    assert "a quadratic function of any single parameter" in text(1, "numerical-exact")
    step = 2.0**-10
    for array in SERIES.W + SERIES.B:
        for index in numpy.ndindex(array.shape):
            errors = []
            for change in (-2, -1, 0, 1, 2):
                array[index] += change * step
                errors.append(((SERIES.Y - SERIES.T) ** 2).mean())
                array[index] -= change * step
            # The third difference of a quadratic function is zero
            third = errors[4] - 2 * errors[3] + 2 * errors[1] - errors[0]
            assert abs(third) < 1e-12


def test_the_example_of_a_wrong_answer_is_what_the_check_says():
    report = checks.exercise1(*programs(SERIES)["missing-mask-2"])
    assert f"```\n{report!r}\n```" in cell(1, "check-mistake").source


def test_with_the_wrong_sign_the_number_is_right_and_the_gradient_is_not():
    assert "the whole gradient has the wrong sign" in text(1, "signed")
    DW, DB = backward(SERIES, error=2 * (SERIES.T - SERIES.Y) / 16)
    right = backward(SERIES)
    assert numpy.linalg.norm(DW[0][0, 0]) == 1.5422821523392451
    for wrong, own in zip([*DW, *DB], [*right[0], *right[1]], strict=True):
        assert (wrong == -own).all()


def test_what_comes_back_to_a_unit_that_is_off_is_stopped_there():
    assert "what comes back to them is stopped" in text(1, "flow-figure-text")
    net = Network(SERIES.W, SERIES.B, SERIES.X[2:3], SERIES.T[2:3])
    DW, DB = exercise1(net)
    off = [a[0] == 0 for a in net.A[1:]]
    reached = stopped(net.W, off, DB)
    assert reached
    for layer, unit in reached:
        assert DB[layer] @ net.W[layer][unit] != 0  # it reaches the unit
        assert DB[layer - 1][unit] == 0  # and does not leave it
        assert (DW[layer - 1][:, unit] == 0).all()


def test_the_derivatives_of_the_samples_and_their_mean():
    words = output(1, "every-sample-code").split()
    assert len(words) == 17 and words[-1] == "1.5422821523392451"
    assert numpy.mean([float(word) for word in words[:-1]]) == pytest.approx(1.542282, abs=1e-3)


def test_samples_6_and_9_have_the_same_units_on_and_no_other_two_do():
    assert "Samples 6 and 9 have the same units on, no other two do" in text(1, "activity-text")
    on = numpy.hstack(ON)
    assert [pair for pair in combinations(range(16), 2) if (on[pair[0]] == on[pair[1]]).all()] == [
        (6, 9)
    ]
    assert "Every unit is on for some samples and off for others" in text(1, "activity-text")
    assert on.any(axis=0).all() and not on.all(axis=0).any()


def test_the_order_of_a_sum():
    assert "`(0.1 + 0.2) + 0.3` is not `0.1 + (0.2 + 0.3)`" in text(1, "digits")
    assert (0.1 + 0.2) + 0.3 != 0.1 + (0.2 + 0.3)
    assert "53 binary digits" in text(1, "digits") and numpy.finfo(float).nmant + 1 == 53


def test_the_ratio_of_the_multiplications():
    for sizes, ratio in (("4-6-6-6-1", "1.76"), ("1000-10-1", "1.00")):
        units = [int(size) for size in sizes.split("-")]
        forward = sum(a * b for a, b in pairwise(units))
        back = sum(a * b for a, b in pairwise(units[1:]))
        assert f"{(forward + back) / forward:.2f}" == ratio
        assert f"{sizes}: {forward + back} / {forward} = {ratio}" in output(1, "answer-5")


def test_the_answers_of_notebook_1_that_the_numerical_check_confirms():
    for number in (1, 2, 6):
        assert "121 of 121 derivatives agree" in output(1, f"answer-{number}")
    zero, never = output(1, "answer-3").splitlines()
    assert zero.split(":")[1] == never.split(":")[1] and "Some entries" in text(1, "on-your-own")
    steps = [line.split()[2] for line in output(1, "answer-4").splitlines()]
    assert steps == ["1.542282;", "1.542282;", "1.598461;"]


# Notebook 2


def test_numpy_maximum_advises_to_detach():
    assert (
        "`numpy.maximum` would stop here, and PyTorch's message advise you to call `detach()`"
        in (text(2, "hint"))
    )
    with pytest.raises(RuntimeError, match=r"Use tensor\.detach\(\)"):
        numpy.maximum(0, nn.Parameter(torch.ones(2)))
    assert not nn.Parameter(torch.ones(2)).detach().requires_grad


def test_float32_has_24_binary_digits_about_seven_decimal_ones():
    assert "24 binary digits, about seven decimal ones" in text(2, "tensors")
    info = torch.finfo(torch.float32)
    assert info.eps == 2.0**-23 and 6 < 24 * numpy.log10(2) < 7.5
    assert torch.Tensor(SERIES.X).dtype == torch.float32


def test_what_comes_back_in_the_smallest_network():
    w, b = (torch.tensor(0.5, requires_grad=True) for _ in "wb")
    ((-torch.clamp(2 * w + b, min=0) + 0.25 - 1) ** 2).backward()
    told = output(2, "autograd-example")
    for name, parameter in (("w", w), ("b", b)):
        assert f"    {name}.grad = {parameter.grad.item():g}" in told
    assert output(2, "autograd-backward").splitlines()[1] == "tensor(9.) tensor(4.5000)"


def test_of_a_sum_whose_terms_cancel_fewer_digits_are_left():
    assert "fewer than the seven digits of float32 are left" in text(2, "compare")
    assert "5 digits agree" in output(2, "compare-table")


def test_no_arrow_leads_from_the_data():
    assert "They are no parameters" in text(2, "graph")
    _, _, X, T = tensors(torch.float32)
    assert not X.requires_grad and not T.requires_grad


def test_a_matrix_product_is_recorded_as_mm():
    assert "`Mm` is a matrix product" in text(2, "graph")
    assert (nn.Parameter(torch.ones(2, 2)) @ torch.ones(2, 2)).grad_fn.name() == "MmBackward0"


def test_by_how_much_the_gradient_predicts_the_fall_of_the_error():
    assert "here it falls by less" in text(2, "train-network")
    rows = [line.split() for line in output(2, "train-network-code").splitlines()[1:]]
    falls = [(float(predicted), float(fall)) for _, _, predicted, fall, _ in rows]
    assert len(falls) == 8
    assert all(0 < fall < predicted for predicted, fall in falls)
    errors = [float(row[1]) for row in rows]
    for (before, after), (_, fall) in zip(pairwise(errors), falls, strict=False):
        assert before - after == pytest.approx(fall, abs=1.01e-4)
    # The smaller the step, the better the prediction
    W, B, X, T = tensors(torch.float64)
    err = solution.exercise2(W, B, X, T)
    err.backward()
    squares = sum((p.grad**2).sum().item() for p in W + B)
    missed = []
    for rate in (1e-2, 1e-3, 1e-4):
        moved = [[(p - rate * p.grad).detach() for p in values] for values in (W, B)]
        fall = err.item() - solution.exercise2(*moved, X, T).item()
        missed.append(1 - fall / (rate * squares))
    assert missed[0] > missed[1] > missed[2] > 0


def test_the_limit_of_the_learning_rate_and_who_runs_away():
    assert "limit 3.558e-06" in output(2, "answer-3")
    assert "$d$ runs away first, and takes $b$ along at a seventh" in text(2, "answer-3-text")
    x = numpy.linspace(-numpy.pi, numpy.pi, 2000)
    powers = numpy.stack([x**k for k in range(4)])
    second_derivative, slope = 2 * powers @ powers.T, 2 * powers @ numpy.sin(x)
    at = {}
    for rate in (3.55e-6, 3.57e-6):
        p = numpy.array([0.37932, -2.08634, 0, 0])
        for _ in range(5000):
            p = p - rate * (second_derivative @ p - slope)
        at[rate] = abs(p).tolist()
    assert max(at[3.55e-6]) < 1
    a, b, c, d = at[3.57e-6]
    assert d > 1e6 and d / b == pytest.approx(7, abs=0.1) and a < 1 and c < 1


def test_the_other_answers_of_notebook_2():
    assert output(2, "answer-1") == "3.0845644\n"
    losses = [float(word) for word in output(2, "answer-2").splitlines()[0].split()]
    rises = [b > a for a, b in pairwise(losses)]
    assert 5 < sum(rises) < 15  # up and down
    verdicts = [line.split() for line in output(2, "answer-5").splitlines()[1:9]]
    assert ["none" in words for words in verdicts] == [False] * 4 + [True] * 4
    assert output(2, "answer-6") == "True\n"


@pytest.mark.slow
def test_momentum_takes_a_twelfth_of_the_steps_and_is_an_option_of_sgd():
    assert text(2, "answer-4-text").startswith("**4.** A twelfth.")
    steps = int(output(2, "answer-4").split()[0])
    assert round(2000 / steps) == 12
    x = torch.linspace(-math.pi, math.pi, 2000, dtype=torch.float64)
    coefficients = torch.tensor([0.37932, -2.08634, 0, 0], dtype=torch.float64, requires_grad=True)
    powers = torch.stack([x**0, x, x**2, x**3])
    optimizer = torch.optim.SGD([coefficients], lr=1e-6, momentum=0.9)
    losses = []
    for _ in range(steps + 1):
        loss = ((coefficients @ powers - x.sin()) ** 2).sum()
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    without = float(output(2, "answer-4").split()[-3])
    assert losses[-1] < without < losses[-2]


def test_gradcheck_varies_what_requires_a_gradient():
    _, _, X, T = tensors(torch.float64)
    with pytest.raises(ValueError, match="at least one input tensor to require"):
        torch.autograd.gradcheck(lambda X, T: ((X - T) ** 2).sum(), (X[:, :1], T))


# Notebook 3


def test_the_shapes_of_the_weights_and_of_their_gradients():
    assert "(6, 4), one row per unit" in text(3, "forward")
    assert tuple(sequential()[0].weight.shape) == (6, 4)
    square = [layer for layer in sequential()[::2] if layer.in_features == layer.out_features]
    assert "In the two of six inputs and six outputs" in text(3, "weights-question")
    assert len(square) == 2


def test_run_again_the_gradient_is_the_same():
    X, T = (torch.Tensor(array) for array in utils.getdata())
    space = {"net": sequential(), "X": X, "T": T, "print": lambda *_: None}
    for _ in range(3):
        exec(cell(3, "forward-backward").source, space)
        assert str(numpy.linalg.norm(space["net"][0].weight.grad[0, 0])) == "1.5422822"


def test_the_sum_gives_the_number_in_the_question():
    number = re.search(r"gives ([\d.]+) in place of 1\.5422822", text(3, "on-your-own"))[1]
    _, _, X, T = tensors(torch.float32)
    net = sequential()
    nn.MSELoss(reduction="sum")(net(X), T).backward()
    assert str(numpy.linalg.norm(net[0].weight.grad[0, 0])) == number == "24.676516"
    assert output(3, "answer-3") == f"{number}\n"


def test_the_predicted_and_the_actual_fall():
    assert "It should fall by 1.577 and falls by 0.968" in text(3, "answer-2-text")
    assert "0.01: predicted 1.5772, actual 0.9678" in output(3, "answer-2")
    assert "0.01 times the sum of the squares" in text(3, "on-your-own")


def test_the_first_layer_hands_nothing_on():
    _, _, X, T = tensors(torch.float32)
    net, handed = sequential(), []
    for layer in net:
        layer.register_full_backward_hook(lambda _, inputs, __: handed.append(inputs[0]))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ((net(X) - T) ** 2).mean().backward()
    assert [grad is None for grad in handed] == [False] * 6 + [True]
    assert output(3, "answer-4").splitlines()[-1].endswith("hands on None")


def test_the_other_answers_of_notebook_3():
    assert "163 of 163 derivatives agree" in output(3, "answer-5")
    near_zero = float(re.search(r"outputs up to ([\d.]+)", output(3, "answer-1"))[1])
    assert near_zero < 0.5
    second, ours, targets = (
        float(re.search(pattern, output(3, "answer-1"))[1])
        for pattern in (
            r"second network: error ([\d.]+)",
            r"ours: error ([\d.]+)",
            r"targets: (.+)",
        )
    )
    assert abs(second - targets) < 0.5 and ours < second


# All notebooks


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=[path.stem for path in run.NOTEBOOKS])
def test_every_question_has_an_answer(notebook):
    (questions,) = [cell for cell in notebook.cells if cell.id == "on-your-own"]
    numbers = re.findall(r"^(\d)\. ", questions.source, re.M)
    after = notebook.cells[notebook.cells.index(questions) + 1 : -1]
    answers = re.findall(r"^\*\*(\d)\.\*\*", "\n".join(cell.source for cell in after), re.M)
    assert answers == numbers
    assert all(cell.metadata.tags == ["solution"] for cell in after)
    code = [cell for cell in after if cell.cell_type == "code"]
    assert [cell.id for cell in code] == [f"answer-{number}" for number in numbers]
    assert all(cell.outputs for cell in code)


def test_nothing_of_editions_in_the_version_for_students():
    for notebook in NOTEBOOKS:
        for cell in notebook.cells:
            if "solution" not in cell.metadata.get("tags", []):
                assert "edition" not in cell.source.lower(), cell.id
