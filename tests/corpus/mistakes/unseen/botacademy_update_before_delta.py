# exercise: 1
# source: github Bot-Academy/NeuralNetworkFromScratch, nn.py and pull request 3: w_h_o was changed by its gradient before delta_h was computed from it
# mistake: The weights of a layer are changed by gradient descent before the delta of the layer below is computed from them, so this delta uses the new weights.
# lines: between 17 and 18, 22, 27, 32
# crash: no
# first wrong: DW[2]
import numpy as np


def exercise1(W, B, A, Y, T):
    w_i_h1, w_h1_h2, w_h2_h3, w_h3_o = [w.T.copy() for w in W]
    b_i_h1, b_h1_h2, b_h2_h3, b_h3_o = [b.reshape(-1, 1).copy() for b in B]
    img, h1, h2, h3 = [a.T for a in A]
    o, l = Y.T, T.T
    learn_rate = 0.01

    delta_o = 2 * (o - l) / o.shape[1]
    g_h3_o = delta_o @ np.transpose(h3)
    w_h3_o += -learn_rate * g_h3_o
    b_h3_o += -learn_rate * np.sum(delta_o, axis=1, keepdims=True)

    delta_h3 = np.transpose(w_h3_o) @ delta_o * (h3 > 0)
    g_h2_h3 = delta_h3 @ np.transpose(h2)
    w_h2_h3 += -learn_rate * g_h2_h3
    b_h2_h3 += -learn_rate * np.sum(delta_h3, axis=1, keepdims=True)

    delta_h2 = np.transpose(w_h2_h3) @ delta_h3 * (h2 > 0)
    g_h1_h2 = delta_h2 @ np.transpose(h1)
    w_h1_h2 += -learn_rate * g_h1_h2
    b_h1_h2 += -learn_rate * np.sum(delta_h2, axis=1, keepdims=True)

    delta_h1 = np.transpose(w_h1_h2) @ delta_h2 * (h1 > 0)
    g_i_h1 = delta_h1 @ np.transpose(img)
    w_i_h1 += -learn_rate * g_i_h1
    b_i_h1 += -learn_rate * np.sum(delta_h1, axis=1, keepdims=True)

    DW = [g.T for g in (g_i_h1, g_h1_h2, g_h2_h3, g_h3_o)]
    DB = [np.sum(d, axis=1) for d in (delta_h1, delta_h2, delta_h3, delta_o)]
    return DW, DB
