# exercise: 1
# source: hunkim/DeepLearningZeroToAll, issues 25 and 112: d_l2 = diff * sigma_prime(l2) should be d_l2 = diff
# mistake: The derivative of the activation is applied at the output as well, although the output unit is linear.
# lines: 17
# crash: no
# first wrong: DW[3]
import numpy as tf


def sigma_prime(x):
    return (x > 0) * 1.0


def exercise1(W, B, A, Y, T):
    diff = 2.0 * (Y - T) / T.shape[0]

    d_l4 = diff * sigma_prime(Y)
    d_b4 = d_l4
    d_w4 = tf.matmul(tf.transpose(A[3]), d_l4)

    d_a3 = tf.matmul(d_l4, tf.transpose(W[3]))
    d_l3 = d_a3 * sigma_prime(A[3])
    d_b3 = d_l3
    d_w3 = tf.matmul(tf.transpose(A[2]), d_l3)

    d_a2 = tf.matmul(d_l3, tf.transpose(W[2]))
    d_l2 = d_a2 * sigma_prime(A[2])
    d_b2 = d_l2
    d_w2 = tf.matmul(tf.transpose(A[1]), d_l2)

    d_a1 = tf.matmul(d_l2, tf.transpose(W[1]))
    d_l1 = d_a1 * sigma_prime(A[1])
    d_b1 = d_l1
    d_w1 = tf.matmul(tf.transpose(A[0]), d_l1)

    return [d_w1, d_w2, d_w3, d_w4], [b.sum(axis=0) for b in (d_b1, d_b2, d_b3, d_b4)]
