# exercise: 1
# source: paulsgcross/haxe-autodiff (Haxe), commit 1c0dccb "Fixes negative derivitives", src/macros/Derivitive.hx: the macro create handled binary operators and calls, any other expression fell through to the default and was returned as it is; a case for the unary minus was added, which negates the delta of its operand
# mistake: The transformation of the loss expression into its derivative has no case for a unary minus, so -t is passed on undifferentiated, as if it were its own derivative.
# lines: 21, 29
# crash: no
# first wrong: DW[3]
import ast

import numpy as np


def delta(node):
    if isinstance(node, ast.Name):
        return ast.Name("d_" + node.id, ast.Load())
    if isinstance(node, ast.Constant):
        return ast.Constant(0.0)
    return create(node)


def create(node):
    if isinstance(node, ast.BinOp):
        e1, e2 = node.left, node.right
        if isinstance(node.op, ast.Mult):
            return handle_multiplication(e1, e2)
        if isinstance(node.op, ast.Div):
            return handle_division(e1, e2)
        if isinstance(node.op, (ast.Add, ast.Sub)):
            return ast.BinOp(delta(e1), node.op, delta(e2))
    return node


def handle_multiplication(e1, e2):
    return ast.BinOp(ast.BinOp(delta(e1), ast.Mult(), e2), ast.Add(), ast.BinOp(e1, ast.Mult(), delta(e2)))


def handle_division(e1, e2):
    upper = ast.BinOp(ast.BinOp(delta(e1), ast.Mult(), e2), ast.Sub(), ast.BinOp(e1, ast.Mult(), delta(e2)))
    return ast.BinOp(upper, ast.Div(), ast.BinOp(e2, ast.Mult(), e2))


def build(source):
    tree = ast.Expression(create(ast.parse(source, mode="eval").body))
    code = compile(ast.fix_missing_locations(tree), "diff", "eval")
    return lambda **names: eval(code, names)


def exercise1(W, B, A, Y, T):
    loss_diff = build("(-t + y) * (-t + y) / n")
    grad = loss_diff(y=Y, t=T, n=float(len(T)), d_y=1.0, d_t=0.0, d_n=0.0)
    dW, dB = [None] * 4, [None] * 4
    for i in range(3, -1, -1):
        dW[i], dB[i] = A[i].T.dot(grad), grad.sum(axis=0)
        grad = grad.dot(W[i].T) * np.sign(A[i])
    return dW, dB
