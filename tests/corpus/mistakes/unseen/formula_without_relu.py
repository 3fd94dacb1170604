# exercise: 1
# source: forums.fast.ai 107030 "Could someone help me verify/troubleshoot my implementation of backpropagation": in the formula for w_1, -2/N sum (y - l2) w2^T x^T, the derivative of the ReLU in l_1 is missing
# mistake: On the way back through a ReLU layer the signal is multiplied by the weights only, the derivative of ReLU is left out.
# lines: 15, 18, 21
# crash: no
# first wrong: DW[2]
def exercise1(W, B, A, Y, T):
    trn_x, l1, l2, l3 = A
    w1, w2, w3, w4 = W
    n = trn_x.shape[0]

    diff = (2 / n) * (Y - T)
    w4_gs, b4_gs = l3.T @ diff, diff.sum(0)

    l3_gs = diff @ w4.T
    w3_gs, b3_gs = l2.T @ l3_gs, l3_gs.sum(0)

    l2_gs = l3_gs @ w3.T
    w2_gs, b2_gs = l1.T @ l2_gs, l2_gs.sum(0)

    l1_gs = l2_gs @ w2.T
    w1_gs, b1_gs = trn_x.T @ l1_gs, l1_gs.sum(0)

    return [w1_gs, w2_gs, w3_gs, w4_gs], [b1_gs, b2_gs, b3_gs, b4_gs]
