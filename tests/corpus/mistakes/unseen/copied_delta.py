# exercise: 1
# source: hanbt/learn_dl, pull request 63 "Fix incorrect delta list for bi_grad and bo_grad": copy-paste bug, all use delta_f_list[t]
# mistake: The gradients of two biases are computed from the delta of another layer.
# lines: 25, 28
# crash: no
# first wrong: DB[2]
import numpy as np


def gate(a):
    return (a > 0).astype(a.dtype)


def exercise1(W, B, A, Y, T):
    N = len(T)
    delta_o = 2.0 / N * (Y - T)
    delta_h = np.einsum("no,ho->nh", delta_o, W[3]) * gate(A[3])
    delta_g = np.einsum("nh,gh->ng", delta_h, W[2]) * gate(A[2])
    delta_f = np.einsum("ng,fg->nf", delta_g, W[1]) * gate(A[1])

    Wf_grad = np.einsum("ni,nf->if", A[0], delta_f)
    bf_grad = np.einsum("nf->f", delta_f)

    Wg_grad = np.einsum("nf,ng->fg", A[1], delta_g)
    bg_grad = np.einsum("ng->g", delta_f)

    Wh_grad = np.einsum("ng,nh->gh", A[2], delta_h)
    bh_grad = np.einsum("nh->h", delta_f)

    Wo_grad = np.einsum("nh,no->ho", A[3], delta_o)
    bo_grad = np.einsum("no->o", delta_o)
    return [Wf_grad, Wg_grad, Wh_grad, Wo_grad], [bf_grad, bg_grad, bh_grad, bo_grad]
