# exercise: 1
# source: github jeffheaton/encog-java-core, issue 243 (Activation function from a wrong layer), GradientWorker.processLevel: getActivationFunctions()[currentLevel], which should be currentLevel + 1
# mistake: The activation function whose derivative is taken is that of the layer above (levels count from the output), so the last hidden layer is treated as linear.
# lines: 35
# crash: no
# first wrong: DW[2]
class ActivationLinear:
    def derivative(self, output):
        return 1.0


class ActivationReLU:
    def derivative(self, output):
        return 1.0 if output > 0 else 0.0


class GradientWorker:
    def __init__(self, W, B):
        self.weights = [w.T for w in reversed(W)]
        self.layer_counts = [w.shape[1] for w in reversed(W)] + [W[0].shape[0]]
        self.activation_functions = [ActivationLinear(), ActivationReLU(), ActivationReLU(),
                                     ActivationReLU(), ActivationLinear()]
        self.gradients = [0 * w for w in self.weights]
        self.bias_gradients = [0 * b for b in reversed(B)]

    def process(self, layer_output, ideal):
        self.layer_output = layer_output
        self.layer_delta = [[0.0] * count for count in self.layer_counts]
        for i in range(self.layer_counts[0]):
            self.layer_delta[0][i] = 2 * (layer_output[0][i] - ideal[i])
        for level in range(len(self.weights)):
            self.process_level(level)

    def process_level(self, current_level):
        activation = self.activation_functions[current_level]
        weights = self.weights[current_level]
        from_output = self.layer_output[current_level + 1]
        to_delta = self.layer_delta[current_level]
        for xi in range(self.layer_counts[current_level]):
            self.bias_gradients[current_level][xi] += to_delta[xi]
        for yi, output in enumerate(from_output):
            total = 0.0
            for xi in range(self.layer_counts[current_level]):
                self.gradients[current_level][xi, yi] += output * to_delta[xi]
                total += weights[xi, yi] * to_delta[xi]
            self.layer_delta[current_level + 1][yi] = total * activation.derivative(output)


def exercise1(W, B, A, Y, T):
    worker = GradientWorker(W, B)
    for row in range(len(T)):
        worker.process([Y[row]] + [a[row] for a in reversed(A)], T[row])
    DW = [g.T / len(T) for g in reversed(worker.gradients)]
    DB = [g / len(T) for g in reversed(worker.bias_gradients)]
    return DW, DB
