"""In the style of MatConvNet's vl_simplenn: one loop that switches on the type of the layer."""
import numpy as np


def vl_nnlinear(x, w, b, dzdy):
    return dzdy @ w.T, x.T @ dzdy, np.sum(dzdy, 0)


def vl_nnrelu(x, dzdy):
    dzdx = dzdy.copy()
    dzdx[x <= 0] = 0
    return dzdx


def vl_nnpdist(x, x0, dzdy):
    # mean of the squared distances
    return dzdy * (x - x0) * 2 / np.size(x)


def vl_simplenn(net, res, dzdy):
    n = len(net['layers'])
    res[n]['dzdx'] = dzdy
    for i in range(n - 1, -1, -1):
        l = net['layers'][i]
        if l['type'] == 'linear':
            dzdx, dw, db = vl_nnlinear(res[i]['x'], *l['weights'], res[i + 1]['dzdx'])
            res[i]['dzdx'] = dzdx
            res[i]['dzdw'] = [dw, db]
        elif l['type'] == 'relu':
            # the input was optimized away, so use the output (works only for ReLU)
            res[i]['dzdx'] = vl_nnrelu(res[i + 1]['x'], res[i + 1]['dzdx'])
        elif l['type'] == 'pdist':
            res[i]['dzdx'] = vl_nnpdist(res[i]['x'], l['class'], res[i + 1]['dzdx'])
        else:
            raise ValueError("Unknown layer type '%s'." % l['type'])
        if net['conserveMemory']:
            res[i + 1]['dzdx'] = []
    return res


def exercise1(W, B, A, Y, T):
    net = {'layers': [], 'conserveMemory': True}
    res = []
    for w, b, x in zip(W, B, A):
        if res:
            net['layers'].append({'type': 'relu'})
            res.append({'x': [], 'dzdx': [], 'dzdw': []})
        net['layers'].append({'type': 'linear', 'weights': [w, b]})
        res.append({'x': x, 'dzdx': [], 'dzdw': []})
    net['layers'].append({'type': 'pdist', 'class': T})
    res.append({'x': Y, 'dzdx': [], 'dzdw': []})
    res.append({'x': np.mean((Y - T) ** 2), 'dzdx': [], 'dzdw': []})

    res = vl_simplenn(net, res, 1.0)
    dzdw = [r['dzdw'] for r in res if len(r['dzdw']) > 0]
    return [d[0] for d in dzdw], [d[1] for d in dzdw]
