# exercise: 1
# source: forums.fast.ai 107030 "Could someone help me verify/troubleshoot my implementation of backpropagation": the gradient of w1 is 2/N sum (l2 - y) w2^T x^T, max has dropped out
# mistake: The derivative of ReLU is missing: what comes back through the weights is handed on at units that were off, too.
# lines: 22
# crash: no
# first wrong: DW[2]
def mse_grad(out, targ):
    return 2.0 / targ.shape[0] * (out - targ)


def lin_grad(inp, w, out_g):
    return out_g @ w.T, inp.T @ out_g, out_g.sum(0)


def exercise1(W, B, A, Y, T):
    w_g, b_g = [], []
    g = mse_grad(Y, T)
    for inp, w in list(zip(A, W))[::-1]:
        inp_g, wg, bg = lin_grad(inp, w, g)
        w_g.insert(0, wg)
        b_g.insert(0, bg)
        g = inp_g
    return w_g, b_g
