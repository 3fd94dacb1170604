# exercise: 1
# source: csharp.hotexamples.com, MatrixD.ByRows examples, a NeuralNet3LayerSigmoid in C#: OutputBiases = net.OutputLayer.Zip(outputDeltas, (neuron, delta) => neuron.Bias * delta)
# mistake: The gradient of every bias is its delta times the bias itself; the bias is added with the factor 1, so its gradient is the delta alone.
# lines: 31
# crash: no
# first wrong: DB[3]
from dataclasses import dataclass


@dataclass
class LayerDeltas:
    Weights: list
    Biases: list


def Outer(inputs, deltas):
    return [[rate * delta for delta in deltas] for rate in inputs]


def Sum(matrices):
    return [[sum(cells) for cells in zip(*rows)] for rows in zip(*matrices)]


def DeltasFor(weights, biases, firing, outputs, targets, count):
    deltas = [2 * (o - t) / count for o, t in zip(outputs, targets)]
    layers = []
    for weight, bias, inputs in reversed(list(zip(weights, biases, firing))):
        layers.append(
            LayerDeltas(
                Weights=Outer(inputs, deltas),
                Biases=[b * delta for b, delta in zip(bias, deltas)],
            )
        )
        deltas = [
            sum(w * delta for w, delta in zip(row, deltas)) if rate > 0 else 0.0
            for row, rate in zip(weight, inputs)
        ]
    return layers[::-1]


def exercise1(W, B, A, Y, T):
    net = [w.tolist() for w in W], [b.tolist() for b in B]
    samples = [
        DeltasFor(*net, [a[n].tolist() for a in A], Y[n].tolist(), T[n].tolist(), Y.size)
        for n in range(len(Y))
    ]
    DW = [Sum([s[l].Weights for s in samples]) for l in range(len(W))]
    DB = [Sum([[s[l].Biases] for s in samples])[0] for l in range(len(W))]
    return DW, DB
