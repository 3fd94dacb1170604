# exercise: 1
# source: dlidstrom/NeuralNetworkInAllLangs, issue 29 "Cpp training bug" (C++): the loop over the first weights uses hiddenCount and outputCount, where inputCount and hiddenCount are meant
# mistake: The loop over the weights of the first layer goes to hiddenCount (6) and outputCount, not to inputCount (4) and hiddenCount.
# lines: 35, 36
# crash: yes
# first wrong: -
import numpy as np


def exercise1(W, B, A, Y, T):
    inputCount, hiddenCount, outputCount = 4, 6, 1
    n = len(Y)
    DW = [np.zeros(w.shape) for w in W]
    DB = [np.zeros(b.shape) for b in B]

    for s in range(n):
        input, h1, h2, h3 = (a[s] for a in A)
        gradOutput = 2 * (Y[s] - T[s]) / n
        gradH3, gradH2, gradH1 = np.zeros(hiddenCount), np.zeros(hiddenCount), np.zeros(hiddenCount)

        for r in range(hiddenCount):
            gradH3[r] = sum(gradOutput[c] * W[3][r, c] for c in range(outputCount)) * (h3[r] > 0)
        for r in range(hiddenCount):
            gradH2[r] = sum(gradH3[c] * W[2][r, c] for c in range(hiddenCount)) * (h2[r] > 0)
        for r in range(hiddenCount):
            gradH1[r] = sum(gradH2[c] * W[1][r, c] for c in range(hiddenCount)) * (h1[r] > 0)

        for r in range(hiddenCount):
            for c in range(outputCount):
                DW[3][r, c] += gradOutput[c] * h3[r]
        for r in range(hiddenCount):
            for c in range(hiddenCount):
                DW[2][r, c] += gradH3[c] * h2[r]
                DW[1][r, c] += gradH2[c] * h1[r]
        for r in range(hiddenCount):
            for c in range(outputCount):
                DW[0][r, c] += gradH1[c] * input[r]

        DB[3] += gradOutput
        DB[2] += gradH3
        DB[1] += gradH2
        DB[0] += gradH1
    return DW, DB
