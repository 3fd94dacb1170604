# exercise: 1
# source: Stack Overflow 77951589 "Bug or missing thing in my MNIST number recognizer" (C#, read at devhide.com): in the table of derivatives, dz2/dw2 = (z2)' = a2
# mistake: For the second and the third layer, dz/dw is the activation of the layer itself, not of the one below.
# lines: 29, 30
# crash: no
# first wrong: DW[2]
import numpy


def exercise1(W, B, A, Y, T):
    a0, a1, a2, a3 = A
    w1, w2, w3, w4 = W
    samples = Y.shape[0]

    dcost_dw1 = numpy.zeros(w1.shape)
    dcost_dw2 = numpy.zeros(w2.shape)
    dcost_dw3 = numpy.zeros(w3.shape)
    dcost_dw4 = numpy.zeros(w4.shape)
    dcost_db1 = numpy.zeros(6)
    dcost_db2 = numpy.zeros(6)
    dcost_db3 = numpy.zeros(6)
    dcost_db4 = numpy.zeros(1)

    def relu_der(a):
        return 1.0 if a > 0 else 0.0

    for s in range(samples):
        dz4_dw4 = a3[s]
        dz3_dw3 = a3[s]
        dz2_dw2 = a2[s]
        dz1_dw1 = a0[s]

        dz4 = [2.0 * (Y[s][0] - T[s][0]) / samples]
        for j in range(6):
            dcost_dw4[j][0] += dz4[0] * dz4_dw4[j]
        dcost_db4[0] += dz4[0]

        dz3 = [0.0] * 6
        for i in range(6):
            dz3[i] = dz4[0] * w4[i][0] * relu_der(a3[s][i])
            for j in range(6):
                dcost_dw3[j][i] += dz3[i] * dz3_dw3[j]
            dcost_db3[i] += dz3[i]

        dz2 = [0.0] * 6
        for i in range(6):
            for j in range(6):
                dz2[i] += dz3[j] * w3[i][j]
            dz2[i] *= relu_der(a2[s][i])
            for j in range(6):
                dcost_dw2[j][i] += dz2[i] * dz2_dw2[j]
            dcost_db2[i] += dz2[i]

        dz1 = [0.0] * 6
        for i in range(6):
            for j in range(6):
                dz1[i] += dz2[j] * w2[i][j]
            dz1[i] *= relu_der(a1[s][i])
            for j in range(4):
                dcost_dw1[j][i] += dz1[i] * dz1_dw1[j]
            dcost_db1[i] += dz1[i]

    return [dcost_dw1, dcost_dw2, dcost_dw3, dcost_dw4], [dcost_db1, dcost_db2, dcost_db3, dcost_db4]
