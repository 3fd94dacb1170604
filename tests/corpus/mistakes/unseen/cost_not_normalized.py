# exercise: 1
# source: ZimpleX/neural-net-bp (Python, numpy), commit cee41b4 'normalized cost and gradient by dividing num of entries / batches', cost.py, act_backward of Cost_sqr: return y_out - t, which became (y_out - t) / y_out.shape[0]
# mistake: The derivative of the cost is not divided by the number of samples, so the gradients are sums over the samples.
# lines: 12
# crash: no
# first wrong: DW[3]
import numpy as np

class CostSqr:
    @staticmethod
    def c_d_y(y_out, t):
        return 2 * (y_out - t)

class NodeRelu:
    @staticmethod
    def act_forward(prev_y, w, b):
        return np.maximum(np.dot(prev_y, w) + b, 0)

    @staticmethod
    def y_d_net(cur_y):
        return np.where(cur_y > 0, 1.0, 0.0)

class NodeLinear:
    @staticmethod
    def act_forward(prev_y, w, b):
        return np.dot(prev_y, w) + b

    @staticmethod
    def y_d_net(cur_y):
        return np.ones(cur_y.shape)

class NetStructure:
    def __init__(self, w_list, b_list, activ_list, cost):
        self.num_layer = len(w_list)
        self.w_list = w_list
        self.b_list = b_list
        self.activ_list = activ_list
        self.cost = cost
        self.y_list = [None] * (self.num_layer + 1)
        self.dw_list = [None] * self.num_layer
        self.db_list = [None] * self.num_layer

    def net_act_forward(self, data):
        self.y_list[0] = data
        for i in range(self.num_layer):
            self.y_list[i + 1] = self.activ_list[i].act_forward(self.y_list[i], self.w_list[i], self.b_list[i])
        return self.y_list[-1]

    def back_prop(self, target):
        cur_c_d_y = self.cost.c_d_y(self.y_list[-1], target)
        for n in range(self.num_layer - 1, -1, -1):
            c_d_ip = cur_c_d_y * self.activ_list[n].y_d_net(self.y_list[n + 1])
            self.db_list[n] = np.sum(c_d_ip, axis=0)
            self.dw_list[n] = np.einsum('si,sj->ij', self.y_list[n], c_d_ip)
            cur_c_d_y = np.sum(c_d_ip[:, None, :] * self.w_list[n], axis=-1)

def exercise1(W, B, A, Y, T):
    net = NetStructure(W, B, [NodeRelu] * (len(W) - 1) + [NodeLinear], CostSqr)
    net.net_act_forward(A[0])
    net.back_prop(T)
    return net.dw_list, net.db_list
