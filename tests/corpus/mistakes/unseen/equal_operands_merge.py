# exercise: 1
# source: dvdblk/micrograd-ports (Haskell), commit 117eaee 'Fix _backward, add more backward tests', Engine.hs: the operands are kept without duplicates, and _backward had no case for * and + with one operand ('workaround for duplicit values in required binary operations'), so it ended in error 'Invalid operation'
# mistake: A product of a value with itself keeps one operand only, for which the backward pass has no case.
# lines: 30-31
# crash: yes
# first wrong: -
class Value:
    def __init__(self, data, op="", prev=()):
        self.data = data
        self.grad = 0.0
        self.op = op
        self.prev = list(dict.fromkeys(prev))

def add(v1, v2):
    return Value(v1.data + v2.data, "+", [v1, v2])

def mul(v1, v2):
    return Value(v1.data * v2.data, "*", [v1, v2])

def relu(v):
    return Value(v.data if v.data > 0 else 0.0, "relu", [v])

def _backward(v):
    match v.op, v.prev:
        case "+", [v1, v2]:
            v1.grad += v.grad
            v2.grad += v.grad
        case "*", [v1, v2]:
            v1.grad += v2.data * v.grad
            v2.grad += v1.data * v.grad
        case "relu", [v1]:
            v1.grad += v.grad * (1 if v1.data > 0 else 0)
        case "", _:
            pass
        case op, prev:
            raise ValueError(f"Invalid operation ({op}) in _backward for {len(prev)} operands")

def top_sort(v, visited, order):
    if v not in visited:
        visited.add(v)
        for child in v.prev:
            top_sort(child, visited, order)
        order.append(v)
    return order

def layer(xs, w, b):
    zs = list(b)
    for x, row in zip(xs, w):
        zs = [add(z, mul(x, v)) for z, v in zip(zs, row)]
    return zs

def exercise1(W, B, A, Y, T):
    values = lambda rows: [[Value(float(v)) for v in row] for row in rows]
    ws, bs = [values(w) for w in W], values(B)
    for sample, target in zip(A[0], T):
        xs = [Value(float(v)) for v in sample]
        for w, b in zip(ws[:-1], bs[:-1]):
            xs = [relu(z) for z in layer(xs, w, b)]
        error = add(layer(xs, ws[-1], bs[-1])[0], Value(-float(target[0])))
        loss = mul(error, error)
        loss.grad = 1.0 / len(T)
        for v in reversed(top_sort(loss, set(), [])):
            _backward(v)
    return [[[v.grad for v in row] for row in w] for w in ws], [[v.grad for v in b] for b in bs]
