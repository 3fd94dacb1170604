"""What is said of shapes that do not fit, from what numpy and PyTorch really say."""

import traceback

import numpy
import pytest
import torch

from instructors.scoring import explained_shapes

W, D = numpy.zeros((4, 6)), numpy.zeros((16, 6))
w, d = torch.zeros(4, 6), torch.zeros(16, 6)


@pytest.mark.parametrize(
    ("program", "said"),
    [
        (lambda: D.dot(W), "matrix product was wanted there, of the shapes (16, 6) and (4, 6)"),
        (lambda: D @ W, "last number of the first shape is 6, the first of the second is 4"),
        (lambda: W[0] @ W, "last number of the first shape is 6, the first of the second is 4"),
        (lambda: D.dot(numpy.zeros(5)), "of the shapes (16, 6) and (5,)"),
        (lambda: D * W, "the shapes (16, 6) and (4, 6) should meet there entry by entry"),
        (lambda: numpy.zeros(3) + numpy.zeros(4), "the shapes (3,) and (4,) should meet"),
        (lambda: numpy.add(D, W, out=D), "the shapes (16, 6) and (4, 6) should meet"),
        (lambda: d @ w, "matrix product was wanted there, of the shapes (16, 6) and (4, 6)"),
        (lambda: torch.nn.Linear(4, 6)(d), "of the shapes (16, 6) and (4, 6)"),
        (lambda: d * w, "there is 16 where the other has 4"),
    ],
)
def test_shapes_that_do_not_fit_are_explained(program, said):
    with pytest.raises((ValueError, RuntimeError)) as caught:
        program()
    text = "".join(traceback.format_exception(caught.value))
    assert said in explained_shapes(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ZeroDivisionError: division by zero",
        "ValueError: shapes (1,2) and (3,4) not aligned\nValueError: something else",
        f"ValueError: shapes ({'9' * 500},) and (1,) not aligned",
        "ValueError: shapes (<b>,) and (1,) not aligned",
    ],
)
def test_nothing_is_said_of_anything_else(text):
    assert explained_shapes(text) == ""
