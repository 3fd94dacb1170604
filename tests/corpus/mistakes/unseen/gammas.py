# exercise: 1
# source: Cross Validated 415679 "Faulty backpropagation of hidden layers? (C#)": outputs[j] += inputs[n] * weight[n, j], in an array that is made once, in the constructor
# mistake: The sums for the gammas of a layer are added to what the sample before has left in the array, which is never set to zero again.
# lines: 12, 25
# crash: no
# first wrong: DW[2]
class FeedForwardLayer:
    def __init__(self, weight, outputs):
        self.weight = weight
        self.n = len(weight)
        self.output = outputs
        self.gammas = [0.0] * self.n
        self.dweight = [[0.0] * outputs for _ in range(self.n)]
        self.dbias = [0.0] * outputs

    def collect(self, inputs, gammas):
        for j in range(self.output):
            self.dbias[j] += gammas[j]
            for i in range(self.n):
                self.dweight[i][j] += inputs[i] * gammas[j]

    def hidden_gammas(self, inputs, gammas):
        for i in range(self.n):
            for j in range(self.output):
                self.gammas[i] += gammas[j] * self.weight[i][j]
            if inputs[i] <= 0:
                self.gammas[i] = 0.0
        return self.gammas


class FeedForwardNetwork:
    def __init__(self, weights):
        self.layers = [FeedForwardLayer(w, w.shape[1]) for w in weights]

    def back_propagate(self, values, output, target, count):
        gammas = []
        for o, t in zip(output, target):
            gammas.append((o - t) * 2 / count)
        k = len(self.layers) - 1
        self.layers[k].collect(values[k], gammas)
        while k > 0:
            gammas = self.layers[k].hidden_gammas(values[k], gammas)
            k -= 1
            self.layers[k].collect(values[k], gammas)


def exercise1(W, B, A, Y, T):
    network = FeedForwardNetwork(W)
    for s in range(len(T)):
        network.back_propagate([a[s] for a in A], Y[s], T[s], len(T))
    return [l.dweight for l in network.layers], [l.dbias for l in network.layers]
