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


def kept_backs(net, other):
    """The backward pass of a student whose loop always takes what came back to one layer."""
    signals = {len(net.W) - 1: 2 * (net.Y - net.T) / net.Y.size}
    for layer in range(len(net.W) - 1, 0, -1):
        if layer >= other:
            back = signals[layer] @ net.W[layer].T
        signals[layer - 1] = back * (net.A[layer] > 0)
    DZ = [signals[layer] for layer in range(len(net.W))]
    return of_signals(net, DZ)


def updated(net, rate):
    """The backward pass of a student who changes the weights before the signal passes them."""
    DZ, W = [2 * (net.Y - net.T) / net.Y.size], [w.copy() for w in net.W]
    for layer in range(len(W) - 1, 0, -1):
        W[layer] -= rate * net.A[layer].T @ DZ[0]
        DZ.insert(0, DZ[0] @ W[layer].T * (net.A[layer] > 0))
    return of_signals(net, DZ)


def by_sample(net, rate, times=1):
    """The same with weights of its own for every sample."""
    DZ = [2 * (net.Y - net.T) / net.Y.size]
    for layer in range(len(net.W) - 1, 0, -1):
        rows = []
        for a, dz in zip(net.A[layer], DZ[0], strict=True):
            w = net.W[layer] - rate * numpy.outer(a, dz)
            rows.append((w @ dz + (times - 1) * (net.W[layer] @ dz)) * (a > 0))
        DZ.insert(0, numpy.array(rows))
    return of_signals(net, DZ)


def by_signal(net, layers):
    """The backward pass of a student who applies ReLU itself to what travels back."""
    DZ = [2 * (net.Y - net.T) / net.Y.size]
    for layer in range(len(net.W) - 1, 0, -1):
        DA = DZ[0] @ net.W[layer].T
        DZ.insert(0, numpy.maximum(0, DA) if layer in layers else DA * (net.A[layer] > 0))
    return of_signals(net, DZ)


def through_gradients(net, layers):
    """The backward pass of a student who takes the gradient of some weights for these."""
    DZ = [2 * (net.Y - net.T) / net.Y.size]
    for layer in range(len(net.W) - 1, 0, -1):
        W = net.A[layer].T @ DZ[0] if layer in layers else net.W[layer]
        DZ.insert(0, DZ[0] @ W.T * (net.A[layer] > 0))
    return of_signals(net, DZ)


def at(layer, wrong, right):
    """Take the wrong ingredient in one layer and the right one elsewhere."""
    return lambda number: wrong(number) if number == layer else right(number)


def scaled(DW, DB, weights, biases):
    return [weights * dw for dw in DW], [biases * db for db in DB]


def unsummed(net):
    """The error signals before the sum over the samples, one array per layer."""
    DZ = [2 * (net.Y - net.T) / net.Y.size]
    for layer in range(len(net.W) - 1, 0, -1):
        DZ.insert(0, DZ[0] @ net.W[layer].T * (net.A[layer] > 0))
    return DZ


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
        "missing-masks": lambda: backward(net, mask=lambda layer: A[layer] >= 0),
        "targets-added": lambda: backward(net, error=2 * (Y + T) / Y.size),
        "last-sample": lambda: of_sample(net, -1),
        "last-samples": lambda: backward(net, error=of_samples(net, slice(-4, None))),
        "first-samples": lambda: backward(net, error=of_samples(net, slice(0, 5))),
        "same-for-all-samples": lambda: backward(net, error=0.3 + 0 * Y),
        "first-sample": lambda: of_sample(net, 0),
        "inverted-masks": lambda: backward(net, mask=lambda layer: A[layer] <= 0),
        "summed-over-units": lambda: (right[0], [dz.sum() for dz in unsummed(net)]),
        "some-multiplied": lambda: scaled(*right, 1 / 2, 1),
        "some-negated": lambda: scaled(*right, -1, 1),
        "some-averaged": lambda: (right[0], [right[1][0] / N, *right[1][1:]]),
        "factors-of-their-own": lambda: (
            [(2 + layer) * dw for layer, dw in enumerate(right[0])],
            [(7 + layer) * db for layer, db in enumerate(right[1])],
        ),
        "single-array": lambda: ([right[0][0], right[0][1] + 1, *right[0][2:]], right[1]),
        "masks-one-layer-up": lambda: backward(net, mask=mask_is(2, 3, 3)),
        "masks-one-layer-down": lambda: backward(net, mask=mask_is(1, 1, 2)),
        "activations-for-masks": lambda: backward(net, mask=lambda layer: A[layer]),
        "signals-for-masks": lambda: by_signal(net, (1, 2, 3)),
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
    wrong |= of_other_functions(net) | of_collecting(net, right)
    if Y.shape[1] == 1:
        wrong["flat-targets"] = lambda: backward(
            net, error=(2 * (Y - T.ravel()) / T.size**2).sum(axis=1, keepdims=True)
        )
    for layer in (1, 2, 3):
        wrong[f"masks-of-one-layer-{layer}"] = lambda layer=layer: backward(
            net, mask=lambda number: masks[layer]
        )
        wrong[f"inverted-mask-{layer}"] = lambda layer=layer: backward(
            net, mask=at(layer, lambda number: A[number] <= 0, masks.__getitem__)
        )
        wrong[f"closed-mask-{layer}"] = lambda layer=layer: backward(
            net, mask=at(layer, lambda number: A[number] < 0, masks.__getitem__)
        )
        wrong[f"missing-mask-{layer}"] = lambda layer=layer: backward(
            net, mask=at(layer, lambda number: 1, masks.__getitem__)
        )
        wrong[f"activation-for-mask-{layer}"] = lambda layer=layer: backward(
            net, mask=at(layer, A.__getitem__, masks.__getitem__)
        )
        wrong[f"signal-for-mask-{layer}"] = lambda layer=layer: by_signal(net, (layer,))
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
    }
    wrong = {
        "cross-entropy": lambda: backward(net, error=(Y - T) / (Y * (1 - Y)) / Y.size),
        "factor-of-one": lambda: backward(net, error=2 / Y.size * Y - T),
        "outputs-ignored": lambda: backward(net, error=-2 * T / Y.size),
        "error-itself": lambda: backward(net, error=((Y - T) ** 2).mean() / Y.size + 0 * Y),
        "sigmoid-at-output": lambda: backward(net, error=error * sigmoid_slope(Y)),
        "tanh-at-output": lambda: backward(net, error=error * (1 - Y**2)),
        "output-at-output": lambda: backward(net, error=error * Y),
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


def sent(net, value):
    """The backward pass of a student who takes something of the units above for what came back."""
    A, DZ = [*net.A, net.Y], [2 * (net.Y - net.T) / net.Y.size]
    for layer in range(len(net.W) - 1, 0, -1):
        DZ.insert(0, value(A[layer + 1]) @ net.W[layer].T * (A[layer] > 0))
    return of_signals(net, DZ)


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


def forward(W, B, X, relus=(1, 2, 3), biases=(0, 1, 2, 3), late=False):
    A = X
    for layer, w in enumerate(W):
        b = B[layer] if layer in biases else 0
        A = A @ w + (0 if late else b)
        A = A.relu() if layer + 1 in relus else A
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
    "unknown-network": lambda W, B, X: forward(W, B, X).tanh(),
}
for n in range(4):
    biases = {0, 1, 2, 3} - {n}
    WRONG_OUTPUTS[f"negated-bias-{n}"] = lambda W, B, X, n=n: forward(
        W, [-b if layer == n else b for layer, b in enumerate(B)], X
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
