# exercise: 1
# source: dennybritz/nn-from-scratch, pull request 3: "It should be 1 - tanh^2(z1), rather than 1 - tanh^2(z2)"
# mistake: The delta of the first layer is multiplied by the slope of the second hidden layer.
# lines: 20
# crash: no
# first wrong: DW[0]
import numpy as np

# Gradient of the loss for a network of the form
# a1 = relu(X W1 + b1), a2 = relu(a1 W2 + b2), a3 = relu(a2 W3 + b3), y = a3 W4 + b4


def build_gradients(model, X, a1, a2, a3, y_hat, y):
    num_examples = len(X)
    W2, W3, W4 = model["W2"], model["W3"], model["W4"]

    delta5 = 2.0 * (y_hat - y) / num_examples
    delta4 = delta5.dot(W4.T) * (a3 > 0)
    delta3 = delta4.dot(W3.T) * (a2 > 0)
    delta2 = delta3.dot(W2.T) * (a2 > 0)

    dW4 = (a3.T).dot(delta5)
    db4 = np.sum(delta5, axis=0)
    dW3 = (a2.T).dot(delta4)
    db3 = np.sum(delta4, axis=0)
    dW2 = (a1.T).dot(delta3)
    db2 = np.sum(delta3, axis=0)
    dW1 = np.dot(X.T, delta2)
    db1 = np.sum(delta2, axis=0)
    return (dW1, dW2, dW3, dW4), (db1, db2, db3, db4)


def exercise1(W, B, A, Y, T):
    model = {f"W{i + 1}": w for i, w in enumerate(W)}
    dW, db = build_gradients(model, *A, Y, T)
    return list(dW), list(db)
