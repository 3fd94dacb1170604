# exercise: 1
# source: mochji/synapsea (Lua), synapsea/core/layers/error.lua, errorModule.dense: the arguments are unpacked with outputSize = args.outputSIze, which is nil, and the loop goes from 1 to outputSize
# mistake: The size of the layer is asked for under a misspelt key, so it is None and the loop over the outputs cannot run.
# lines: 21
# crash: yes
# first wrong: -
import numpy

activationsModule = {
    "relu": lambda x, derivative: (1 if x > 0 else 0) if derivative else max(x, 0),
    "linear": lambda x, derivative: 1 if derivative else x,
}


def outputError(output, expectedOutput, samples):
    return [2 * (output[a] - expectedOutput[a]) / samples for a in range(len(output))]


def errorDense(args):
    layerInput, weights = args.get("input"), args.get("weights")
    outputSize, forwardError = args.get("outputSIze"), args.get("forwardError")
    activation = activationsModule[args.get("activation")]
    inputSize = len(weights)
    output = [0] * inputSize
    for a in range(outputSize):
        for b in range(inputSize):
            output[b] = output[b] + weights[b][a] * forwardError[a] * activation(layerInput[b], True)
    return output


def gradientDense(args):
    layerInput, error = args.get("input"), args.get("error")
    return [[layerInput[b] * error[a] for a in range(len(error))] for b in range(len(layerInput))]


def exercise1(W, B, A, Y, T):
    weightGradient = [numpy.zeros_like(w) for w in W]
    biasGradient = [numpy.zeros_like(b) for b in B]
    for c in range(len(T)):
        inputs = [a[c] for a in A]
        error = outputError(Y[c], T[c], len(T))
        for layer in range(len(W) - 1, -1, -1):
            weightGradient[layer] += gradientDense({"input": inputs[layer], "error": error})
            biasGradient[layer] += error
            if layer > 0:
                error = errorDense({
                    "input": inputs[layer],
                    "weights": W[layer],
                    "outputSize": W[layer].shape[1],
                    "forwardError": error,
                    "activation": "relu",
                })
    return weightGradient, biasGradient
