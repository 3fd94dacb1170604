# exercise: 1
# source: kvfrans/notes, issue 5 (JAX): d_b1 = mean should be sum
# mistake: The gradients of the biases are means over the samples, although the mean is in the error already; they should be sums.
# lines: 17, 20, 23, 26
# crash: no
# first wrong: DB[3]
import numpy as jnp


def exercise1(W, B, A, Y, T):
    w1, w2, w3, w4 = W
    x, h1, h2, h3 = A
    n = x.shape[0]

    d_y = 2 * (Y - T) / n
    d_w4 = h3.T @ d_y
    d_b4 = jnp.mean(d_y, axis=0)
    d_h3 = jnp.where(h3 > 0, d_y @ w4.T, 0)
    d_w3 = h2.T @ d_h3
    d_b3 = jnp.mean(d_h3, axis=0)
    d_h2 = jnp.where(h2 > 0, d_h3 @ w3.T, 0)
    d_w2 = h1.T @ d_h2
    d_b2 = jnp.mean(d_h2, axis=0)
    d_h1 = jnp.where(h1 > 0, d_h2 @ w2.T, 0)
    d_w1 = x.T @ d_h1
    d_b1 = jnp.mean(d_h1, axis=0)
    return [d_w1, d_w2, d_w3, d_w4], [d_b1, d_b2, d_b3, d_b4]
