# exercise: 1
# source: danhper/rust-simple-nn (Rust), commit bc04224 "Fix bugs, update README", network.rs, run_epoch: the end of a batch was max(n * (batch_size + 1), rows) and became min(batch_size * (n + 1), rows)
# mistake: The end of each batch is the greater one of two numbers, so that every batch goes on to the last row; the later samples are counted several times in the sum of the gradients.
# lines: 30
# crash: no
# first wrong: DW[3]
import numpy as np

def dense(weights, bias):
    def forward(x):
        return x @ weights + bias

    def backward(x, grad):
        return grad @ weights.T, (x.T @ grad, grad.sum(axis=0))
    return forward, backward

def relu():
    def forward(x):
        return x.clip(min=0)

    def backward(x, grad):
        return grad * (x > 0), None
    return forward, backward

def batches(inputs, expected, batch_size):
    rows = inputs.shape[0]
    total_batches = rows // batch_size + int(rows % batch_size != 0)
    for n in range(total_batches):
        start = n * batch_size
        end = max(n * (batch_size + 1), rows)
        yield inputs[start:end], expected[start:end]

def exercise1(W, B, A, Y, T):
    layers, dense_at = [], {}
    for k, (weights, bias) in enumerate(zip(W, B)):
        if k > 0:
            layers.append(relu())
        dense_at[len(layers)] = k
        layers.append(dense(weights, bias))
    DW = [np.zeros_like(w) for w in W]
    DB = [np.zeros_like(b) for b in B]
    for x, y in batches(A[0], T, batch_size=4):
        results = [x]
        for forward, _ in layers:
            results.append(forward(results[-1]))
        grad = 2 * (results[-1] - y) / T.shape[0]
        for index in reversed(range(len(layers))):
            grad, gradients = layers[index][1](results[index], grad)
            if gradients is not None:
                DW[dense_at[index]] += gradients[0]
                DB[dense_at[index]] += gradients[1]
    return DW, DB
