# exercise: 2
# source: fastai/fastbook, pull requests 327, 450 and 473: mse with .sqrt()
# mistake: The function that is called mse takes the square root of the mean.
# lines: 8
# crash: no
# first wrong: err
def mse(preds, targets):
    return ((preds - targets) ** 2).mean().sqrt()


def linear(xb, weights, bias):
    return xb @ weights + bias


def simple_net(xb, params):
    res = xb
    for n, (w, b) in enumerate(params):
        res = linear(res, w, b)
        if n < len(params) - 1:
            res = res.max(res.new_zeros(()))
    return res


def exercise2(W, B, X, T):
    return mse(simple_net(X, list(zip(W, B))), T)
