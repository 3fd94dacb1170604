# exercise: 1
# source: MAGREMENT/NeuralNetwork (C), commit b20ed45 'fixed :D', neural_network.c, update_gradients: value += data->layers[n + 1].nodeValues[o] * network->layers[n + 1].weights[i * gradients[n].out_count + o] became nodeValues[i] * weights[o * gradients[n + 1].out_count + i]
# mistake: The sum over the units i of the next layer takes the node value at o, the index of the unit of its own layer, and reads the flat weights in the wrong order; the last layer has fewer units than o counts. (In C that read beyond the array.)
# lines: 41, 42
# crash: yes
# first wrong: -
class Layer:
    def __init__(self, in_count, out_count, weights, biases):
        self.in_count, self.out_count = in_count, out_count
        self.weights, self.biases = weights, biases

def copy_layers(network):
    return [Layer(l.in_count, l.out_count, [0.0] * len(l.weights), [0.0] * len(l.biases)) for l in network]

def activation(x):
    return x if x > 0 else 0.0

def activation_derivative(x):
    return 1.0 if x > 0 else 0.0

def traverse(network, values):
    weighted, after = [], [values]
    for n, layer in enumerate(network):
        z = [layer.biases[o] + sum(after[-1][j] * layer.weights[j * layer.out_count + o]
                                   for j in range(layer.in_count)) for o in range(layer.out_count)]
        weighted.append(z)
        after.append([activation(v) for v in z] if n < len(network) - 1 else z)
    return weighted, after

def update_gradients(network, gradients, values, expected, count):
    weighted, after = traverse(network, values)
    node_values = [[0.0] * layer.out_count for layer in network]
    for n in range(len(network) - 1, -1, -1):
        current = gradients[n]
        for o in range(current.out_count):
            if n == len(network) - 1:
                node_values[n][o] = 2 * (after[-1][o] - expected[o]) / count
            else:
                value = 0.0
                for i in range(gradients[n + 1].out_count):
                    w = network[n + 1].weights[i * current.out_count + o]
                    nv = node_values[n + 1][o]
                    value += nv * w
                node_values[n][o] = value * activation_derivative(weighted[n][o])
        for o in range(current.out_count):
            for i in range(current.in_count):
                current.weights[i * current.out_count + o] += node_values[n][o] * after[n][i]
            current.biases[o] += node_values[n][o]

def exercise1(W, B, A, Y, T):
    network = [Layer(*w.shape, w.ravel().tolist(), b.tolist()) for w, b in zip(W, B)]
    gradients = copy_layers(network)
    for values, expected in zip(A[0].tolist(), T.tolist()):
        update_gradients(network, gradients, values, expected, len(T))
    return ([[g.weights[i * g.out_count:(i + 1) * g.out_count] for i in range(g.in_count)] for g in gradients],
            [g.biases for g in gradients])
