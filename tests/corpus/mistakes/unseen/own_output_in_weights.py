# exercise: 1
# source: TortueSandwich/toybackprop (Rust), commit eb9f40b 'ça ne marche pas', src/layer.rs, backwardonce: wgrad.data[j][k] = alk*derivsig*caj with alk = aL.data[j][0], the output of the layer, beside an unused dzLwL = aLprev.clone()
# mistake: The gradient of a weight has the output of its own neuron as a factor, where the input that the weight is multiplied with belongs.
# lines: 33
# crash: no
# first wrong: DW[3]
import numpy as np

class Layer:
    def __init__(self, weights, biases, hidden):
        self.weights, self.biases, self.hidden = weights, biases, hidden
        self.lbuff_w, self.lbuff_b = np.zeros_like(weights), np.zeros_like(biases)

    def activate(self, x):
        return np.maximum(x, 0.0) if self.hidden else x

    def activation_derivative(self, x):
        return float(x > 0) if self.hidden else 1.0

    def forward(self, a):
        return self.activate(self.weights @ a + self.biases)

    def backwardonce(self, aLprev, dCaL):
        neurons, inputs = self.weights.shape
        zL = self.weights @ aLprev + self.biases
        aL = self.activate(zL)
        galprev = np.zeros(inputs)
        for j in range(neurons):
            derivsig = self.activation_derivative(zL[j])
            caj = dCaL[j]
            self.lbuff_b[j] += derivsig * caj
            for k in range(inputs):
                alk = aL[j]
                self.lbuff_w[j, k] += alk * derivsig * caj
                galprev[k] += self.weights[j, k] * derivsig * caj
        return aL, galprev

class LayerChain:
    def __init__(self, layer, next=None):
        self.layer, self.next = layer, next

    def backward(self, aLprev, loss_gradient, y):
        aL = self.layer.forward(aLprev)
        if self.next is None:
            dCaL = loss_gradient(aL, y)
        else:
            dCaL = self.next.backward(aL, loss_gradient, y)
        return self.layer.backwardonce(aLprev, dCaL)[1]

def exercise1(W, B, A, Y, T):
    layers = [Layer(w.T, b, l < len(W) - 1) for l, (w, b) in enumerate(zip(W, B))]
    network = None
    for layer in reversed(layers):
        network = LayerChain(layer, network)
    n = len(T)
    for x, y in zip(A[0], T):
        network.backward(x, lambda predicted, target: 2.0 * (predicted - target) / n, y)
    return [l.lbuff_w.T for l in layers], [l.lbuff_b for l in layers]
