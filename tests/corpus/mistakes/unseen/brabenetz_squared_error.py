# exercise: 1
# source: github mrousavy/BrabeNetz, issue 3 (Fix backpropagation) and BrabeNetz/Network.cpp at 02db0fc: the error of an output neuron was (expected - actual) * (expected - actual) / 2
# mistake: Backpropagation starts from the squared error of the output neuron, not from its derivative.
# lines: 21
# crash: no
# first wrong: DW[3]
def exercise1(W, B, A, Y, T):
    neurons_count = [len(w) for w in W] + [W[-1].shape[1]]
    layers_count = len(neurons_count)
    weights = [w.tolist() for w in W]
    DW = [w * 0 for w in W]
    DB = [b * 0 for b in B]

    for sample in range(len(T)):
        layers = [a[sample].tolist() for a in A] + [Y[sample].tolist()]
        expected_output = T[sample].tolist()
        errors = [[0.0] * count for count in neurons_count]

        for on in range(neurons_count[layers_count - 1]):
            difference = layers[layers_count - 1][on] - expected_output[on]
            error = difference * difference
            errors[layers_count - 1][on] = error
            DB[layers_count - 2][on] += error / len(T)

        for i in range(layers_count - 2, -1, -1):
            neurons = neurons_count[i]
            next_neurons = neurons_count[i + 1]
            for n in range(neurons):
                if i > 0:
                    neuron_error = 0.0
                    for nn in range(next_neurons):
                        neuron_error += weights[i][n][nn] * errors[i + 1][nn]
                    if layers[i][n] <= 0:
                        neuron_error = 0.0
                    errors[i][n] = neuron_error
                    DB[i - 1][n] += errors[i][n] / len(T)
                for nn in range(next_neurons):
                    DW[i][n][nn] += errors[i + 1][nn] * layers[i][n] / len(T)
    return DW, DB
