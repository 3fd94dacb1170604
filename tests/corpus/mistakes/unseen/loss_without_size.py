# exercise: 1
# source: abhijat01/autodiff.light (Python, graph of nodes), commit ab9990d 'Debugged dense layer  and loss etc.', core/np/Loss.py, L2DistanceSquaredNorm: the value is sum(square(y_del)) / y_del.size, the gradient y_del * self._grad_value; mended to (y_del * self._grad_value) / y_pred.size
# mistake: The loss is divided by the number of its elements, but its gradient is not, so all gradients are too large by this number.
# lines: 51, 52
# crash: no
# first wrong: DW[3]
import numpy as np

class Node:
    def __init__(self, *input_nodes, value=None):
        self.input_nodes = input_nodes
        self.node_value = value
        self._grad_value = 0

    def backward(self, downstream_grad):
        self._grad_value = self._grad_value + downstream_grad
        self._do_backprop()

    def _do_backprop(self):
        pass

class DenseLayer(Node):
    def __init__(self, input_node, w, b):
        Node.__init__(self, input_node)
        self.w, self.b = w, b
        self.node_value = self.w @ input_node.node_value + self.b

    def _do_backprop(self):
        x = self.input_nodes[0].node_value
        self.w_grad = self._grad_value @ x.T
        self.b_grad = np.sum(self._grad_value, axis=1)
        self.input_nodes[0].backward(self.w.T @ self._grad_value)

class RelUNode(Node):
    def __init__(self, input_node):
        Node.__init__(self, input_node)
        self.node_value = input_node.node_value * (input_node.node_value > 0)

    def _do_backprop(self):
        self.input_nodes[0].backward((self.input_nodes[0].node_value > 0) * self._grad_value)

class L2DistanceSquaredNorm(Node):
    def __init__(self, a_node, b_node):
        Node.__init__(self, a_node, b_node)
        y_del = a_node.node_value - b_node.node_value
        self.node_value = np.sum(np.square(y_del)) / y_del.size

    def _do_backprop(self):
        a_node, b_node = self.input_nodes
        y_del = 2 * (a_node.node_value - b_node.node_value)
        a_node.backward(y_del * self._grad_value)
        b_node.backward(-y_del * self._grad_value)

def exercise1(W, B, A, Y, T):
    net, dense = Node(value=A[0].T), []
    for w, b in zip(W, B):
        net = RelUNode(net) if dense else net
        net = DenseLayer(net, w.T, b.reshape(-1, 1))
        dense.append(net)
    L2DistanceSquaredNorm(net, Node(value=T.T)).backward(1.0)
    return [layer.w_grad.T for layer in dense], [layer.b_grad for layer in dense]
