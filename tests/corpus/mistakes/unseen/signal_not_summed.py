# exercise: 2
# source: Tahinli/rust-neural-network (Rust), commit 37a2793 'fix: in forward propagation neuron not stacking input signals', src/network.rs and src/neuron.rs: forward called use_electro_signal for every input neuron, which sets self.signal; it became collect_electro_signal with self.signal +=
# mistake: The signal of a neuron is set anew for every input instead of summed, so only the last input counts; the weights of the others get no gradient.
# lines: 31
# crash: no
# first wrong: err
import torch

class Axon:
    def __init__(self, weights, bias):
        self.weights, self.bias = weights, bias

    def transmit(self, i, input):
        return self.weights[i] * input

class AxonTerminal:
    def __init__(self, active):
        self.active = active

    def generate_voltage(self, value):
        return torch.relu(value) if self.active else value

class Neuron:
    def __init__(self, weights, bias, active):
        self.axon = Axon(weights, bias)
        self.axon_terminal = AxonTerminal(active)
        self.signal = torch.zeros(())

    def collect_electro_signal(self, i, input):
        calculated_value = self.axon.transmit(i, input)
        self.signal = calculated_value

    def get_signal(self):
        return self.axon_terminal.generate_voltage(self.signal + self.axon.bias)

class NeuralNetwork:
    def __init__(self, W, B):
        self.hidden_layers = [
            [Neuron(w[:, k], b[k], l < len(W) - 1) for k in range(len(b))]
            for l, (w, b) in enumerate(zip(W, B))]

    def forward(self, signals):
        for hidden_layer in self.hidden_layers:
            for neuron in hidden_layer:
                for i, input in enumerate(signals):
                    neuron.collect_electro_signal(i, input)
            signals = [neuron.get_signal() for neuron in hidden_layer]
        return signals[0]

def exercise2(W, B, X, T):
    loss = 0.0
    for x, t in zip(X, T):
        loss = loss + (NeuralNetwork(W, B).forward(list(x)) - t[0]) ** 2
    return loss / len(X)
