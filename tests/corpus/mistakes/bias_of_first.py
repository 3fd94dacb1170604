# exercise: 1
# source: hanbt/learn_dl, pull request 63 "Fix incorrect delta list for bi_grad and bo_grad": both used delta_f_list[t] (copy and paste)
# mistake: The bias gradients of the second and the third layer are summed from the delta list of the first layer.
# lines: 28, 29
# crash: no
# first wrong: DB[2]
import numpy as np


def calc_deltas(W, A, Y, T):
    delta_y = 2 * (Y - T) / len(T)
    delta_o = (delta_y @ W[3].T) * (A[3] > 0)
    delta_i = (delta_o @ W[2].T) * (A[2] > 0)
    delta_f = (delta_i @ W[1].T) * (A[1] > 0)
    return list(delta_f), list(delta_i), list(delta_o), list(delta_y)


def exercise1(W, B, A, Y, T):
    delta_f_list, delta_i_list, delta_o_list, delta_y_list = calc_deltas(W, A, Y, T)
    Wf_grad, Wi_grad, Wo_grad, Wy_grad = (np.zeros(w.shape) for w in W)
    bf_grad, bi_grad, bo_grad, by_grad = (np.zeros(b.shape) for b in B)
    for t in range(len(T) - 1, -1, -1):
        Wf_grad += np.outer(A[0][t], delta_f_list[t])
        Wi_grad += np.outer(A[1][t], delta_i_list[t])
        Wo_grad += np.outer(A[2][t], delta_o_list[t])
        Wy_grad += np.outer(A[3][t], delta_y_list[t])
        bf_grad += delta_f_list[t]
        bi_grad += delta_f_list[t]
        bo_grad += delta_f_list[t]
        by_grad += delta_y_list[t]
    return [Wf_grad, Wi_grad, Wo_grad, Wy_grad], [bf_grad, bi_grad, bo_grad, by_grad]
