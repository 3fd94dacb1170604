# exercise: 1
# source: makeyourownneuralnetwork/makeyourownneuralnetwork, issue 59 "why we use transpose matrix": "if O=W*I, then I=W-1*O ... should i use inverse matrix instead", numpy.mat(self.who).I for self.who.T
# mistake: The signals are sent back through the (pseudo-)inverse of the weights in place of the transpose.
# lines: 13, 14, 15
# crash: no
# first wrong: DW[2]
import numpy


def exercise1(W, B, A, Y, T):
    output_errors = 2 * (Y - T) / len(T)

    hidden3_errors = numpy.dot(output_errors, numpy.linalg.pinv(W[3])) * (A[3] > 0)
    hidden2_errors = numpy.dot(hidden3_errors, numpy.linalg.pinv(W[2])) * (A[2] > 0)
    hidden1_errors = numpy.dot(hidden2_errors, numpy.linalg.pinv(W[1])) * (A[1] > 0)

    errors = [hidden1_errors, hidden2_errors, hidden3_errors, output_errors]
    DW = []
    DB = []
    for inputs, error in zip(A, errors):
        DW.append(numpy.dot(inputs.T, error))
        DB.append(numpy.sum(error, axis=0))
    return DW, DB
