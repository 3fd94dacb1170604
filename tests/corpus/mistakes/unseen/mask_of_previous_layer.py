# exercise: 1
# source: danluu/UFLDL-tutorial, pull request 2 'fix a bug' (MATLAB, stacked autoencoder): a{n + 1} .* (1 - a{n}) should be a{n + 1} .* (1 - a{n + 1}), 'hiddenSizeL1 is coincidentally equal to hiddenSizeL2 so your code can run'
# mistake: The derivative of the activation is taken from the activations of the layer below; where the sizes of the layers differ, the shapes do not fit.
# lines: 30
# crash: yes
# first wrong: -
import numpy as np


def exercise1(W, B, A, Y, T):
    stack = [{"w": w.T, "b": b[:, None]} for w, b in zip(W[:-1], B[:-1])]
    depth = len(stack)
    data = A[0].T
    m = data.shape[1]

    a = [data]
    z = []
    for d in range(depth):
        z.append(stack[d]["w"] @ a[d] + stack[d]["b"])
        a.append(np.where(z[d] > 0, z[d], 0))

    top_w = W[-1].T
    top_b = B[-1][:, None]
    h = top_w @ a[depth] + top_b
    top_delta = 2 * (h - T.T) / m

    delta = [None] * depth
    delta[depth - 1] = (top_w.T @ top_delta) * (a[depth] > 0)
    for n in range(depth - 2, -1, -1):
        delta[n] = (stack[n + 1]["w"].T @ delta[n + 1]) * (a[n] > 0)

    stackgrad = []
    for d in range(depth):
        stackgrad.append({"w": delta[d] @ a[d].T, "b": np.sum(delta[d], 1)})
    stackgrad.append({"w": top_delta @ a[depth].T, "b": np.sum(top_delta, 1)})

    return [g["w"].T for g in stackgrad], [g["b"] for g in stackgrad]
