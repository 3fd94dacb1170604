# exercise: 1
# source: iamtrask/Grokking-Deep-Learning, issue 37 "Chapter 6: layer_2_delta calculation": the target minus the output, which is added with += afterwards
# mistake: The first delta is target minus output, so that all gradients have the wrong sign.
# lines: 16
# crash: no
# first wrong: DW[3]
relu2deriv = lambda output: output > 0


def exercise1(W, B, A, Y, T):
    (weights_0_1, weights_1_2, weights_2_3, weights_3_4) = W
    layer_0, layer_1, layer_2, layer_3 = A
    layer_4, walk_vs_stop = Y, T
    batch_size = len(layer_0)

    layer_4_delta = (walk_vs_stop - layer_4) * 2 / batch_size
    layer_3_delta = layer_4_delta.dot(weights_3_4.T) * relu2deriv(layer_3)
    layer_2_delta = layer_3_delta.dot(weights_2_3.T) * relu2deriv(layer_2)
    layer_1_delta = layer_2_delta.dot(weights_1_2.T) * relu2deriv(layer_1)

    weight_deltas = [
        layer_0.T.dot(layer_1_delta),
        layer_1.T.dot(layer_2_delta),
        layer_2.T.dot(layer_3_delta),
        layer_3.T.dot(layer_4_delta),
    ]
    bias_deltas = [d.sum(0) for d in (layer_1_delta, layer_2_delta, layer_3_delta, layer_4_delta)]
    return weight_deltas, bias_deltas
