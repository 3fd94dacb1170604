"""Programs with the mistakes that students make: backward passes, and forward passes in PyTorch."""

import numpy


def backward(
    net, error=None, mask=None, weight=None, activation=None, step=None, kept=None, collected=None
):
    """The backward pass of a student who errs in one of its ingredients.

    ``mask``, ``weight`` and ``activation`` take the number of a layer, ``step`` what came back to
    the units of a layer and its number, ``kept`` all signals down to a layer and its number, and
    ``collected`` a signal, what came back before the mask, the signal above, and the number of the
    weights.
    """
    A, Y, T, layers = net.A, net.Y, net.T, len(net.W)
    dz = 2 * (Y - T) / Y.size if error is None else error
    mask = mask or (lambda layer: A[layer] > 0)
    weight = weight or (lambda layer: net.W[layer].T)
    activation = activation or (lambda layer: A[layer])
    collected = collected or (lambda dz, da, above, layer: (dz, dz))
    DW, DB = [None] * layers, [None] * layers
    signals, da, above = {}, None, None
    for layer in reversed(range(layers)):
        signals[layer] = dz
        for_weights, for_biases = collected(dz, da, above, layer)
        DW[layer] = activation(layer).T @ for_weights
        DB[layer] = for_biases.sum(axis=0)
        if layer:
            above, dz = dz, kept(signals, layer) if kept else dz
            da = dz @ weight(layer)
            dz = step(da, layer) if step else da * mask(layer)
    return DW, DB


def of_signals(net, DZ):
    """The gradient that signals give, one for each layer."""
    return [a.T @ dz for a, dz in zip(net.A, DZ, strict=True)], [dz.sum(axis=0) for dz in DZ]


def sigmoid(x):
    return 1 / (1 + numpy.exp(-x))


def sigmoid_slope(x):
    return sigmoid(x) * (1 - sigmoid(x))


def passed(net, back):
    """The signals of all layers, if ``back`` makes of each, and of its layer, the one below."""
    DZ = [2 * (net.Y - net.T) / net.Y.size]
    for layer in range(len(net.W) - 1, 0, -1):
        DZ.insert(0, back(DZ[0], layer))
    return DZ


def kept_backs(net, other):
    """The backward pass of a student whose loop always takes what came back to one layer."""
    came = {}

    def back(dz, layer):
        came[layer] = dz @ net.W[layer].T if layer >= other else came[layer + 1]
        return came[layer] * (net.A[layer] > 0)

    return of_signals(net, passed(net, back))


def updated(net, rate):
    """The backward pass of a student who changes the weights before the signal passes them."""

    def back(dz, layer):
        a = net.A[layer]
        return dz @ (net.W[layer] - rate * a.T @ dz).T * (a > 0)

    return of_signals(net, passed(net, back))


def by_sample(net, rate, times=1):
    """The same with weights of its own for every sample."""

    def back(dz, layer):
        rows = []
        for a, d in zip(net.A[layer], dz, strict=True):
            w = net.W[layer] - rate * numpy.outer(a, d)
            rows.append((w @ d + (times - 1) * (net.W[layer] @ d)) * (a > 0))
        return numpy.array(rows)

    return of_signals(net, passed(net, back))


def through_gradients(net, layers):
    """The backward pass of a student who takes the gradient of some weights for these."""

    def back(dz, layer):
        w = net.A[layer].T @ dz if layer in layers else net.W[layer]
        return dz @ w.T * (net.A[layer] > 0)

    return of_signals(net, passed(net, back))


def at(layer, wrong, right):
    """Take the wrong ingredient in one layer and the right one elsewhere."""
    return lambda number: wrong(number) if number == layer else right(number)


def scaled(DW, DB, weights, biases):
    return [weights * dw for dw in DW], [biases * db for db in DB]


def unsummed(net):
    """The error signals before the sum over the samples, one array per layer."""
    return passed(net, lambda dz, layer: dz @ net.W[layer].T * (net.A[layer] > 0))


def of_samples(net, which):
    """What is sent back, for some of the samples."""
    error = numpy.zeros_like(net.Y)
    error[which] = 2 * (net.Y - net.T)[which] / net.Y.size
    return error


def of_sample(net, number):
    """The gradient of one sample, as if ``=`` stood for ``+=``."""
    DZ = unsummed(net)
    DW = [numpy.outer(a[number], dz[number]) for a, dz in zip(net.A, DZ, strict=True)]
    return DW, [dz[number] for dz in DZ]


def programs(net):
    """Return the wrong programs by the identifier that the check should give.

    The hidden layers of the network must be three, of one size.
    """
    A, Y, T, W, N = net.A, net.Y, net.T, net.W, len(net.X)
    masks = [None] + [a > 0 for a in A[1:]]
    right = backward(net)
    transposed = [w.T for w in W]

    def mask_is(*numbers):
        return lambda layer: masks[numbers[layer - 1]]

    wrong = {
        "missing-factor-2": lambda: backward(net, error=(Y - T) / Y.size),
        "sum-for-mean": lambda: backward(net, error=2 * (Y - T)),
        "mean-twice": lambda: backward(net, error=2 * (Y - T) / Y.size / Y.size),
        "wrong-sign": lambda: backward(net, error=2 * (T - Y) / Y.size),
        "root-of-error": lambda: backward(
            net, error=(Y - T) / Y.size / numpy.sqrt(((Y - T) ** 2).mean())
        ),
        "mean-before-square": lambda: backward(
            net, error=2 * (Y - T).mean() / Y.size * numpy.ones_like(Y)
        ),
        "targets-ignored": lambda: backward(net, error=2 * Y / Y.size),
        "output-for-error": lambda: backward(net, error=numpy.ones_like(Y) / Y.size),
        "error-not-differentiated": lambda: backward(net, error=(Y - T) ** 2 / Y.size),
        "absolute-error": lambda: backward(net, error=numpy.sign(Y - T) / Y.size),
        "targets-added": lambda: backward(net, error=2 * (Y + T) / Y.size),
        "last-sample": lambda: of_sample(net, -1),
        "last-samples": lambda: backward(net, error=of_samples(net, slice(-4, None))),
        "first-samples": lambda: backward(net, error=of_samples(net, slice(0, 5))),
        "same-for-all-samples": lambda: backward(net, error=0.3 + 0 * Y),
        "first-sample": lambda: of_sample(net, 0),
        "summed-over-units": lambda: (right[0], [dz.sum() for dz in unsummed(net)]),
        "some-multiplied": lambda: scaled(*right, 1 / 2, 1),
        "some-negated": lambda: scaled(*right, -1, 1),
        "some-averaged": lambda: (right[0], [right[1][0] / N, *right[1][1:]]),
        "factors-of-their-own": lambda: (
            [(2 + layer) * dw for layer, dw in enumerate(right[0])],
            [(7 + layer) * db for layer, db in enumerate(right[1])],
        ),
        "single-array": lambda: (
            [right[0][0], right[0][1] + numpy.sin(range(len(W[1]))), *right[0][2:]],
            right[1],
        ),
        "masks-one-layer-up": lambda: backward(net, mask=mask_is(2, 3, 3)),
        "masks-one-layer-down": lambda: backward(net, mask=mask_is(1, 1, 2)),
        "all-weights-untransposed": lambda: backward(
            net, weight=lambda layer: W[layer] if layer < 3 else W[layer].T
        ),
        "activations-one-layer-up": lambda: backward(
            net, activation=lambda layer: A[(0, 2, 3, 3)[layer]]
        ),
        "activations-one-layer-down": lambda: backward(
            net, activation=lambda layer: A[(0, 1, 1, 2)[layer]]
        ),
        "sums-for-activations": lambda: backward(
            net, activation=lambda layer: net.Z[layer - 1] if layer else A[0]
        ),
        "weights-summed": lambda: scaled(*right, N, 1),
        "weights-averaged": lambda: scaled(*right, 1 / N, 1),
        "biases-summed": lambda: scaled(*right, 1, N),
        "biases-averaged": lambda: (right[0], [dz.mean(axis=0) for dz in unsummed(net)]),
        "not-summed-over-samples": lambda: (right[0], unsummed(net)),
        "not-flat": lambda: (right[0], [dz.sum(axis=0, keepdims=True) for dz in unsummed(net)]),
        "transposed-gradient": lambda: ([dw.T for dw in right[0]], right[1]),
        "reversed-lists": lambda: (right[0][::-1], right[1][::-1]),
        "swapped-lists": lambda: (right[1], right[0]),
        "zeros": lambda: scaled(*right, 0, 0),
        "parameters": lambda: (net.W, net.B),
        "wrong-factor": lambda: scaled(*right, 3, 3),
        "factor-on-the-way": lambda: backward(net, mask=lambda layer: 3 * (A[layer] > 0)),
    }
    wrong |= of_other_functions(net) | of_collecting(net, right) | of_values(net, right)
    wrong |= of_the_end(net, right)
    if Y.shape[1] == 1:
        wrong["flat-targets"] = lambda: backward(
            net, error=(2 * (Y - T.ravel()) / T.size**2).sum(axis=1, keepdims=True)
        )
    for layer in (1, 2, 3):
        wrong[f"masks-of-one-layer-{layer}"] = lambda layer=layer: backward(
            net, mask=lambda number: masks[layer]
        )
        wrong[f"closed-mask-{layer}"] = lambda layer=layer: backward(
            net, mask=at(layer, lambda number: A[number] < 0, masks.__getitem__)
        )
        for other in {1, 2, 3} - {layer}:
            wrong[f"wrong-mask-{layer}-{other}"] = lambda layer=layer, other=other: backward(
                net, mask=at(layer, lambda number: masks[other], masks.__getitem__)
            )
            wrong[f"wrong-activation-{layer}-{other}"] = lambda layer=layer, other=other: backward(
                net, activation=at(layer, lambda number: A[other], A.__getitem__)
            )
    for layer in (1, 2):
        wrong[f"untransposed-weights-{layer}"] = lambda layer=layer: backward(
            net, weight=at(layer, W.__getitem__, transposed.__getitem__)
        )
        wrong[f"skipped-weights-{layer}"] = lambda layer=layer: backward(
            net, weight=at(layer, lambda number: numpy.eye(len(W[layer])), transposed.__getitem__)
        )
        wrong[f"wrong-weights-{layer}-{3 - layer}"] = lambda layer=layer: backward(
            net, weight=at(layer, lambda number: W[3 - layer].T, transposed.__getitem__)
        )
    return wrong


def of_other_functions(net):
    """Return the programs that differentiate something else than ReLU and the error."""
    A, Y, T, Z = net.A, net.Y, net.T, net.Z
    error = 2 * (Y - T) / Y.size
    # By the identifiers of what is done at all hidden layers, and at one of them
    steps = {
        "missing-masks missing-mask": lambda da, layer: da,
        "inverted-masks inverted-mask": lambda da, layer: da * (A[layer] <= 0),
        "activations-for-masks activation-for-mask": lambda da, layer: da * A[layer],
        "signals-for-masks signal-for-mask": lambda da, layer: numpy.maximum(0, da),
        "sigmoid-slopes sigmoid-slope": lambda da, layer: da * A[layer] * (1 - A[layer]),
        "tanh-slopes tanh-slope": lambda da, layer: da * (1 - numpy.tanh(Z[layer - 1]) ** 2),
        "leaky-slopes leaky-slope": lambda da, layer: da * numpy.where(A[layer] > 0, 1, 0.1),
        "masks-of-one-sample mask-of-one-sample": lambda da, layer: da * (A[layer][0] > 0),
        "masks-with-threshold mask-with-threshold": lambda da, layer: da * (A[layer] > 0.5),
        "sums-for-masks sum-for-mask": lambda da, layer: da * Z[layer - 1],
        "guided-signals guided-signal": lambda da, layer: numpy.maximum(da, 0) * (A[layer] > 0),
        "constants-where-off constant-where-off": lambda da, layer: numpy.where(
            A[layer] > 0, da, 0.01
        ),
        "slopes-for-signals slope-for-signal": lambda da, layer: (A[layer] > 0) * 1.0,
        "activations-for-signals activation-for-signal": lambda da, layer: A[layer],
        "slopes-of-signals-alone slope-of-signal-alone": lambda da, layer: (da > 0) * 1.0,
        "slopes-of-signals slope-of-signal": lambda da, layer: da * (1 - da),
        "masks-of-one-unit mask-of-one-unit": lambda da, layer: da * (A[layer][:, :1] > 0),
        "signs-for-masks sign-for-mask": lambda da, layer: da * numpy.where(A[layer] > 0, 1, -1),
        "masks-of-means mask-of-means": lambda da, layer: da * (Z[layer - 1] > 0).mean(axis=0),
        "masks-with-bound mask-with-bound": lambda da, layer: (
            da * ((A[layer] > 0) & (A[layer] < 2))
        ),
        "other-slopes other-slope": lambda da, layer: da * A[layer] ** 2,
        "slopes-added slope-added": lambda da, layer: da + (A[layer] > 0),
        "signs-lost-on-the-way sign-lost-on-the-way": lambda da, layer: abs(da) * (A[layer] > 0),
        "clipped-on-the-way clipped-at-units": lambda da, layer: (
            da.clip(-0.1, 0.1) * (A[layer] > 0)
        ),
        "units-alike units-of-layer-alike": lambda da, layer: (
            da.max(axis=1, keepdims=True) * (A[layer] > 0)
        ),
    }
    wrong = {
        "cross-entropy": lambda: backward(net, error=(Y - T) / (Y * (1 - Y)) / Y.size),
        "factor-of-one": lambda: backward(net, error=2 / Y.size * Y - T),
        "outputs-ignored": lambda: backward(net, error=-2 * T / Y.size),
        "error-itself": lambda: backward(net, error=((Y - T) ** 2).mean() / Y.size + 0 * Y),
        "sigmoid-at-output": lambda: backward(net, error=error * sigmoid_slope(Y)),
        "tanh-at-output": lambda: backward(net, error=error * (1 - Y**2)),
        "output-at-output": lambda: backward(net, error=error * Y),
        "difference-without-sign": lambda: backward(net, error=abs(error)),
        "other-power": lambda: backward(net, error=(Y - T) ** 3 / Y.size),
        "relative-error": lambda: backward(net, error=error / T),
        "squares-before-difference": lambda: backward(net, error=2 * (Y**2 - T**2) / Y.size),
        "product-of-both": lambda: backward(net, error=Y * T / Y.size),
        "huber-error": lambda: backward(net, error=(Y - T).clip(-1, 1) / Y.size),
        "other-outputs": lambda: backward(net, error=2 * (numpy.tanh(Y) - T) / Y.size),
        "outputs-of-other-samples": lambda: backward(net, error=2 * (Y[::-1] - T) / Y.size),
        "targets-of-other-samples": lambda: backward(net, error=2 * (Y - T[0]) / Y.size),
        "targets-rounded": lambda: backward(net, error=2 * (Y - T.astype(int)) / Y.size),
        "targets-scaled": lambda: backward(net, error=2 * (Y - T / abs(T).max()) / Y.size),
        "sample-alone": lambda: backward(net, error=of_samples(net, slice(7, 8))),
        "samples-left-out": lambda: backward(net, error=of_samples(net, slice(0, None, 2))),
        "other-signal": lambda: backward(net, error=error * numpy.cos(range(len(Y)))[:, None]),
    }
    if Y.min() < 0 < Y.max():
        wrong["mask-at-output"] = lambda: backward(net, error=error * (Y > 0))
    for names, step in steps.items():
        everywhere, once = names.split()
        wrong[everywhere] = lambda step=step: backward(net, step=step)
        for place in (1, 2, 3):
            wrong[f"{once}-{place}"] = lambda step=step, place=place: backward(
                net,
                step=lambda da, layer: step(da, layer) if layer == place else da * (A[layer] > 0),
            )
    return wrong


def of_collecting(net, right):
    """Return the programs that hand on the wrong thing, or make the gradient of something else."""
    A, W, layers = net.A, net.W, len(net.W)

    def before(kinds, places):
        def collected(dz, da, above, layer):
            early = da if layer + 1 in places else dz
            return (early if "W" in kinds else dz), (early if "B" in kinds else dz)

        return lambda: backward(net, collected=collected)

    def above(kinds, places):
        def collected(dz, da, above, layer):
            other = above if layer + 1 in places else dz
            return (other if "W" in kinds else dz), other

        return lambda: backward(net, collected=collected)

    def masked_only(dz, da, above, layer):
        dz = dz if layer + 1 == layers else dz * (A[layer + 1] > 0)
        return dz, dz

    DZ = unsummed(net)
    wrong = {
        "kept-signal-2": lambda: backward(
            net, kept=lambda signals, layer: signals[max(layer, 2)] if layer < 3 else signals[3]
        ),
        "kept-signal-3": lambda: kept_backs(net, 3),
        "summed-signals": lambda: backward(
            net, kept=lambda signals, layer: signals[layer].sum(axis=0) + 0 * signals[layer]
        ),
        "masks-in-gradient-only": lambda: backward(
            net, mask=lambda layer: 1, collected=masked_only
        ),
        "weights-sent-back": lambda: sent(net, lambda above: numpy.ones_like(above)),
        "activations-sent-back": lambda: sent(net, lambda above: above),
        "slopes-sent-back": lambda: sent(net, lambda above: (above > 0) * 1.0),
        "gradients-sent-back": lambda: backward(
            net,
            kept=lambda signals, layer: signals[layer].sum(axis=1, keepdims=True),
            weight=lambda layer: numpy.ones((1, len(W[layer]))),
            step=lambda da, layer: da * A[layer],
        ),
        "own-products-sent-back": lambda: backward(
            net, step=lambda da, layer: A[layer] * W[layer].sum(axis=1)
        ),
        "all-weights-skipped": lambda: backward(
            net,
            weight=lambda layer: (
                (numpy.eye(*W[layer].shape) if min(W[layer].shape) > 1 else W[layer] ** 0).T
            ),
        ),
        "signals-added-up": lambda: backward(
            net, step=lambda da, layer: numpy.cumsum(da, axis=0) * (A[layer] > 0)
        ),
        "shares-for-weights": lambda: backward(
            net, weight=lambda layer: (W[layer] / abs(W[layer]).sum(axis=0)).T
        ),
        "signals-kept-beside": lambda: backward(
            net,
            weight=lambda layer: (
                (W[layer] + numpy.eye(len(W[layer]))).T if layer < 3 else W[layer].T
            ),
        ),
        "signs-lost": lambda: ([abs(dw) for dw in right[0]], [abs(db) for db in right[1]]),
        "clipped": lambda: (
            [dw.clip(-0.5, 0.5) for dw in right[0]],
            [db.clip(-0.5, 0.5) for db in right[1]],
        ),
        "after-a-step": lambda: (
            [w - 0.01 * dw for w, dw in zip(W, right[0], strict=True)],
            [b - 0.01 * db for b, db in zip(net.B, right[1], strict=True)],
        ),
        "with-decay": lambda: (
            [dw + 0.1 * w for w, dw in zip(W, right[0], strict=True)],
            right[1],
        ),
        "weights-averaged-over-units": lambda: (
            [dw * len(net.X) / len(dw) for dw in right[0]],
            right[1],
        ),
        "biases-averaged-over-units": lambda: (
            right[0],
            [db * len(net.X) / len(w) for w, db in zip(W, right[1], strict=True)],
        ),
        "weights-of-one-sample": lambda: (of_sample(net, -1)[0], right[1]),
        "weights-of-one-unit": lambda: backward(
            net, weight=lambda layer: numpy.repeat(net.W[layer][:1], len(net.W[layer]), axis=0).T
        ),
        "activations-left-out": lambda: backward(net, activation=lambda n: numpy.ones_like(A[n])),
        "gradients-from-below": lambda: below(net, "WB"),
        "biases-from-below": lambda: below(net, "B"),
        "weights-from-below": lambda: below(net, "W"),
        "updated-weights": lambda: updated(net, 0.1),
        "passed-twice": lambda: by_sample(net, 0.1, times=2),
        "activations-of-one-layer-1": lambda: backward(net, activation=lambda n: A[min(n, 1)]),
        "activations-of-one-layer-2": lambda: backward(
            net, activation=lambda n: A[2] if n else A[0]
        ),
        "activations-of-one-layer-3": lambda: backward(
            net, activation=lambda n: A[3] if n else A[0]
        ),
        "masks-for-activations": lambda: backward(
            net, activation=lambda n: (A[n] > 0) * 1.0 if n else A[0]
        ),
        "masks-for-activations-below": lambda: backward(
            net, activation=lambda n: (A[n] > 0) * 1.0 if n in (1, 2) else A[n]
        ),
        "gradients-for-weights": lambda: through_gradients(net, (1, 2, 3)),
        "gradients-before-masks": before("WB", (1, 2, 3)),
        "biases-before-masks": before("B", (1, 2, 3)),
        "weights-before-masks": before("W", (1, 2, 3)),
        "gradients-from-above": above("WB", (1, 2, 3)),
        "biases-from-above": above("B", (1, 2, 3)),
        "biases-from-weights": lambda: (right[0], [dw.sum(axis=0) for dw in right[0]]),
        "biases-over-units": lambda: (right[0], [dz.mean(axis=1) for dz in DZ]),
        "biases-over-all": lambda: (right[0], [0 * db + db.sum() for db in right[1]]),
        "biases-of-one-sample": lambda: (right[0], [dz[-1] for dz in DZ]),
        "sums-multiplied": lambda: (
            [numpy.outer(a.sum(axis=0), dz.sum(axis=0)) for a, dz in zip(A, DZ, strict=True)],
            right[1],
        ),
    }
    if net.Y.shape[1] == 1:
        wrong["signal-of-output-everywhere"] = lambda: backward(
            net, step=lambda da, layer: 2 * (net.Y - net.T) / net.Y.size * (A[layer] > 0)
        )
    for place in (1, 2, 3):
        wrong |= {
            f"sum-for-activation-{place}": lambda place=place: backward(
                net, activation=at(place, lambda n: net.Z[n - 1], A.__getitem__)
            ),
            f"mask-for-activation-{place}": lambda place=place: backward(
                net, activation=at(place, lambda n: (A[n] > 0) * 1.0, A.__getitem__)
            ),
            f"activation-left-out-{place}": lambda place=place: backward(
                net, activation=at(place, lambda n: numpy.ones_like(A[n]), A.__getitem__)
            ),
            f"gradient-for-weights-{place}": lambda place=place: through_gradients(net, (place,)),
            f"bias-before-mask-{place}": before("B", (place,)),
            f"weight-before-mask-{place}": before("W", (place,)),
            f"gradient-from-above-{place}": above("WB", (place,)),
            f"bias-from-above-{place}": above("B", (place,)),
        }
    for place in (2, 3):
        wrong[f"gradient-before-mask-{place}"] = before("WB", (place,))
    return wrong


def of_values(net, right):
    """Return the programs that take other weights, activations, samples or signals."""
    A, B, W, Y = net.A, net.B, net.W, net.Y
    DZ, (DW, DB), layers = unsummed(net), right, len(W)
    transposed = [w.T for w in W]
    # By the identifiers of what is done in all layers, and in one of them
    of_weights = {
        "weights-without-sign weights-without-sign-of-layer": abs,
        "weights-squared weights-squared-of-layer": lambda w: w**2,
        "signs-for-weights signs-for-weights-of-layer": numpy.sign,
        "ones-for-weights ones-for-weights-of-layer": numpy.ones_like,
        "inverse-for-weights inverse-for-weights-of-layer": lambda w: numpy.linalg.pinv(w).T,
        "sums-for-weights sums-for-weights-of-layer": lambda w: (
            w.sum(axis=1) * numpy.eye(*w.shape) if w.shape[0] == w.shape[1] else w
        ),
        "diagonal-of-weights diagonal-of-weights-of-layer": lambda w: (
            w * numpy.eye(*w.shape) if w.shape[0] == w.shape[1] else w
        ),
        "weights-changed weights-changed-of-layer": lambda w: w + 1,
    }
    of_activations = {
        "other-activations other-activations-in-layer": lambda a: a**2,
        "scaled-activations scaled-activations-in-layer": lambda a: a - a.mean(axis=0),
        "activations-of-other-samples activations-of-other-samples-in-layer": lambda a: a[::-1],
    }
    wrong = {}
    for names, function in of_weights.items():
        everywhere, once = names.split()
        made = [function(w).T for w in W]
        wrong[everywhere] = lambda made=made: backward(net, weight=made.__getitem__)
        for place in (1, 2, 3):
            if (made[place] != W[place].T).any():
                wrong[f"{once}-{place}"] = lambda made=made, place=place: backward(
                    net, weight=at(place, made.__getitem__, transposed.__getitem__)
                )
    for names, function in of_activations.items():
        everywhere, once = names.split()
        made = [function(a) for a in A]
        wrong[everywhere] = lambda made=made: backward(net, activation=made.__getitem__)
        for place in range(layers):
            wrong[f"{once}-{place}"] = lambda made=made, place=place: backward(
                net, activation=at(place, made.__getitem__, A.__getitem__)
            )

    def products(of):
        return lambda: ([of(a, dz, w) for a, dz, w in zip(A, DZ, W, strict=True)], DB)

    def sums(of):
        above = [*A[1:], Y]
        return lambda: (DW, [of(dz, a, b) for dz, a, b in zip(DZ, above, B, strict=True)])

    def of_each(a, dz):
        return a[:, :, None] * dz[:, None, :]

    wrong |= {
        "masks-reversed": lambda: backward(net, mask=lambda n: A[layers - n] > 0),
        "activations-reversed": lambda: backward(net, activation=A[::-1].__getitem__),
        "activations-of-one-sample": lambda: backward(net, activation=lambda n: A[n][4] + 0 * A[n]),
        "signals-reversed": lambda: of_signals(net, DZ[::-1]),
        "signals-reversed-in-weights": lambda: (of_signals(net, DZ[::-1])[0], DB),
        "signals-of-one-sample": lambda: of_signals(net, [dz[4] + 0 * dz for dz in DZ]),
        "biases-on-the-way": lambda: backward(net, step=lambda da, n: (da + B[n - 1]) * (A[n] > 0)),
        "weights-for-activations": products(lambda a, dz, w: w * dz.sum(axis=0)),
        "products-with-weights": products(lambda a, dz, w: w * (a.T @ dz)),
        "errors-of-own-units": lambda: (
            [
                (a * (dz @ w.T) * (a > 0 if n else 1)).sum(axis=0)[:, None] + 0 * w
                for n, (a, dz, w) in enumerate(zip(A, DZ, W, strict=True))
            ],
            DB,
        ),
        "signals-left-out": products(lambda a, dz, w: a.sum(axis=0)[:, None] + 0 * w),
        "largest-of-samples": products(lambda a, dz, w: of_each(a, dz).max(axis=0)),
        "samples-without-sign": products(lambda a, dz, w: abs(of_each(a, dz)).sum(axis=0)),
        "added-to-inputs": products(lambda a, dz, w: a.sum(axis=0)[:, None] + dz.sum(axis=0)),
        "columns-alike": products(lambda a, dz, w: a.T @ (dz.max(axis=1, keepdims=True) + 0 * dz)),
        "rows-alike": products(lambda a, dz, w: (a.T @ dz)[0] + 0 * w),
        "biases-of-extremes": sums(lambda dz, a, b: dz.max(axis=0)),
        "biases-without-sign": sums(lambda dz, a, b: abs(dz).sum(axis=0)),
        "biases-of-ones": sums(lambda dz, a, b: 0 * b + 1),
        "biases-accumulated": sums(lambda dz, a, b: dz.sum(axis=0).cumsum()),
        "biases-multiplied": sums(lambda dz, a, b: b * dz.sum(axis=0)),
        "biases-from-activations": sums(lambda dz, a, b: a.sum(axis=0)),
    }
    if Y.shape[1] == 1:
        wrong["error-multiplied-again"] = lambda: backward(
            net, step=lambda da, n: da * DZ[-1] * (A[n] > 0)
        )
        wrong["error-added-again"] = lambda: backward(
            net, step=lambda da, n: (da + DZ[-1]) * (A[n] > 0)
        )
    return wrong


def of_the_end(net, right):
    """Return the programs whose backward pass is right, and what they do with its arrays."""
    W, (DW, DB) = net.W, right
    whole = numpy.sqrt(sum((array**2).sum() for array in (*DW, *DB)))

    def made(of, of_biases=None):
        return lambda: ([*map(of, DW)], [*map(of_biases or of, DB)])

    def cut(shift):
        """The arrays, cut out of one in which all stand one after the other, a little too early."""
        shapes = [array.shape for pair in zip(*right, strict=True) for array in pair]
        flat = numpy.concatenate([a.ravel() for pair in zip(*right, strict=True) for a in pair])
        ends = numpy.cumsum([numpy.prod(shape) for shape in shapes])[:-1]
        parts = numpy.split(numpy.roll(flat, shift), ends)
        arrays = [part.reshape(shape) for part, shape in zip(parts, shapes, strict=True)]
        return arrays[::2], arrays[1::2]

    return {
        "signs-alone": made(numpy.sign),
        "one-sign-left": made(lambda d: numpy.maximum(d, 0)),
        "squared": made(lambda d: d**2),
        "root-of-gradient": made(lambda d: numpy.sqrt(abs(d))),
        "squashed": made(numpy.tanh),
        "added-up-along": made(lambda d: d.cumsum(axis=0)),
        "mean-subtracted": made(lambda d: d - d.mean(axis=0), lambda d: d),
        "with-signs-added": lambda: (
            [dw + 0.1 * numpy.sign(w) for w, dw in zip(W, DW, strict=True)],
            DB,
        ),
        "norm-of-each": made(lambda d: d / numpy.linalg.norm(d)),
        "largest-of-each": made(lambda d: d / abs(d).max()),
        "norm-of-all": made(lambda d: d / whole),
        "number-added": made(lambda d: d + 1),
        "rounded-gradient": made(lambda d: d.round(2)),
        "inexact": made(lambda d: d * (1 + 1e-3) + 1e-4 * abs(d).max()),
        "entries-misplaced": made(lambda d: d[::-1], lambda d: d),
        "entries-of-others": lambda: cut(1),
        "entries-left-out": lambda: ([numpy.triu(dw) for dw in DW], DB),
        "some-rows": lambda: (
            [DW[0], numpy.concatenate([DW[1][:1] + 1, DW[1][1:]]), *DW[2:]],
            DB,
        ),
        "some-columns": lambda: (
            [DW[0], numpy.concatenate([DW[1][:, :1] + 1, DW[1][:, 1:]], axis=1), *DW[2:]],
            DB,
        ),
        "holds-value": lambda: ([net.A[0], *DW[1:]], DB),
        "product-of-values": lambda: ([net.A[0].T @ net.Z[0], *DW[1:]], DB),
        "value-added": lambda: ([DW[0], DW[1] + 0.1 * net.W[1], *DW[2:]], DB),
        "made-of-value": lambda: (DW, [DB[0], net.A[1].sum(axis=0), *DB[2:]]),
        "passed-other-weights-3": lambda: backward(
            net, weight=lambda n: (net.W[n] * numpy.cos(range(len(net.W[n])))[:, None]).T
        ),
    }


def sent(net, value):
    """The backward pass of a student who takes something of the units above for what came back."""
    above = [*net.A, net.Y]
    return backward(net, kept=lambda signals, layer: value(above[layer + 1]))


def below(net, kinds):
    """The backward pass of a student who collects gradients one step too late."""
    DZ = unsummed(net)
    late = [DZ[0] @ net.W[0].T, *DZ]
    (DW, DB), (DW_late, DB_late) = of_signals(net, DZ), of_signals(net, late[:-1])
    return (DW_late if "W" in kinds else DW), (DB_late if "B" in kinds else DB)


def pairs(net):
    """Return programs with two mistakes, by the two identifiers in the order of the catalogue."""
    A, Y, T, W = net.A, net.Y, net.T, net.W
    masks = [None] + [a > 0 for a in A[1:]]
    transposed = [w.T for w in W]
    half, summed = (Y - T) / Y.size, 2 * (Y - T)
    no_second_mask = at(2, lambda number: 1, masks.__getitem__)
    no_first_mask = at(1, lambda number: 1, masks.__getitem__)
    straight_first = at(1, W.__getitem__, transposed.__getitem__)
    low_activation = at(3, lambda number: A[2], A.__getitem__)
    return {
        ("missing-factor-2", "sum-for-mean"): backward(net, error=Y - T),
        ("sum-for-mean", "wrong-sign"): backward(net, error=2 * (T - Y)),
        ("missing-factor-2", "missing-masks"): backward(
            net, error=half, mask=lambda layer: A[layer] >= 0
        ),
        ("missing-factor-2", "missing-mask-2"): backward(net, error=half, mask=no_second_mask),
        ("sum-for-mean", "untransposed-weights-1"): backward(
            net, error=summed, weight=straight_first
        ),
        ("missing-mask-1", "missing-mask-2"): backward(
            net, mask=lambda layer: masks[3] if layer == 3 else 1
        ),
        ("missing-mask-2", "untransposed-weights-1"): backward(
            net, mask=no_second_mask, weight=straight_first
        ),
        ("missing-masks", "ones-for-weights"): backward(
            net, mask=lambda layer: 1, weight=lambda layer: numpy.ones_like(W[layer].T)
        ),
        ("missing-mask-1", "wrong-activation-3-2"): backward(
            net, mask=no_first_mask, activation=low_activation
        ),
        ("transposed-gradient", "missing-factor-2"): tuple(
            [array.T for array in arrays] for arrays in backward(net, error=half)
        ),
        ("reversed-lists", "missing-mask-2"): tuple(
            arrays[::-1] for arrays in backward(net, mask=no_second_mask)
        ),
        ("not-flat", "sum-for-mean"): (
            backward(net, error=summed)[0],
            [db.reshape(1, -1) for db in backward(net, error=summed)[1]],
        ),
    }


# Forward passes


def forward(
    W, B, X, relus=(1, 2, 3), biases=(0, 1, 2, 3), late=False, other=None, others=(1, 2, 3)
):
    """The forward pass of a student who takes ``other`` for ReLU in the layers ``others``."""
    A = X
    for layer, w in enumerate(W):
        b = B[layer] if layer in biases else 0
        A = A @ w + (0 if late else b)
        activation = other if other and layer + 1 in others else type(A).relu
        A = activation(A) if layer + 1 in relus else A
        A = A + (b if late else 0)
    return A


def squared(Y, T):
    return ((Y - T) ** 2).mean()


def turned(W, *layers):
    return [w.T if layer in layers else w for layer, w in enumerate(W)]


def exchanged(entries, one, other):
    order = [{one: other, other: one}.get(n, n) for n in range(4)]
    return [entries[n] for n in order]


# By the identifiers of what is wrong: the error of outputs and targets, or the outputs
WRONG_ERRORS = {
    "sum-for-mean": lambda Y, T: ((Y - T) ** 2).sum(),
    "missing-factor-2": lambda Y, T: squared(Y, T) / 2,
    "mean-twice": lambda Y, T: squared(Y, T) / 16,
    "wrong-sign": lambda Y, T: -squared(Y, T),
    "root-of-error": lambda Y, T: squared(Y, T).sqrt(),
    "mean-before-square": lambda Y, T: (Y - T).mean() ** 2,
    "flat-targets": lambda Y, T: squared(Y, T.ravel()),
    "targets-ignored": lambda Y, T: (Y**2).mean(),
    "targets-added": lambda Y, T: squared(Y, -T),
    "output-for-error": lambda Y, T: (Y - T).mean(),
    "absolute-error": lambda Y, T: (Y - T).abs().mean(),
    "last-sample": lambda Y, T: squared(Y[-1], T[-1]) / 16,
    "first-sample": lambda Y, T: squared(Y[0], T[0]) / 16,
    "last-samples": lambda Y, T: ((Y - T)[-4:] ** 2).sum() / 16,
    "first-samples": lambda Y, T: ((Y - T)[:4] ** 2).sum() / 16,
    "sample-alone": lambda Y, T: ((Y - T)[7] ** 2).sum() / 16,
    "huber-error": lambda Y, T: (
        (Y - T).clamp(-1, 1) * ((Y - T) - (Y - T).clamp(-1, 1) / 2)
    ).mean(),
    "cross-entropy": lambda Y, T: (Y.exp().log1p() - T * Y).mean(),
    "other-power": lambda Y, T: ((Y - T) ** 4).mean(),
    "relative-error": lambda Y, T: (((Y - T) / T) ** 2).mean(),
    "squares-before-difference": lambda Y, T: squared(Y**2, T**2),
    "targets-of-other-samples": lambda Y, T: squared(Y, T.flip(0)),
    "targets-averaged": lambda Y, T: squared(Y, T.mean()),
    "targets-rounded": lambda Y, T: squared(Y, T.int()),
    "targets-scaled": lambda Y, T: squared(Y, (T - T.mean()) / T.std()),
    "other-error-of-outputs": lambda Y, T: (Y - T).cosh().log().mean(),
}
WRONG_OUTPUTS = {
    "no-relu": lambda W, B, X: forward(W, B, X, relus=()),
    "relu-on-output": lambda W, B, X: forward(W, B, X, relus=(1, 2, 3, 4)),
    "relu-before-bias": lambda W, B, X: forward(W, B, X, late=True),
    "negated-biases": lambda W, B, X: forward(W, [-b for b in B], X),
    "no-biases": lambda W, B, X: forward(W, B, X, biases=()),
    "all-weights-transposed-forward": lambda W, B, X: forward(turned(W, 1, 2), B, X),
    "swapped-layers-1-2": lambda W, B, X: forward(exchanged(W, 1, 2), exchanged(B, 1, 2), X),
    "swapped-weights-1-2": lambda W, B, X: forward(exchanged(W, 1, 2), B, X),
    "unknown-network": lambda W, B, X: forward(W, B, X, other=lambda A: A.softmax(dim=1)),
    "sigmoid-on-output": lambda W, B, X: forward(W, B, X).sigmoid(),
    "tanh-on-output": lambda W, B, X: forward(W, B, X).tanh(),
    "other-on-output": lambda W, B, X: forward(W, B, X).abs(),
    "biases-twice": lambda W, B, X: forward(W, [2 * b for b in B], X),
    "inputs-scaled": lambda W, B, X: forward(W, B, (X - X.mean(dim=0)) / X.std(dim=0)),
    "relu-on-inputs": lambda W, B, X: forward(W, B, X.relu()),
    "inputs-in-another-order": lambda W, B, X: forward(W, B, X.flip(1)),
}
# By the identifiers of what is done at all hidden layers, and at one of them
OTHER_ACTIVATIONS = {
    "sigmoids-for-relus sigmoids-for-relu": lambda z: z.sigmoid(),
    "tanhs-for-relus tanhs-for-relu": lambda z: z.tanh(),
    "leaky-relus leaky-relu": lambda z: z.clamp(min=0) + 0.1 * z.clamp(max=0),
    "smooth-relus smooth-relu": lambda z: z * z.sigmoid(),
    "bounded-relus bounded-relu": lambda z: z.clamp(0, 1),
    "other-relus other-relu": lambda z: z.abs(),
}
for names, activation in OTHER_ACTIVATIONS.items():
    everywhere, once = names.split()
    WRONG_OUTPUTS[everywhere] = lambda W, B, X, a=activation: forward(W, B, X, other=a)
    for n in (1, 2, 3):
        WRONG_OUTPUTS[f"{once}-{n}"] = lambda W, B, X, n=n, a=activation: forward(
            W, B, X, other=a, others=(n,)
        )
for n in range(4):
    biases = {0, 1, 2, 3} - {n}
    WRONG_OUTPUTS[f"negated-bias-{n}"] = lambda W, B, X, n=n: forward(
        W, [-b if layer == n else b for layer, b in enumerate(B)], X
    )
    WRONG_OUTPUTS[f"bias-twice-{n}"] = lambda W, B, X, n=n: forward(
        W, [2 * b if layer == n else b for layer, b in enumerate(B)], X
    )
    WRONG_OUTPUTS[f"missing-bias-{n}"] = lambda W, B, X, b=biases: forward(W, B, X, biases=b)
for n in (1, 2, 3):
    relus = {1, 2, 3} - {n}
    WRONG_OUTPUTS[f"missing-relu-{n}"] = lambda W, B, X, r=relus: forward(W, B, X, relus=r)
for n in (1, 2):
    name = f"weights-transposed-forward-{n}"
    WRONG_OUTPUTS[name] = lambda W, B, X, n=n: forward(turned(W, n), B, X)
for pair in ((0, 1), (0, 2), (1, 2)):
    name = "swapped-biases-{}-{}".format(*pair)
    WRONG_OUTPUTS[name] = lambda W, B, X, pair=pair: forward(W, exchanged(B, *pair), X)
WRONG_FORWARD = {
    (name,): lambda W, B, X, T, error=error: error(forward(W, B, X), T)
    for name, error in WRONG_ERRORS.items()
}
WRONG_FORWARD |= {
    (name,): lambda W, B, X, T, outputs=outputs: squared(outputs(W, B, X), T)
    for name, outputs in WRONG_OUTPUTS.items()
}
WRONG_FORWARD |= {
    ("sum-for-mean", "relu-on-output"): lambda W, B, X, T: (
        (forward(W, B, X, relus=(1, 2, 3, 4)) - T) ** 2
    ).sum(),
    ("missing-relu-1", "missing-relu-3"): lambda W, B, X, T: squared(
        forward(W, B, X, relus=(2,)), T
    ),
}
