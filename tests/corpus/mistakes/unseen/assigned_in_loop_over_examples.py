# exercise: 1
# source: jussihyva/Multilayer-Perceptron (C), commit f60fdc7 "derivative calculations redesigned.": table_w[i_w.rows][i_w.cols] = x * z in the loop over the examples became +=, followed by the division by their number
# mistake: The product of input and derivative is assigned, not added, in the loop over the examples, so only the last example is left and is divided by their number.
# lines: 29
# crash: no
# first wrong: DW[3]
import numpy as np


def derivative_z_output(y_hat, y, derivative_z):
    for node_id in range(y.shape[0]):
        for example_id in range(y.shape[1]):
            derivative_z[node_id][example_id] = 2 * (y_hat[node_id][example_id] - y[node_id][example_id])


def derivative_z_hidden(weights, derivative_z_next, activation, derivative_z):
    for node_id in range(activation.shape[0]):
        for example_id in range(activation.shape[1]):
            total = 0.0
            for next_id in range(weights.shape[0]):
                total += weights[next_id][node_id] * derivative_z_next[next_id][example_id]
            derivative_z[node_id][example_id] = total if activation[node_id][example_id] > 0 else 0.0


def derivative_w(x, derivative_z, table_w):
    for node_id in range(table_w.shape[0]):
        for function_id in range(table_w.shape[1]):
            for example_id in range(x.shape[1]):
                table_w[node_id][function_id] = x[function_id][example_id] * derivative_z[node_id][example_id]
            table_w[node_id][function_id] /= x.shape[1]


def derivative_b(derivative_z, data_b):
    for node_id in range(derivative_z.shape[0]):
        for example_id in range(derivative_z.shape[1]):
            data_b[node_id] += derivative_z[node_id][example_id]
        data_b[node_id] /= derivative_z.shape[1]


def exercise1(W, B, A, Y, T):
    weights = [w.T for w in W]
    x = [a.T for a in A]
    examples = T.shape[0]
    z = [np.zeros((w.shape[0], examples)) for w in weights]
    tables = [np.zeros(w.shape) for w in weights]
    vectors = [np.zeros(len(b)) for b in B]
    derivative_z_output(Y.T, T.T, z[-1])
    for layer in range(len(W) - 2, -1, -1):
        derivative_z_hidden(weights[layer + 1], z[layer + 1], x[layer + 1], z[layer])
    for layer in range(len(W)):
        derivative_w(x[layer], z[layer], tables[layer])
        derivative_b(z[layer], vectors[layer])
    return [table.T for table in tables], vectors
