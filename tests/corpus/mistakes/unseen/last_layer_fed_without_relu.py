# exercise: 2
# source: martinwicke/tf-dev-summit-tensorboard-tutorial (Python, TensorFlow; here with torch), commit 8c12cc0 "fixed disconnected relu layer (#9)", mnist.py: relu = tf.nn.relu(fc1) went into the histogram and the embedding only, logits = fc_layer(fc1, ...) became fc_layer(relu, ...)
# mistake: The ReLU of the last hidden layer is computed and noted for the summary, but the output layer gets the values before it.
# lines: 33
# crash: no
# first wrong: -
import torch

summary = {}

def histogram(name, values):
    summary[name] = values.detach().flatten().tolist()

def fc_layer(input, w, b, name):
    act = torch.matmul(input, w) + b
    histogram(name + "/act", act)
    return act

def mlp_model(x, W, B):
    fc1 = fc_layer(x, W[0], B[0], "fc1")
    relu1 = torch.relu(fc1)
    histogram("fc1/relu", relu1)

    fc2 = fc_layer(relu1, W[1], B[1], "fc2")
    relu2 = torch.relu(fc2)
    histogram("fc2/relu", relu2)

    fc3 = fc_layer(relu2, W[2], B[2], "fc3")
    relu3 = torch.relu(fc3)
    embedding_input = relu3
    histogram("fc3/relu", embedding_input)

    return fc_layer(fc3, W[3], B[3], "fc4")

def exercise2(W, B, X, T):
    output = mlp_model(X, W, B)
    loss = torch.mean(torch.square(output - T))
    return loss
