# exercise: 1
# source: MevlutArslan/neural-networks-from-scratch (C), commit c54081e 'add logging', nnetwork.c: weightedSums = copyVector(weightedSum) stood before the biases were added, mended to copyVector(output) after; and biasGradients->elements[neuronIndex] = dLoss_dOutput, mended to dLoss_dWeightedSum
# mistake: The sums from which the slope of the ReLU is taken are kept before the biases are added; and the gradient of the bias is the gradient of the output, without the slope.
# lines: 24, 35
# crash: no
# first wrong: DW[2]
import numpy as np

def dot_product(weights, vector):
    return [float(np.dot(row, vector)) for row in weights]

def vector_addition(a, b):
    return [x + y for x, y in zip(a, b)]

def relu(vector):
    return [max(x, 0.0) for x in vector]

def forward_pass(network, sample):
    vector = list(sample)
    for index, layer in enumerate(network):
        layer["input"] = vector
        weighted_sum = dot_product(layer["weights"], vector)
        layer["output"] = vector_addition(weighted_sum, layer["biases"])
        layer["weighted_sums"] = list(weighted_sum)
        if index != len(network) - 1:
            layer["output"] = relu(layer["output"])
        vector = layer["output"]
    return vector

def add_gradients(layer, neuron, dLoss_dOutput, dOutput_dWeightedSum):
    dLoss_dWeightedSum = dLoss_dOutput * dOutput_dWeightedSum
    for weight_index in range(len(layer["input"])):
        dWeightedSum_dWeight = layer["input"][weight_index]
        layer["gradients"][neuron, weight_index] += dLoss_dWeightedSum * dWeightedSum_dWeight
    layer["bias_gradients"][neuron] += dLoss_dOutput
    layer["dLoss_dWeightedSums"][neuron] = dLoss_dWeightedSum

def exercise1(W, B, A, Y, T):
    network = [{"weights": w.T, "biases": b, "gradients": np.zeros(w.T.shape),
                "bias_gradients": np.zeros(b.shape), "dLoss_dWeightedSums": np.zeros(b.shape)}
               for w, b in zip(W, B)]
    for sample, target in zip(A[0], T):
        outputs = forward_pass(network, sample)
        for neuron, prediction in enumerate(outputs):
            add_gradients(network[-1], neuron, 2 * (prediction - target[neuron]) / T.size, 1)
        for index in range(len(network) - 2, -1, -1):
            layer, following = network[index], network[index + 1]
            for neuron in range(len(layer["biases"])):
                dLoss_dOutput = 0.0
                for n in range(len(following["biases"])):
                    dLoss_dOutput += following["dLoss_dWeightedSums"][n] * following["weights"][n, neuron]
                slope = 1 if layer["weighted_sums"][neuron] > 0 else 0
                add_gradients(layer, neuron, dLoss_dOutput, slope)
    return [l["gradients"].T for l in network], [l["bias_gradients"] for l in network]
