"""What statements change through other names, and through the functions that they call.

It errs on one side: a statement too many in a program costs little, one too few costs the answer.
"""

import ast
import builtins
from dataclasses import dataclass, field
from itertools import chain

from instructors.handin import names

# Calls that give a new object, or none; methods give what may be, or hold, what they were given
NEW = {"len", "range", "sum", "float", "int", "abs", "round", "str", "repr", "print", "dot", "item"}
NEW |= {"matmul", "mm", "outer", "mean", "max", "min", "norm", "copy", "deepcopy", "clone", "where"}
NEW |= {"tolist", "astype", "relu", "square", "pow", "sqrt", "maximum", "linear", "format", "zeros"}
NEW |= {"zeros_like", "ones_like", "empty_like", "full_like", "ones", "empty"}
SHARING = {"zip", "enumerate", "reversed", "list", "tuple", "iter", "next", "sorted", "map", "dict"}
SHARING |= {"filter", "vars"}
ARRAYS = {"numpy", "np", "torch"}
INTO = {"copyto", "put", "place", "putmask", "fill_diagonal", "put_along_axis", "at", "shuffle"}
FIXED = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
# What a notebook is given: whoever changes it a little for a numerical check puts it back
LOADED = {"W", "B", "X", "T", "net"}
MOST_CALLS = 20_000  # that are looked into; calls within calls take more and more
DEEPEST = 10  # of functions that call one another
MOST_NAMES = 100  # that one name is linked to


@dataclass
class Effects:
    """What a call of a function changes.

    Attributes
    ----------
    node : ast.FunctionDef, ast.AsyncFunctionDef or ast.Lambda
    parameters : list of str
        In their order.
    defaults : dict
        Expressions by parameters.
    changed, returned : set of str
        The parameters, and the names from outside, that it changes and that it may return.
    """

    node: ast.AST
    parameters: list
    defaults: dict
    changed: set = field(default_factory=set)
    returned: set = field(default_factory=set)


class Functions:
    """The functions and methods of a file.

    Parameters
    ----------
    nodes : list of ast.stmt
        What stands at the top of its cells.
    unknown : set of str
        What it imports that may change anything.
    """

    def __init__(self, nodes, unknown):
        self._found, self._methods, self._unknown = {}, {}, unknown
        self._left = MOST_CALLS
        for node in nodes:
            if isinstance(node, ast.ClassDef):
                self._add_class(node)
            elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda):
                _add(self._found, getattr(node.targets[0], "id", ""), node.value)
            elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                _add(self._found, node.name, node)
        self._fixed = LOADED.union(*(names.stored([n]) for n in nodes if isinstance(n, FIXED)))
        every = [*chain(*self._found.values()), *chain(*self._methods.values())]
        for _ in range(DEEPEST):
            grown = [self._grown(effects) for effects in every]
            if not any(grown):
                break

    def _add_class(self, node):
        for method in node.body:
            if isinstance(method, (ast.FunctionDef, ast.AsyncFunctionDef)):
                _add(self._methods, method.name, method)
                if method.name == "__init__":
                    _add(self._found, node.name, method, leave_out=1)

    def _grown(self, effects):
        """Work out what a function changes; return whether that is more than was known."""
        body = effects.node.body if isinstance(effects.node.body, list) else [effects.node.body]
        nodes = [node for part in body for node in ast.walk(part)]
        links = {}
        for name, other in self._links(nodes):
            links.setdefault(name, set()).add(other)
        shared = names.declared_global(effects.node)
        own = names.stored(body) - shared - set(effects.parameters)
        changed = self._changed(nodes)
        changed |= names.stored(body) & shared
        given = [n.value for n in nodes if isinstance(n, (ast.Return, ast.Yield)) and n.value]
        given += [] if isinstance(effects.node.body, list) else body
        returned = {name for value in given for name in self._parts(value)}
        before = effects.changed, effects.returned
        effects.changed = reached(changed, links) - own
        effects.returned = reached(returned, links) - own
        return before != (effects.changed, effects.returned)

    def _called(self, call):
        """Yield what is called, as far as it stands in the file, with its values by parameters."""
        found, given = (), call.args
        if isinstance(call.func, ast.Name):
            found = self._found.get(call.func.id)
            if not found and not hasattr(builtins, call.func.id):
                called = self._methods.get("__call__", ()) or self._methods.get("forward", ())
                found, given = called, [call.func, *given]
        elif isinstance(call.func, ast.Attribute):
            found, given = self._methods.get(call.func.attr, ()), [call.func.value, *given]
        for effects in found or () if self._left > 0 else ():
            values = {k.arg: [k.value] for k in call.keywords if k.arg}
            rest = [k.value for k in call.keywords if not k.arg]
            rest += [value for value in given if isinstance(value, ast.Starred)]
            for parameter, value in zip(effects.parameters, given, strict=False):
                values.setdefault(parameter, []).append(value)
            for parameter, value in effects.defaults.items():
                values.setdefault(parameter, [value])
            yield effects, values, rest

    def _outside(self, call, attribute):
        """Return the names outside a call for those that its effects name."""
        result = set()
        for effects, values, rest in self._called(call):
            self._left -= 1
            for name in getattr(effects, attribute) if self._left > 0 else ():
                if name not in effects.parameters:
                    result.add(name)
                for value in [*values.get(name, ()), *rest] if name in effects.parameters else ():
                    result.update(self._parts(value))
        return result

    def _changed(self, nodes):
        """Return the names that nodes change, themselves and by what they call."""
        called = [node for node in nodes if isinstance(node, ast.Call)]
        result = set().union(*(self._outside(call, "changed") for call in called))
        result = result.union(*map(self._changed_unseen, called))
        functions = {id(call.func) for call in called}
        # Something else may call what is passed on, and with anything
        passed_on = set()
        for node in nodes:
            result |= names.changed_here(node)
            if isinstance(node, ast.Name) and node.id in self._found and id(node) not in functions:
                passed_on.add(node.id)
        for effects in chain(*(self._found[name] for name in passed_on)):
            result |= effects.changed - set(effects.parameters)
            if effects.changed & set(effects.parameters):
                result |= {n.id for n in nodes if isinstance(n, ast.Name)}
        return result

    def _changed_unseen(self, call):
        """Return the names that a call changes if what is called does not stand in the file."""
        root = names.root(call.func)
        if root in self._unknown or root in ARRAYS:
            given = [*call.args, *(keyword.value for keyword in call.keywords)]
            # Of the functions on arrays, few change any, and those the first
            given = given if root in self._unknown else given[:1]
            looks = root in ARRAYS and getattr(call.func, "attr", "") not in INTO
            return set() if looks else {name for value in given for name in self._parts(value)}
        # What was made of a list, such as its method append, may change it
        own = isinstance(call.func, ast.Name) and not hasattr(builtins, root)
        return {root} if own and root not in self._found else set()

    def _parts(self, value):
        """Yield the names of what a value may be, or hold."""
        waiting = [value]
        while waiting:
            node = waiting.pop()
            if isinstance(node, ast.Name):
                yield node.id
            elif isinstance(node, (ast.Attribute, ast.Subscript, ast.Starred, ast.NamedExpr)):
                waiting.append(node.value)
            elif isinstance(node, (ast.Tuple, ast.List, ast.Set)):
                waiting += node.elts
            elif isinstance(node, (ast.Dict, ast.BoolOp)):
                waiting += node.values
            elif isinstance(node, ast.IfExp):
                waiting += [node.body, node.orelse]
            elif isinstance(node, ast.BinOp):
                sides = (node.left, node.right)
                waiting += [side for side in sides if isinstance(side, (ast.List, ast.Tuple))]
            elif isinstance(node, names.COMPREHENSIONS):
                waiting.append(node.value if isinstance(node, ast.DictComp) else node.elt)
                waiting += [generator.iter for generator in node.generators]
            elif isinstance(node, ast.Call):
                yield from self._outside(node, "returned")
                waiting += _handed_on(node)

    def _links(self, nodes):
        """Yield pairs of names: whatever changes the first may change the second."""
        for node in nodes:
            pairs = []
            if isinstance(node, ast.Assign):
                pairs = [pair for target in node.targets for pair in _matched(target, node.value)]
            elif isinstance(node, (ast.AnnAssign, ast.NamedExpr, ast.AugAssign)):
                pairs = [(node.target, node.value)] if node.value else []
            elif isinstance(node, ast.Call) and names.is_changing(node.func):
                pairs = [(node.func, given) for given in node.args]
            elif isinstance(node, ast.FunctionDef):
                # One within another takes along what it reads
                yield from ((node.name, name) for name in names.free(node) - {node.name})
            elif isinstance(node, (ast.For, ast.AsyncFor, ast.comprehension)):
                # The other way would not last: the loop goes on to another object
                for target, value in _matched_loop(node.target, node.iter):
                    yield from self._pairs(target, value)
            for target, value in pairs:
                for name, other in self._pairs(target, value):
                    yield name, other
                    yield other, name

    def _pairs(self, target, value):
        parts = set(self._parts(value))
        for name in names.plain_names(target) or {names.root(target)} - {None}:
            yield from ((name, part) for part in parts if part != name)

    def only_looks(self, node):
        """Return whether a statement is the call of a function that changes nothing."""
        call = getattr(node, "value", None)
        if not (isinstance(node, ast.Expr) and isinstance(call, ast.Call)):
            return False
        found = self._found.get(getattr(call.func, "id", ""))
        return bool(found) and not any(effects.changed for effects in found)

    def indirect(self, node, links):
        """Return the names that a statement changes by other names, or by what it calls.

        Parameters
        ----------
        node : ast.stmt
        links : dict
            What is known of the statements before; what this one does to it is added.

        Returns
        -------
        set of str
        """
        nodes = list(_executed(node))
        for name in _rebound(node):
            _forget(name, links)
        for name, other in self._links(nodes):
            others = links.setdefault(name, set())
            if len(others) < MOST_NAMES and self._fixed.isdisjoint((name, other)):
                others.add(other)
        changed = self._changed(nodes)
        return reached(changed - self._fixed, links) - self._fixed


def _add(table, name, function, leave_out=0):
    a = function.args
    parameters = [p.arg for p in (*a.posonlyargs, *a.args, *a.kwonlyargs)][leave_out:]
    parameters += [p.arg for p in (a.vararg, a.kwarg) if p]
    last = [p.arg for p in (*a.posonlyargs, *a.args)][-len(a.defaults) :] if a.defaults else []
    defaults = dict(zip(last, a.defaults, strict=True))
    defaults |= {p.arg: d for p, d in zip(a.kwonlyargs, a.kw_defaults, strict=True) if d}
    table.setdefault(name, []).append(Effects(function, parameters, defaults))


def reached(changed, links):
    """Return names, and all that links lead to from them."""
    found, waiting = set(changed), list(changed)
    while waiting:
        for name in links.get(waiting.pop(), ()):
            if name not in found:
                found.add(name)
                waiting.append(name)
    return found


def _executed(node):
    """Yield the parts of a statement that run with it: no bodies of functions."""
    waiting = [node]
    while waiting:
        part = waiting.pop()
        yield part
        if not isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef)):
            waiting += ast.iter_child_nodes(part)


def _rebound(node):
    """Return the names that stand for other objects after a statement, its loops having run."""
    if not isinstance(node, ast.For):
        return names.replaced(node)
    return names.plain_names(node.target).union(*map(_rebound, node.body))


def _forget(name, links):
    """Take a name out of the links; those that it joined are linked without it."""
    after = links.pop(name, set())
    for other, others in links.items():
        if name in others:
            others.discard(name)
            if len(others) + len(after) < MOST_NAMES:
                others |= after - {other}


def _handed_on(call):
    """Return what the result of a call may hold: its arguments, and what a method belongs to."""
    given = [*call.args, *(keyword.value for keyword in call.keywords)]
    if isinstance(call.func, ast.Name):
        # By custom a name with a capital is a class, whose object keeps what it is made of
        return given if call.func.id in SHARING or call.func.id[0].isupper() else []
    if isinstance(call.func, ast.Attribute) and call.func.attr not in NEW:
        return [call.func.value, *given]
    return []


def _matched(target, value):
    """Return pairs of targets and values; of several, each with its own."""
    sequences = (ast.Tuple, ast.List)
    if isinstance(target, sequences) and isinstance(value, sequences):
        starred = any(isinstance(n, ast.Starred) for n in (*target.elts, *value.elts))
        if len(target.elts) == len(value.elts) and not starred:
            return list(zip(target.elts, value.elts, strict=True))
    return [(target, value)]


def _matched_loop(target, values):
    """Return pairs of loop variables and what each of them runs through."""
    if isinstance(values, ast.Subscript) and isinstance(values.slice, ast.Slice):
        return _matched_loop(target, values.value)
    if isinstance(values, ast.BinOp):
        # To run through a sum of lists is to run through both
        return [p for side in (values.left, values.right) for p in _matched_loop(target, side)]
    if not isinstance(values, ast.Call) or not values.args:
        return [(target, values)]
    name = getattr(values.func, "id", "")
    if name and name not in NEW | {"zip", "enumerate"}:
        # Such as reversed, or tqdm
        return _matched_loop(target, values.args[0])
    several = target.elts if isinstance(target, ast.Tuple) else []
    if name == "enumerate" and len(several) == 2:
        return _matched_loop(several[1], values.args[0])
    if name == "zip" and len(several) == len(values.args):
        pairs = zip(several, values.args, strict=True)
        return [pair for one, other in pairs for pair in _matched_loop(one, other)]
    return [(target, values)]
