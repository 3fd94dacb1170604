"""Programs with the mistakes that students make: backward passes, and forward passes in PyTorch."""

import numpy
import torch


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


def first_difference(net, DW, DB):
    """Find the first array that is not that of the right backward pass, or is not there."""
    layers, right = len(net.W), backward(net)
    for layer in reversed(range(layers)):
        for kind, came, arrays in zip("WB", (DW, DB), right, strict=True):
            if not isinstance(came, list) or len(came) != layers:
                return f"D{kind}[{layer}]"
            one, other = numpy.asarray(came[layer]), arrays[layer]
            if one.shape != other.shape or not numpy.allclose(one, other, rtol=1e-6, atol=1e-9):
                return f"D{kind}[{layer}]"
    return None


def erring(net, ingredient, values):
    """Return backward passes that err in one ingredient, by the identifiers."""
    return {name: backward(net, **{ingredient: value}) for name, value in values.items()}


def erring_everywhere_or_once(net, ingredient, values, right, places=(1, 2, 3)):
    """Return those that err in all layers, and in one: a key has both identifiers."""
    wrong = {}
    for names, value in values.items():
        everywhere, once = names.split()
        at_one = {f"{once}-{place}": at(place, value, right) for place in places}
        wrong |= erring(net, ingredient, {everywhere: value, **at_one})
    return wrong


def at(layer, wrong, right):
    """Take the wrong ingredient in one layer and the right one elsewhere."""
    return lambda *given: wrong(*given) if given[-1] == layer else right(*given)


def of_signals(net, DZ):
    """The gradient that signals give, one for each layer."""
    return [a.T @ dz for a, dz in zip(net.A, DZ, strict=True)], [dz.sum(axis=0) for dz in DZ]


def sigmoid_slope(x):
    sigmoid = 1 / (1 + numpy.exp(-x))
    return sigmoid * (1 - sigmoid)


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


def passed_twice_by_sample(net, rate):
    """The same with weights of its own for every sample, and what passes added to the right one."""

    def back(dz, layer):
        rows = []
        for a, d in zip(net.A[layer], dz, strict=True):
            w = net.W[layer] - rate * numpy.outer(a, d)
            rows.append((w @ d + net.W[layer] @ d) * (a > 0))
        return numpy.array(rows)

    return of_signals(net, passed(net, back))


def through_gradients(net, layers):
    """The backward pass of a student who takes the gradient of some weights for these."""

    def back(dz, layer):
        w = net.A[layer].T @ dz if layer in layers else net.W[layer]
        return dz @ w.T * (net.A[layer] > 0)

    return of_signals(net, passed(net, back))


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
    """Return what wrong programs give, by the identifier that the check should give.

    The hidden layers of the network must be three, of one size.
    """
    right = backward(net)
    return (
        of_errors(net)
        | of_units(net)
        | of_weights(net)
        | of_inputs(net)
        | of_travelling(net)
        | of_collecting(net, right)
        | of_products(net, right)
        | of_the_end(net, right)
    )


def of_errors(net):
    """Return the programs that send something else back from the output."""
    Y, T = net.Y, net.T
    error = 2 * (Y - T) / Y.size
    errors = {
        "missing-factor-2": (Y - T) / Y.size,
        "sum-for-mean": 2 * (Y - T),
        "mean-twice": 2 * (Y - T) / Y.size / Y.size,
        "wrong-sign": 2 * (T - Y) / Y.size,
        "root-of-error": (Y - T) / Y.size / numpy.sqrt(((Y - T) ** 2).mean()),
        "mean-before-square": 2 * (Y - T).mean() / Y.size * numpy.ones_like(Y),
        "targets-ignored": 2 * Y / Y.size,
        "output-for-error": numpy.ones_like(Y) / Y.size,
        "error-not-differentiated": (Y - T) ** 2 / Y.size,
        "absolute-error": numpy.sign(Y - T) / Y.size,
        "targets-added": 2 * (Y + T) / Y.size,
        "last-samples": of_samples(net, slice(-4, None)),
        "first-samples": of_samples(net, slice(0, 5)),
        "same-for-all-samples": 0.3 + 0 * Y,
        "cross-entropy": (Y - T) / (Y * (1 - Y)) / Y.size,
        "factor-of-one": 2 / Y.size * Y - T,
        "outputs-ignored": -2 * T / Y.size,
        "error-itself": ((Y - T) ** 2).mean() / Y.size + 0 * Y,
        "sigmoid-at-output": error * sigmoid_slope(Y),
        "tanh-at-output": error * (1 - Y**2),
        "output-at-output": error * Y,
        "difference-without-sign": abs(error),
        "other-power": (Y - T) ** 3 / Y.size,
        "relative-error": error / T,
        "squares-before-difference": 2 * (Y**2 - T**2) / Y.size,
        "product-of-both": Y * T / Y.size,
        "norm-of-differences": (Y - T) / numpy.linalg.norm(Y - T),
        "huber-error": (Y - T).clip(-1, 1) / Y.size,
        "other-outputs": 2 * (numpy.tanh(Y) - T) / Y.size,
        "outputs-of-other-samples": 2 * (Y[::-1] - T) / Y.size,
        "targets-of-other-samples": 2 * (Y - T[0]) / Y.size,
        "targets-rounded": 2 * (Y - T.astype(int)) / Y.size,
        "targets-scaled": 2 * (Y - T / abs(T).max()) / Y.size,
        "sample-alone": of_samples(net, slice(7, 8)),
        "samples-left-out": of_samples(net, slice(0, None, 2)),
        "samples-weighted": error * (numpy.arange(len(Y)) // 4 + 1.0)[:, None],
        "other-signal": error * numpy.cos(range(len(Y)))[:, None],
    }
    if Y.shape[1] == 1:
        errors["flat-targets"] = (2 * (Y - T.ravel()) / T.size**2).sum(axis=1, keepdims=True)
    if Y.min() < 0 < Y.max():
        errors["mask-at-output"] = error * (Y > 0)
    alone = {"last-sample": of_sample(net, -1), "first-sample": of_sample(net, 0)}
    return alone | erring(net, "error", errors)


def of_units(net):
    """Return the programs in which something else happens at the hidden units."""
    A, Z = net.A, net.Z
    masks = [None] + [a > 0 for a in A[1:]]
    wrong = {
        "masks-one-layer-up": lambda layer: masks[(2, 3, 3)[layer - 1]],
        "masks-one-layer-down": lambda layer: masks[(1, 1, 2)[layer - 1]],
        "masks-reversed": lambda layer: masks[4 - layer],
        "factor-on-the-way": lambda layer: 3 * masks[layer],
    }
    for layer in (1, 2, 3):
        like_one = lambda number, layer=layer: masks[layer]  # noqa: E731
        wrong[f"masks-of-one-layer-{layer}"] = like_one
        wrong[f"closed-mask-{layer}"] = at(layer, lambda n: A[n] < 0, masks.__getitem__)
        for other in {1, 2, 3} - {layer}:
            wrong[f"wrong-mask-{other}-{layer}"] = at(other, like_one, masks.__getitem__)
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
    return erring(net, "mask", wrong) | erring_everywhere_or_once(
        net, "step", steps, lambda da, layer: da * (A[layer] > 0)
    )


def of_weights(net):
    """Return the programs that pass something else than the weights on the way back."""
    W = net.W

    def passing(functions):
        return {
            names: lambda layer, function=function: function(W[layer]).T
            for names, function in functions.items()
        }

    def if_square(function):
        return lambda w: function(w) if w.shape[0] == w.shape[1] else w

    of_all = {
        "weights-without-sign weights-without-sign-of-layer": abs,
        "weights-squared weights-squared-of-layer": lambda w: w**2,
        "signs-for-weights signs-for-weights-of-layer": numpy.sign,
        "ones-for-weights ones-for-weights-of-layer": numpy.ones_like,
        "inverse-for-weights inverse-for-weights-of-layer": lambda w: numpy.linalg.pinv(w).T,
        "weights-changed weights-changed-of-layer": lambda w: w + 1,
    }
    of_square = {
        "sums-for-weights sums-for-weights-of-layer": if_square(
            lambda w: w.sum(axis=1) * numpy.eye(len(w))
        ),
        "diagonal-of-weights diagonal-of-weights-of-layer": if_square(
            lambda w: w * numpy.eye(len(w))
        ),
        "all-weights-untransposed untransposed-weights": if_square(numpy.transpose),
        "all-weights-skipped skipped-weights": lambda w: (
            numpy.eye(*w.shape) if min(w.shape) > 1 else w**0
        ),
    }
    everywhere = {
        "shares-for-weights": lambda w: w / abs(w).sum(axis=0),
        "signals-kept-beside": if_square(lambda w: w + numpy.eye(len(w))),
        "weights-of-one-unit": lambda w: numpy.repeat(w[:1], len(w), axis=0),
        "passed-other-weights-3": lambda w: w * numpy.cos(range(len(w)))[:, None],
    }
    right = [w.T for w in W].__getitem__
    of_another_layer = {
        "wrong-weights-1-2": at(1, lambda layer: W[2].T, right),
        "wrong-weights-2-1": at(2, lambda layer: W[1].T, right),
    }
    return (
        erring(net, "weight", passing(everywhere) | of_another_layer)
        | erring_everywhere_or_once(net, "weight", passing(of_all), right)
        | erring_everywhere_or_once(net, "weight", passing(of_square), right, places=(1, 2))
    )


def of_inputs(net):
    """Return the programs whose signals meet something else than the activations."""
    A, Z = net.A, net.Z
    wrong = {
        "activations-one-layer-up": lambda layer: A[(0, 2, 3, 3)[layer]],
        "activations-one-layer-down": lambda layer: A[(0, 1, 1, 2)[layer]],
        "activations-reversed": lambda layer: A[3 - layer],
        "activations-of-one-sample": lambda layer: A[layer][4] + 0 * A[layer],
        "masks-for-activations-below": lambda layer: (
            (A[layer] > 0) * 1.0 if layer in (1, 2) else A[layer]
        ),
    }
    for layer in (1, 2, 3):
        like_one = lambda number, layer=layer: A[layer] if number else A[0]  # noqa: E731
        wrong[f"activations-of-one-layer-{layer}"] = like_one
        for other in {1, 2, 3} - {layer}:
            wrong[f"wrong-activation-{other}-{layer}"] = at(other, like_one, A.__getitem__)
    of_hidden = {
        "sums-for-activations sum-for-activation": lambda layer: Z[layer - 1] if layer else A[0],
        "masks-for-activations mask-for-activation": lambda layer: (
            (A[layer] > 0) * 1.0 if layer else A[0]
        ),
        "activations-left-out activation-left-out": lambda layer: numpy.ones_like(A[layer]),
    }
    of_all = {
        "other-activations other-activations-in-layer": lambda layer: A[layer] ** 2,
        "scaled-activations scaled-activations-in-layer": lambda layer: (
            A[layer] - A[layer].mean(axis=0)
        ),
        "activations-of-other-samples activations-of-other-samples-in-layer": lambda layer: A[
            layer
        ][::-1],
    }
    return (
        erring(net, "activation", wrong)
        | erring_everywhere_or_once(net, "activation", of_hidden, A.__getitem__)
        | erring_everywhere_or_once(net, "activation", of_all, A.__getitem__, places=range(4))
    )


def of_travelling(net):
    """Return the programs in which something else travels back from layer to layer."""
    A, B, W = net.A, net.B, net.W
    error = 2 * (net.Y - net.T) / net.Y.size
    above = [*A, net.Y]

    def masked_only(dz, da, above, layer):
        dz = dz if layer == 3 else dz * (A[layer + 1] > 0)
        return dz, dz

    kept = {
        "kept-signal-2": lambda signals, layer: signals[max(layer, 2)] if layer < 3 else signals[3],
        "summed-signals": lambda signals, layer: signals[layer].sum(axis=0) + 0 * signals[layer],
        "weights-sent-back": lambda signals, layer: numpy.ones_like(above[layer + 1]),
        "activations-sent-back": lambda signals, layer: above[layer + 1],
        "slopes-sent-back": lambda signals, layer: (above[layer + 1] > 0) * 1.0,
    }
    steps = {
        "own-products-sent-back": lambda da, layer: A[layer] * W[layer].sum(axis=1),
        "signals-added-up": lambda da, layer: numpy.cumsum(da, axis=0) * (A[layer] > 0),
        "biases-on-the-way": lambda da, layer: (da + B[layer - 1]) * (A[layer] > 0),
    }
    if net.Y.shape[1] == 1:
        steps |= {
            "signal-of-output-everywhere": lambda da, layer: error * (A[layer] > 0),
            "error-multiplied-again": lambda da, layer: da * error * (A[layer] > 0),
            "error-added-again": lambda da, layer: (da + error) * (A[layer] > 0),
        }
    wrong = {
        "kept-signal-3": kept_backs(net, 3),
        "masks-in-gradient-only": backward(net, mask=lambda layer: 1, collected=masked_only),
        "gradients-sent-back": backward(
            net,
            kept=lambda signals, layer: signals[layer].sum(axis=1, keepdims=True),
            weight=lambda layer: numpy.ones((1, len(W[layer]))),
            step=lambda da, layer: da * A[layer],
        ),
        "updated-weights": updated(net, 0.1),
        "passed-twice": passed_twice_by_sample(net, 0.1),
        "gradients-for-weights": through_gradients(net, (1, 2, 3)),
    }
    wrong |= {f"gradient-for-weights-{n}": through_gradients(net, (n,)) for n in (1, 2, 3)}
    return wrong | erring(net, "kept", kept) | erring(net, "step", steps)


def of_collecting(net, right):
    """Return the programs that collect the gradient from the signals of something else."""
    (DW, DB), DZ = right, unsummed(net)
    late = of_signals(net, [DZ[0] @ net.W[0].T, *DZ[:-1]])
    from_other_end = of_signals(net, DZ[::-1])

    def before_mask(kinds):
        return lambda dz, da, above, layer: tuple(da if kind in kinds else dz for kind in "WB")

    def from_above(kinds):
        return lambda dz, da, above, layer: tuple(above if kind in kinds else dz for kind in "WB")

    # By the identifiers, and the numbers of the units below which it is done
    ways = {
        ("gradients-before-masks", "gradient-before-mask", (2, 3)): before_mask("WB"),
        ("biases-before-masks", "bias-before-mask", (1, 2, 3)): before_mask("B"),
        ("weights-before-masks", "weight-before-mask", (1, 2, 3)): before_mask("W"),
        ("gradients-from-above", "gradient-from-above", (1, 2, 3)): from_above("WB"),
        ("biases-from-above", "bias-from-above", (1, 2, 3)): from_above("B"),
    }

    def as_it_is(dz, da, above, layer):
        return dz, dz

    def of_last_batch(dz, da, above, layer):
        last = (numpy.arange(len(dz)) >= 12)[:, None] * dz
        return last, last

    wrong = {"samples-weighted-in-layer": at(0, of_last_batch, as_it_is)}
    for (everywhere, once, places), way in ways.items():
        wrong[everywhere] = at(3, as_it_is, way)
        wrong |= {f"{once}-{place}": at(place - 1, way, as_it_is) for place in places}
    return erring(net, "collected", wrong) | {
        "gradients-from-below": late,
        "biases-from-below": (DW, late[1]),
        "weights-from-below": (late[0], DB),
        "signals-reversed": from_other_end,
        "signals-reversed-in-weights": (from_other_end[0], DB),
        "signals-of-one-sample": of_signals(net, [dz[4] + 0 * dz for dz in DZ]),
    }


def of_products(net, right):
    """Return the programs that make something else of the activations and the signals."""
    A, W, DZ, (DW, DB) = net.A, net.W, unsummed(net), right

    def products(of):
        return [of(a, dz, w) for a, dz, w in zip(A, DZ, W, strict=True)], DB

    def sums(of):
        above = [*A[1:], net.Y]
        return DW, [of(dz, a, b) for dz, a, b in zip(DZ, above, net.B, strict=True)]

    def of_each(a, dz):
        return a[:, :, None] * dz[:, None, :]

    return {
        "weights-of-one-sample": products(lambda a, dz, w: numpy.outer(a[-1], dz[-1])),
        "weights-for-activations": products(lambda a, dz, w: w * dz.sum(axis=0)),
        "products-with-weights": products(lambda a, dz, w: w * (a.T @ dz)),
        "errors-of-own-units": (
            [
                (a * (dz @ w.T) * (a > 0 if n else 1)).sum(axis=0)[:, None] + 0 * w
                for n, (a, dz, w) in enumerate(zip(A, DZ, W, strict=True))
            ],
            DB,
        ),
        "signals-left-out": products(lambda a, dz, w: a.sum(axis=0)[:, None] + 0 * w),
        "largest-of-samples": products(lambda a, dz, w: of_each(a, dz).max(axis=0)),
        "samples-without-sign": products(lambda a, dz, w: abs(of_each(a, dz)).sum(axis=0)),
        "sums-multiplied": products(lambda a, dz, w: numpy.outer(a.sum(axis=0), dz.sum(axis=0))),
        "added-to-inputs": products(lambda a, dz, w: a.sum(axis=0)[:, None] + dz.sum(axis=0)),
        "columns-alike": products(lambda a, dz, w: a.T @ (dz.max(axis=1, keepdims=True) + 0 * dz)),
        "rows-alike": products(lambda a, dz, w: (a.T @ dz)[0] + 0 * w),
        "summed-over-units": sums(lambda dz, a, b: dz.sum()),
        "biases-averaged": sums(lambda dz, a, b: dz.mean(axis=0)),
        "not-summed-over-samples": sums(lambda dz, a, b: dz),
        "not-flat": sums(lambda dz, a, b: dz.sum(axis=0, keepdims=True)),
        "biases-from-weights": (DW, [dw.sum(axis=0) for dw in DW]),
        "biases-over-units": sums(lambda dz, a, b: dz.mean(axis=1)),
        "biases-over-all": sums(lambda dz, a, b: dz.sum() + 0 * b),
        "biases-of-one-sample": sums(lambda dz, a, b: dz[-1]),
        "biases-of-extremes": sums(lambda dz, a, b: dz.max(axis=0)),
        "biases-without-sign": sums(lambda dz, a, b: abs(dz).sum(axis=0)),
        "biases-of-ones": sums(lambda dz, a, b: 0 * b + 1),
        "biases-accumulated": sums(lambda dz, a, b: dz.sum(axis=0).cumsum()),
        "biases-multiplied": sums(lambda dz, a, b: b * dz.sum(axis=0)),
        "biases-from-activations": sums(lambda dz, a, b: a.sum(axis=0)),
    }


def of_the_end(net, right):
    """Return the programs whose backward pass is right, and what they do with its arrays."""
    A, B, W, (DW, DB), samples = net.A, net.B, net.W, right, len(net.X)
    whole = numpy.sqrt(sum((array**2).sum() for array in (*DW, *DB)))

    def made(of, of_biases=None):
        return [*map(of, DW)], [*map(of_biases or of, DB)]

    def in_place_of_dw1(array):
        return [DW[0], array, *DW[2:]], DB

    def cut(shift):
        """The arrays, cut out of one in which all stand one after the other, a little too early."""
        shapes = [array.shape for pair in zip(*right, strict=True) for array in pair]
        flat = numpy.concatenate([a.ravel() for pair in zip(*right, strict=True) for a in pair])
        ends = numpy.cumsum([numpy.prod(shape) for shape in shapes])[:-1]
        parts = numpy.split(numpy.roll(flat, shift), ends)
        arrays = [part.reshape(shape) for part, shape in zip(parts, shapes, strict=True)]
        return arrays[::2], arrays[1::2]

    return {
        # Factors
        "wrong-factor": scaled(*right, 3, 3),
        "zeros": scaled(*right, 0, 0),
        "weights-summed": scaled(*right, samples, 1),
        "weights-averaged": scaled(*right, 1 / samples, 1),
        "biases-summed": scaled(*right, 1, samples),
        "some-multiplied": scaled(*right, 1 / 2, 1),
        "some-negated": scaled(*right, -1, 1),
        "some-averaged": (DW, [DB[0] / samples, *DB[1:]]),
        "factors-of-their-own": (
            [(2 + layer) * dw for layer, dw in enumerate(DW)],
            [(7 + layer) * db for layer, db in enumerate(DB)],
        ),
        "weights-averaged-over-units": ([dw * samples / len(dw) for dw in DW], DB),
        "biases-averaged-over-units": (
            DW,
            [db * samples / len(w) for w, db in zip(W, DB, strict=True)],
        ),
        "norm-of-each": made(lambda d: d / numpy.linalg.norm(d)),
        "largest-of-each": made(lambda d: d / abs(d).max()),
        "norm-of-all": made(lambda d: d / whole),
        # Forms
        "transposed-gradient": ([dw.T for dw in DW], DB),
        "reversed-lists": (DW[::-1], DB[::-1]),
        "swapped-lists": (DB, DW),
        "parameters": (W, B),
        "entries-misplaced": made(lambda d: d[::-1], lambda d: d),
        "entries-of-others": cut(1),
        # Functions
        "signs-lost": made(abs),
        "signs-alone": made(numpy.sign),
        "one-sign-left": made(lambda d: numpy.maximum(d, 0)),
        "squared": made(lambda d: d**2),
        "root-of-gradient": made(lambda d: numpy.sqrt(abs(d))),
        "squashed": made(numpy.tanh),
        "clipped": made(lambda d: d.clip(-0.5, 0.5)),
        "added-up-along": made(lambda d: d.cumsum(axis=0)),
        "mean-subtracted": made(lambda d: d - d.mean(axis=0), lambda d: d),
        "number-added": made(lambda d: d + 1),
        "rounded-gradient": made(lambda d: d.round(2)),
        "inexact": made(lambda d: d * (1 + 1e-3) + 1e-4 * abs(d).max()),
        # With the parameters
        "after-a-step": (
            [w - 0.01 * dw for w, dw in zip(W, DW, strict=True)],
            [b - 0.01 * db for b, db in zip(B, DB, strict=True)],
        ),
        "with-decay": ([dw + 0.1 * w for w, dw in zip(W, DW, strict=True)], DB),
        "with-signs-added": ([dw + 0.1 * numpy.sign(w) for w, dw in zip(W, DW, strict=True)], DB),
        # One array, or some of its entries
        "single-array": in_place_of_dw1(DW[1] + numpy.sin(range(len(W[1])))),
        "entries-left-out": ([numpy.triu(dw) for dw in DW], DB),
        "some-rows": in_place_of_dw1(numpy.concatenate([DW[1][:1] + 1, DW[1][1:]])),
        "some-columns": in_place_of_dw1(
            numpy.concatenate([DW[1][:, :1] + 1, DW[1][:, 1:]], axis=1)
        ),
        "holds-value": ([A[0], *DW[1:]], DB),
        "product-of-values": ([A[0].T @ net.Z[0], *DW[1:]], DB),
        "value-added": in_place_of_dw1(DW[1] + 0.1 * W[1]),
        "made-of-value": (DW, [DB[0], A[1].sum(axis=0), *DB[2:]]),
    }


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


def forward_with(of_weights=list, of_biases=list, **options):
    return lambda W, B, X: forward(of_weights(W), of_biases(B), X, **options)


def squared(Y, T):
    return ((Y - T) ** 2).mean()


def in_layers(function, *layers):
    """Return what changes the entries of some layers in a list."""
    return lambda entries: [function(e) if n in layers else e for n, e in enumerate(entries)]


def exchanging(one, other):
    order = [{one: other, other: one}.get(n, n) for n in range(4)]
    return lambda entries: [entries[n] for n in order]


# By the identifiers of what is wrong: the error of outputs and targets
WRONG_ERRORS = {
    "sum-for-mean": lambda Y, T: ((Y - T) ** 2).sum(),
    "missing-factor-2": lambda Y, T: squared(Y, T) / 2,
    "mean-twice": lambda Y, T: squared(Y, T) / 16,
    "wrong-sign": lambda Y, T: -squared(Y, T),
    "root-of-error": lambda Y, T: squared(Y, T).sqrt(),
    "norm-of-differences": lambda Y, T: (Y - T).norm(),
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
# The outputs
WRONG_OUTPUTS = {
    "no-relu": forward_with(relus=()),
    "relu-on-output": forward_with(relus=(1, 2, 3, 4)),
    "relu-before-bias": forward_with(late=True),
    "no-biases": forward_with(biases=()),
    "unknown-network": forward_with(other=lambda A: A.softmax(dim=1)),
    "negated-biases": forward_with(of_biases=in_layers(torch.neg, 0, 1, 2, 3)),
    "biases-twice": forward_with(of_biases=in_layers(lambda b: 2 * b, 0, 1, 2, 3)),
    "all-weights-transposed-forward": forward_with(of_weights=in_layers(torch.t, 1, 2)),
    "swapped-layers-1-2": forward_with(exchanging(1, 2), exchanging(1, 2)),
    "swapped-weights-1-2": forward_with(of_weights=exchanging(1, 2)),
    "sigmoid-on-output": lambda W, B, X: forward(W, B, X).sigmoid(),
    "tanh-on-output": lambda W, B, X: forward(W, B, X).tanh(),
    "other-on-output": lambda W, B, X: forward(W, B, X).abs(),
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
    WRONG_OUTPUTS[everywhere] = forward_with(other=activation)
    for n in (1, 2, 3):
        WRONG_OUTPUTS[f"{once}-{n}"] = forward_with(other=activation, others=(n,))
for n in range(4):
    WRONG_OUTPUTS |= {
        f"negated-bias-{n}": forward_with(of_biases=in_layers(torch.neg, n)),
        f"bias-twice-{n}": forward_with(of_biases=in_layers(lambda b: 2 * b, n)),
        f"missing-bias-{n}": forward_with(biases={0, 1, 2, 3} - {n}),
    }
for n in (1, 2, 3):
    WRONG_OUTPUTS[f"missing-relu-{n}"] = forward_with(relus={1, 2, 3} - {n})
for n in (1, 2):
    WRONG_OUTPUTS[f"weights-transposed-forward-{n}"] = forward_with(
        of_weights=in_layers(torch.t, n)
    )
for one, other in ((0, 1), (0, 2), (1, 2)):
    WRONG_OUTPUTS[f"swapped-biases-{one}-{other}"] = forward_with(of_biases=exchanging(one, other))
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
