# exercise: 1
# source: hanbt/learn_dl, issue 29 (in Chinese): state = self.state_list[k+1].copy(), then element_wise_op(self.state_list[k+1], activator.backward), and state is used
# mistake: The slope is written into the list and not into the copy, so the copy that is multiplied still holds the activations.
# lines: 25, 26
# crash: no
# first wrong: DW[2]
import numpy as np


class ReluActivator:
    def forward(self, weighted_input):
        return max(0, weighted_input)

    def backward(self, output):
        return 1 if output > 0 else 0


def element_wise_op(array, op):
    for i in np.nditer(array, op_flags=["readwrite"]):
        i[...] = op(float(i))


def calc_delta(delta, w, state_list, k, activator):
    state = state_list[k].copy()
    element_wise_op(state_list[k], activator.backward)
    return np.dot(delta, w.T) * state


def exercise1(W, B, A, Y, T):
    state_list = [a.copy() for a in A]
    activator = ReluActivator()
    delta_list = [None, None, None, 2 * (Y - T) / len(T)]
    for k in range(3, 0, -1):
        delta_list[k - 1] = calc_delta(delta_list[k], W[k], state_list, k, activator)
    w_grad = [np.dot(a.T, d) for a, d in zip(A, delta_list)]
    b_grad = [np.sum(d, axis=0) for d in delta_list]
    return w_grad, b_grad
