# exercise: 1
# source: style of a functional programmer, the first layer calls the rest
# mistake: none
# lines: -
# crash: no
# first wrong: -
def rest(weights, activations, output_signal):
    if not weights:
        return [], [], output_signal
    w, a = weights[0], activations[0]
    dws, dbs, signal = rest(weights[1:], activations[1:], output_signal)
    return [a.T @ signal] + dws, [signal.sum(axis=0)] + dbs, signal @ w.T * (a > 0)


def exercise1(W, B, A, Y, T):
    DW, DB, _ = rest(W, A, (Y - T) * 2 / len(T))
    return DW, DB
