"""What names a statement reads, binds and changes.

The functions walk trees without recursion where an expression may be deep; they recur only into
functions within functions, which the parser bounds.
"""

import ast

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
SCOPES = (*FUNCTIONS, *COMPREHENSIONS, ast.ClassDef)
# Methods of lists, dictionaries, arrays and tensors that change them, besides those with a name
# in an underscore
CHANGING = frozenset(
    {
        *("append", "insert", "extend", "pop", "remove", "reverse", "sort", "clear", "update"),
        *("setdefault", "popitem", "add", "discard", "fill", "put", "resize", "itemset"),
        *("appendleft", "extendleft", "popleft", "rotate", "__setitem__"),
    }
)
LOOKING = frozenset({"print", "display", "len", "help", "dir", "type", "repr", "str", "id", "vars"})


def in_scope(nodes):
    """Yield the nodes that are evaluated in the scope of the given ones.

    A function within is yielded, and its decorators and defaults, but not its body.
    """
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, SCOPES):
            waiting += _outer_parts(node)
        else:
            waiting += ast.iter_child_nodes(node)


def _outer_parts(node):
    if isinstance(node, COMPREHENSIONS):
        return [node.generators[0].iter]
    if isinstance(node, ast.ClassDef):
        return [*node.decorator_list, *node.bases, *node.keywords]
    arguments = node.args
    defaults = [*arguments.defaults, *(d for d in arguments.kw_defaults if d)]
    return [*getattr(node, "decorator_list", ()), *defaults]


def _inner_parts(node):
    if isinstance(node, COMPREHENSIONS):
        parts = [g.target for g in node.generators] + [i for g in node.generators for i in g.ifs]
        parts += [g.iter for g in node.generators[1:]]
        return parts + ([node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt])
    return node.body if isinstance(node.body, list) else [node.body]


def stored(nodes):
    """Return the names that nodes bind in their scope."""
    names = set()
    for node in in_scope(nodes):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            names.add(node.id)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            names.update((a.asname or a.name).split(".")[0] for a in node.names)
        elif isinstance(node, (ast.ExceptHandler, ast.MatchAs, ast.MatchStar)) and node.name:
            names.add(node.name)
    return names


def free(scope):
    """Return the names that a function, a comprehension or a class takes from outside."""
    inner = _inner_parts(scope)
    names, own = _loaded(inner), stored(inner)
    if isinstance(scope, FUNCTIONS):
        a = scope.args
        own |= {p.arg for p in (*a.posonlyargs, *a.args, *a.kwonlyargs, a.vararg, a.kwarg) if p}
    own -= declared_global(scope)
    below = set()
    for node in in_scope(inner):
        if isinstance(node, SCOPES):
            below |= free(node)
    # A method does not see the names of its class
    return (names - own) | (below if isinstance(scope, ast.ClassDef) else below - own)


def _loaded(nodes):
    return {
        n.id for n in in_scope(nodes) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)
    }


def declared_global(scope):
    """Return the names that a function declares global."""
    return {
        name
        for node in in_scope(_inner_parts(scope))
        if isinstance(node, ast.Global)
        for name in node.names
    }


def reads(nodes):
    """Return the names that nodes read when they are executed."""
    names = _loaded(nodes)
    for node in in_scope(nodes):
        if isinstance(node, (*COMPREHENSIONS, ast.ClassDef)):
            names |= free(node)
        elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
    return names


def late_reads(nodes):
    """Return the names that functions in nodes read once they are called."""
    return set().union(
        *(free(n) for n in in_scope(nodes) if isinstance(n, (*FUNCTIONS, ast.ClassDef)))
    )


def replaced(node):
    """Return the names to which a statement gives a new value in any case."""
    if isinstance(node, ast.Assign):
        return set().union(*(plain_names(target) for target in node.targets))
    if isinstance(node, ast.AnnAssign) and node.value:
        return plain_names(node.target)
    if isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)):
        return stored([node])
    if isinstance(node, ast.With):
        targets = [item.optional_vars for item in node.items if item.optional_vars]
        return set().union(*map(plain_names, targets), *map(replaced, node.body))
    if isinstance(node, ast.If) and node.orelse:
        one, other = (set().union(*map(replaced, b)) for b in (node.body, node.orelse))
        return one & other
    return set()


def plain_names(target):
    """Return the names that an assignment to a target binds."""
    if isinstance(target, ast.Name):
        return {target.id}
    if isinstance(target, (ast.Tuple, ast.List)):
        return set().union(*map(plain_names, target.elts))
    return plain_names(target.value) if isinstance(target, ast.Starred) else set()


def needs(node):
    """Return the names that a statement reads before it binds them itself."""
    if isinstance(node, ast.For):
        body = _block_needs(node.body) - plain_names(node.target)
        return reads([node.iter, node.target]) | body | _block_needs(node.orelse)
    if isinstance(node, (ast.If, ast.While)):
        return reads([node.test]) | _block_needs(node.body) | _block_needs(node.orelse)
    if isinstance(node, ast.With):
        targets = [item.optional_vars for item in node.items if item.optional_vars]
        inner = _block_needs(node.body) - set().union(*map(plain_names, targets))
        return reads([item.context_expr for item in node.items]) | inner
    return reads([node])


def _block_needs(statements):
    needed, known = set(), set()
    for statement in statements:
        needed |= needs(statement) - known
        known |= replaced(statement)
    return needed


def changed(node):
    """Return the names whose objects a statement may change without binding the name."""
    names = set()
    for inner in ast.walk(node):
        if not isinstance(inner, ast.AugAssign):
            names |= changed_here(inner)
        if isinstance(inner, ast.Expr) and isinstance(inner.value, ast.Call):
            call = inner.value
            if not (isinstance(call.func, ast.Name) and call.func.id in LOOKING):
                given = [*call.args, *(keyword.value for keyword in call.keywords)]
                # A call among them gives a new object
                names.update(root(g) for g in given if not isinstance(g, ast.Call))
    return names - {None}


def changed_here(node):
    """Return the names whose objects one node changes, whatever is called there.

    An operator such as ``+=`` changes an array, which may have other names.
    """
    names = set()
    if isinstance(node, (ast.Subscript, ast.Attribute)) and not isinstance(node.ctx, ast.Load):
        names.add(root(node))
    elif isinstance(node, ast.AugAssign):
        names.add(root(node.target))
    elif isinstance(node, ast.Call) and is_changing(node.func):
        names.add(root(node.func))
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        call = node.value
        names.add(root(call.func) if isinstance(call.func, ast.Attribute) else None)
    elif isinstance(node, ast.keyword) and node.arg == "out":
        names.update(map(root, [node.value, *getattr(node.value, "elts", ())]))
    return names - {None}


def is_changing(function):
    """Return whether what is called is a method that changes what it belongs to."""
    if not isinstance(function, ast.Attribute):
        return False
    return function.attr in CHANGING or (function.attr[-1:] == "_" and function.attr[:1] != "_")


def root(node):
    """Return the name that an expression such as ``a.b[c].d()`` begins with, or None."""
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Call, ast.Starred)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else None
