# exercise: 1
# source: larryniven/autodiff (C++), commit 0e22b3f "Add more tests", autodiff.cc: before the gradient of the second operand v is allocated stood if (u_o->grad_needed && v_o->grad == nullptr), copied from the first operand; it became v_o->grad_needed. Stood there in the elementwise product, here in the product of matrices
# mistake: Whether the gradient of the second operand is allocated depends on the need of the first operand: the data need none, so the weights of the first layer get none, and the addition to it stops.
# lines: 28
# crash: yes
# first wrong: -
import numpy


class Op:
    def __init__(self, name, children=(), output=None, grad_needed=True):
        self.name = name
        self.children = children
        self.output = output
        self.grad_needed = grad_needed
        self.grad = None


def mul_eval(t):
    u, v = t.children
    t.output = u.output @ v.output


def mul_grad(t):
    u, v = t.children
    if u.grad_needed and u.grad is None:
        u.grad = numpy.zeros_like(u.output)
    if u.grad_needed and v.grad is None:
        v.grad = numpy.zeros_like(v.output)
    if u.grad_needed:
        u.grad += t.grad @ v.output.T
    if v.grad_needed:
        v.grad += u.output.T @ t.grad


def add_eval(t):
    t.output = t.children[0].output + t.children[1].output


def add_grad(t):
    u, v = t.children
    u.grad = t.grad.copy()
    v.grad = t.grad.sum(axis=0)


def relu_eval(t):
    t.output = numpy.maximum(t.children[0].output, 0)


def relu_grad(t):
    t.children[0].grad = t.grad * (t.output > 0)


eval_funcs = {"mul": mul_eval, "add": add_eval, "relu": relu_eval}
grad_funcs = {"mul": mul_grad, "add": add_grad, "relu": relu_grad}


def exercise1(W, B, A, Y, T):
    weights = [Op("var", output=w) for w in W]
    biases = [Op("var", output=b) for b in B]
    topo, h = [], Op("input", output=A[0], grad_needed=False)
    for l in range(len(W)):
        for name, others in (("mul", (weights[l],)), ("add", (biases[l],)), ("relu", ())):
            if name == "relu" and l == len(W) - 1:
                break
            h = Op(name, (h, *others))
            eval_funcs[name](h)
            topo.append(h)
    h.grad = 2 * (h.output - T) / len(T)
    for t in reversed(topo):
        grad_funcs[t.name](t)
    return [w.grad for w in weights], [b.grad for b in biases]
