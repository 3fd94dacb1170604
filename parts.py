"""Check the three exercises in ``solution.py``: ``python parts.py [1|2|3]``.

Prints what the checks say of each, and exits with 1 unless all is right.
"""

import contextlib
import io
import sys
import traceback

import numpy

import checks
import utils

POINTS = 10


def part1(solution):
    """Check exercise 1 on the data of the sheet."""
    X, T = utils.getdata()
    W, B = utils.getparams()
    A = [X]
    for w, b in zip(W[:-1], B[:-1], strict=True):
        A.append(numpy.maximum(0, A[-1].dot(w) + b))
    answer = solution.exercise1(W, B, A, A[-1].dot(W[-1]) + B[-1], T)
    return checks.exercise1(*answer) if isinstance(answer, tuple) else checks.exercise1(answer)


def part2(solution):
    """Check exercise 2 on the data of the sheet."""
    import torch

    X, T = (torch.Tensor(array) for array in utils.getdata())
    W, B = ([torch.nn.Parameter(torch.Tensor(p)) for p in ps] for ps in utils.getparams())
    err = solution.exercise2(W, B, X, T)
    if isinstance(err, torch.Tensor) and err.requires_grad and err.numel() == 1:
        err.backward()
    return checks.exercise2(err, W, B)


def part3(solution):
    """Check what exercise 3 prints for the network of the sheet."""
    import torch

    X, T = (torch.Tensor(array) for array in utils.getdata())
    net = torch.nn.Sequential()
    for w, b in zip(*utils.getparams(), strict=True):
        linear = torch.nn.Linear(*w.shape)
        linear.weight.data, linear.bias.data = torch.Tensor(w.T), torch.Tensor(b)
        net.extend([linear, torch.nn.ReLU()])
    del net[-1]
    ((net(X) - T) ** 2).mean().backward()

    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        solution.exercise3(net)
    return checks.exercise3(net, number_in(printed.getvalue()))


def number_in(text):
    """Return the number that a text consists of; the text itself if it is none."""
    try:
        return float(text)
    except ValueError:
        return text.strip() or None


def main(numbers):
    """Check the given parts; return whether all are right."""
    import solution

    results = []
    for number in numbers:
        try:
            report = {"1": part1, "2": part2, "3": part3}[number](solution)
        except NotImplementedError as error:
            results.append(False)
            print(f"exercise {number}: not done yet. {error}\n")
        except Exception:
            results.append(False)
            print(f"exercise {number}: stopped by an error.\n{traceback.format_exc()}")
        else:
            results.append(report.ok)
            points = f"{POINTS} points" if report.ok else "not right yet"
            print(f"exercise {number}: {points}.\n{'' if report.ok else f'{report!r}'}")
    return all(results)


if __name__ == "__main__":
    sys.exit(0 if main(sys.argv[1:] or ["1", "2", "3"]) else 1)
