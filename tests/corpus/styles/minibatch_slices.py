"""In the style of A. Trask's "Grokking Deep Learning": deltas of label minus output, by batches."""
import sys, numpy as np

batch_size = 4

relu2deriv = lambda output: output > 0 # returns 1 for output > 0, return 0 otherwise


def exercise1(W, B, A, Y, T):
    labels = T
    error = 0.0

    # the deltas point to where the error gets SMALLER, so the gradient is minus the update
    alpha = -2.0 / labels.size

    weight_updates = [np.zeros(w.shape) for w in W]
    bias_updates = [np.zeros(b.shape) for b in B]

    for i in range(int(np.ceil(len(labels) / batch_size))):
        batch_start, batch_end = ((i * batch_size), ((i+1)*batch_size))
        layers = [layer[batch_start:batch_end] for layer in A]
        layer_out = Y[batch_start:batch_end]

        error += np.sum((labels[batch_start:batch_end] - layer_out) ** 2)

        # how far are we from the target?
        layer_delta = (labels[batch_start:batch_end] - layer_out)

        for j in range(len(W)-1, -1, -1):
            weight_updates[j] += alpha * layers[j].T.dot(layer_delta)
            bias_updates[j] += alpha * np.sum(layer_delta, axis=0)
            if(j > 0):
                # how much did each unit contribute to the error above it?
                layer_delta = layer_delta.dot(W[j].T)\
                                    * relu2deriv(layers[j])

    sys.stdout.write("\r Train-Err:" + str(error/float(labels.size))[0:5] + "\n")
    return weight_updates, bias_updates
