# exercise: 2
# source: recursion with slices, ReLU written with abs
# mistake: none
# lines: -
# crash: no
# first wrong: -
def forward(W, B, x):
    z = x.matmul(W[0]) + B[0]
    return z if len(W) == 1 else forward(W[1:], B[1:], (z + z.abs()) / 2)


def exercise2(W, B, X, T):
    return (forward(W, B, X) - T).pow(2).sum() / len(T)
