# exercise: 1
# source: forum.freecodecamp.org 453085 "Python broadcast error even with identical shapes": output_error = np.matmul(o, 1-o, error), and the same for hidden_error, with three factors
# mistake: The slope of ReLU is given to matmul as a third factor, but the third argument is the array for the result, so nothing is multiplied by the slope.
# lines: 18
# crash: no
# first wrong: DW[2]
import numpy as np


def slope(h):
    return np.where(h > 0, 1.0, 0.0)


def train_step(Z, entries, output, theoretical_output):
    error = output - theoretical_output
    deltas = [2.0 / len(error) * error]
    for layer in range(len(Z) - 1, 0, -1):
        hidden_error = np.matmul(deltas[-1], np.transpose(Z[layer]), slope(entries[layer]))
        deltas.append(hidden_error)
    deltas.reverse()
    return deltas


def exercise1(W, B, A, Y, T):
    deltas = train_step(W, A, Y, T)
    DW, DB = [], []
    for delta, entry in zip(deltas, A):
        DW.append(np.matmul(np.transpose(entry), delta))
        DB.append(np.sum(delta, 0))
    return DW, DB
