"""Every layer on its own; a copy is cut to zero where the unit was off."""


def exercise1(W, B, A, Y, T):
    x, h1, h2, h3 = A
    w1, w2, w3, w4 = W
    grad_y_pred = 2.0 * (Y - T) / Y.shape[0]
    grad_w4 = h3.T.dot(grad_y_pred)
    grad_b4 = grad_y_pred.sum(0)
    grad_h3_relu = grad_y_pred.dot(w4.T)
    grad_h3 = grad_h3_relu.copy()
    grad_h3[h3 <= 0] = 0
    grad_w3 = h2.T.dot(grad_h3)
    grad_b3 = grad_h3.sum(0)
    grad_h2_relu = grad_h3.dot(w3.T)
    grad_h2 = grad_h2_relu.copy()
    grad_h2[h2 <= 0] = 0
    grad_w2 = h1.T.dot(grad_h2)
    grad_b2 = grad_h2.sum(0)
    grad_h1_relu = grad_h2.dot(w2.T)
    grad_h1 = grad_h1_relu.copy()
    grad_h1[h1 <= 0] = 0
    grad_w1 = x.T.dot(grad_h1)
    grad_b1 = grad_h1.sum(0)
    return [grad_w1, grad_w2, grad_w3, grad_w4], [grad_b1, grad_b2, grad_b3, grad_b4]
