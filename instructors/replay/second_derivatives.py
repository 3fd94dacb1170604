"""How the gradient of what a program returns changes: only the right operations tell that."""

import secrets
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy

from checks import reading
from checks.calling import Answer, Parameters


def curvature(err: Any, parameters: Parameters) -> Answer | None:
    """Return how the gradient of an error changes in a direction that nobody knows before.

    It is that of the operations which have led to the error, so it is right only if these are
    those of the network, whoever has put what into the gradients of the parameters. It holds the
    ``seed`` of the `direction`, and the ``change``, one array for each parameter. None if PyTorch
    cannot tell; empty if something that was hung on a tensor keeps it from telling.
    """
    import torch

    seed = secrets.randbits(32)
    shapes = [tuple(parameter.shape) for parameter in parameters]
    along = [torch.tensor(array) for array in direction(seed, shapes)]
    options = {"create_graph": True, "allow_unused": True, "materialize_grads": True}
    try:
        slopes = torch.autograd.grad(err, parameters, **options)
        slope = sum((s * a).sum() for s, a in zip(slopes, along, strict=True))
        change = [torch.zeros(()) for _ in parameters]  # of a linear function
        if slope.requires_grad:
            change = torch.autograd.grad(slope, parameters, **options)
    except Exception as error:
        return {} if _is_of_a_hook(error) else None
    told = [reading.read_array(array) for array in change]
    return {"seed": reading.read_array(float(seed)), "change": told}


def direction(seed: int, shapes: Sequence[tuple[int, ...]]) -> list[numpy.ndarray]:
    """Return a direction in the space of parameters: random arrays of these shapes."""
    random = numpy.random.default_rng(seed)
    return [random.integers(-4, 5, shape) / 4 for shape in shapes]


def _is_of_a_hook(error: Exception) -> bool:
    """Say whether an error comes from a program, and from no function with a backward pass."""
    files = [frame.filename for frame in traceback.extract_tb(error.__traceback__)]
    own = [file for file in files if file != __file__ and "torch" not in Path(file).parts]
    return bool(own) and not any(Path(f).parts[-2:] == ("autograd", "function.py") for f in files)
