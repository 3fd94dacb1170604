# exercise: 1
# source: dmarcosg/DSAC, issue 6 "apply_gradients might not handle batches correctly"
# mistake: The arrays for the gradients are made anew for every sample of the batch, so only the last sample counts.
# lines: 24, 25
# crash: no
# first wrong: DW[3]
import numpy as np


def sample_gradients(W, acts, dz):
    gw, gb = [], []
    for k in (3, 2, 1, 0):
        gw.append(acts[k][:, None] * dz[None, :])
        gb.append(dz)
        if k:
            dz = W[k] @ dz
            dz[acts[k] <= 0] = 0
    return gw[::-1], gb[::-1]


def exercise1(W, B, A, Y, T):
    batch_size = T.shape[0]
    for j in range(batch_size):
        grads_w = [np.zeros_like(w) for w in W]
        grads_b = [np.zeros_like(b) for b in B]
        top = 2.0 / batch_size * (Y[j] - T[j])
        gw, gb = sample_gradients(W, [a[j] for a in A], top)
        for k in range(len(W)):
            grads_w[k] += gw[k]
            grads_b[k] += gb[k]
    return grads_w, grads_b
