# exercise: 1
# source: elixir-nx/nx (Elixir), pull request 1779 "Fix Nx.clip gradient applying upstream grad twice": the masks are built with g inside, and then multiplied by g a second time
# mistake: The mask holds the incoming gradient already, and is multiplied by it again, so a hidden layer passes on its square.
# lines: 15, 16
# crash: no
# first wrong: DW[2]
import numpy as np


def grad_mse(y, t):
    return 2 * (y - t) / y.shape[0]


def grad_relu(out, g):
    mask = np.where(out > 0, g, 0.0)
    return mask * g


def grad_affine(w, x, g):
    return {"x": g @ w.T, "w": np.einsum("ni,nj->ij", x, g), "b": np.einsum("nj->j", g)}


def exercise1(W, B, A, Y, T):
    outputs = [*A[1:], Y]
    result = []
    g = grad_mse(Y, T)
    for i, (w, x, out) in reversed(list(enumerate(zip(W, A, outputs)))):
        if i < len(W) - 1:
            g = grad_relu(out, g)
        result.append(grad_affine(w, x, g))
        g = result[-1]["x"]
    result.reverse()
    return [r["w"] for r in result], [r["b"] for r in result]
