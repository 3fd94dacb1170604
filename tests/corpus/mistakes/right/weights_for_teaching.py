# exercise: 1
# source: the manner of makeyourownneuralnetwork and kcosta42/Multilayer_Perceptron (errors are target minus output, the sign is turned at the end)
# mistake: none
# lines: -
# crash: no
# first wrong: -
import numpy


def exercise1(W, B, A, Y, T):
    # every layer with its bias as one more weight, of an input that is always 1
    ones = numpy.ones((len(T), 1))
    inputs = [numpy.concatenate((a, ones), 1) for a in A]

    corrections = []
    errors = T - Y
    for w, x, below in zip(W[::-1], inputs[::-1], A[::-1]):
        corrections.append(x.T @ errors)
        errors = errors @ w.T
        errors = errors * numpy.sign(numpy.clip(below, 0, None))
    corrections = [-2 / len(T) * c for c in reversed(corrections)]

    DW, DB = [], []
    for c in corrections:
        w, b = numpy.split(c, [-1])
        DW.append(w)
        DB.append(b[0])
    return DW, DB
