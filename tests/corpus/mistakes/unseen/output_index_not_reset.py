# exercise: 1
# source: Wansuko-cmd/Perceptron (Kotlin), commit dcf923b (in Japanese, 'mended calcDelta'), Conv1d.kt: var index = 0, the place in the one row of deltas, stood before the loop over the input channels and was moved into it
# mistake: The place in the list of the deltas is set to 0 only once, before the loop over the inputs, so for the second input it runs beyond the deltas of the layer.
# lines: 18, 19-20
# crash: yes
# first wrong: -
def step(x):
    return 1.0 if x > 0.0 else 0.0

def calc_delta(before_output, delta, weight):
    before_delta = []
    for channel in range(len(weight)):
        total = sum(delta[i] * weight[channel][i][0] for i in range(len(weight[channel])))
        before_delta.append(step(before_output[channel][0]) * total)
    return before_delta

def backward(weight_grad, delta, input_array):
    index = 0
    for input_channel in range(len(weight_grad)):
        weight_array = weight_grad[input_channel]
        for output_channel in range(len(weight_array)):
            output_size = len(input_array[input_channel]) - len(weight_array[output_channel]) + 1
            for time in range(len(weight_array[output_channel])):
                total = 0.0
                for output_index in range(output_size):
                    total += input_array[input_channel][time + output_index] * delta[index + output_index]
                weight_array[output_channel][time] += total
            index += output_size

def as_io_type(values):
    return [[float(v)] for v in values]

def exercise1(W, B, A, Y, T):
    weights = [[as_io_type(row) for row in w] for w in W]
    weight_grads = [[[[0.0] for _ in row] for row in w] for w in W]
    bias_grads = [[0.0] * len(b) for b in B]
    for n in range(len(T)):
        output = [as_io_type(a[n]) for a in A]
        delta = [2.0 * (y - t) / len(T) for y, t in zip(Y[n], T[n])]
        for layer in reversed(range(len(weights))):
            backward(weight_grads[layer], delta, output[layer])
            for i in range(len(delta)):
                bias_grads[layer][i] += delta[i]
            if layer > 0:
                delta = calc_delta(output[layer], delta, weights[layer])
    return [[[k[0] for k in row] for row in w] for w in weight_grads], bias_grads
