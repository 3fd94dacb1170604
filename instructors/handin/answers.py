"""Find the answers to the exercises among the statements of a file.

An answer is a function ``exercise1``, or code in the cells of a notebook in place of the call of
that function, which is what the notebooks allow.
"""

import ast
import inspect
import re
from dataclasses import dataclass

import checks
from checks.exercises import EXERCISES
from instructors.handin import names
from instructors.handin.statements import needed_for

OTHER_EDITION = "exercise1_preactivations"
GIVEN = {exercise.name: exercise.given for exercise in EXERCISES}
RESULTS = {exercise.name: exercise.results for exercise in EXERCISES}
# The names of what the checks take
CHECKED = {
    name: tuple(inspect.signature(getattr(checks, name)).parameters)
    for name in GIVEN
    if hasattr(checks, name)
}
PREACTIVATIONS = 11  # the number of arguments of the other edition, on the network of the sheet
PRINTING = {"print", "display", "write", "pprint"}
GRADIENT = re.compile(r"\.grad\b")
MAGNITUDE = re.compile(r"norm|abs|fabs|sqrt|item|magnitude|\*\* ?2")
# How a notebook gets its data; in an answer, the network that it is tried on takes their place
LOADING = re.compile(r"getdata|getparams|Parameter|requires_grad|torch\.[tT]ensor|from_numpy")


@dataclass
class Answer:
    """An answer to one exercise.

    Attributes
    ----------
    exercise : str
    statements : list of Statement
        All that it needs, in order.
    function : str
        The name of the student's function; empty if the code stands in cells.
    results : tuple of str
        Expressions for what the code in cells computes.
    show : str
        An expression to print in the end: Jupyter shows the last value of a cell without print.
    """

    exercise: str
    statements: list
    function: str = ""
    results: tuple = ()
    show: str = ""


def find(statements):
    """Find the answers.

    Parameters
    ----------
    statements : list of Statement

    Returns
    -------
    answers : list of Answer
        At most one per exercise.
    stubs : dict
        The statements of the functions that do nothing yet, by exercise.
    """
    stubs = {s.node.name: s for s in statements if is_stub(s.node)}
    statements = [s for s in statements if not is_stub(s.node)]
    solution = {n for s in statements for n, module in s.imports().items() if module == "solution"}
    statements = [s for s in statements if not _imports_solution(s)]
    for statement in statements:
        statement.bound = statement.bound | _put_into(statement, solution)
    answers = []
    for exercise in GIVEN:
        checked = _checked(statements, exercise)
        answer = _function(statements, exercise, checked) or (
            exercise == "exercise1" and _function(statements, OTHER_EDITION, checked)
        )
        if not answer or not _fits(answer, statements):
            # A function that only the student's own code can call is a part of that code
            asked = {"solution", *solution} | (set() if answer else {""})
            code = [s for s in statements if not _asks(s, exercise, asked)]
            checked = _checked(code, exercise)
            evidence = checked or answer or len(code) < len(statements)
            inline = _printed if exercise == "exercise3" else _computed
            answer = inline(code, exercise, checked, bool(evidence)) or answer
        if answer:
            answers.append(answer)
    found = {answer.exercise for answer in answers}
    return answers, {n: s for n, s in stubs.items() if n in GIVEN and n not in found}


def _fits(answer, statements):
    """Return whether a function can be called as the exercise calls it, and does what it asks."""
    node = next(s.node for s in reversed(statements) if answer.function in s.bound)
    given = GIVEN[answer.exercise]
    if not given or not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return True
    a = node.args
    most = len(a.posonlyargs) + len(a.args)
    least = most - len(a.defaults)
    counts = {len(given)} | ({PREACTIVATIONS} if "1" in answer.exercise else set())
    if None in a.kw_defaults or not any(least <= n and (a.vararg or n <= most) for n in counts):
        return False
    called = {name for s in answer.statements for name, _, _ in s.calls}
    returning = any(isinstance(n, ast.Return) and n.value for n in ast.walk(node))
    return answer.exercise != "exercise3" or not returning or bool(called & PRINTING)


def _imports_solution(statement):
    """Return whether a statement imports what the program itself is, and no helper of it."""
    imported = statement.imports()
    helpers = [n for n in imported if not n.startswith("exercise") and n not in ("*", "solution")]
    return "solution" in imported.values() and not (
        helpers and isinstance(statement.node, ast.ImportFrom)
    )


def _put_into(statement, solution):
    """Return the exercises that ``solution.exercise1 = backward`` puts into the module."""
    return {
        target.attr
        for target in getattr(statement.node, "targets", ())
        if isinstance(target, ast.Attribute)
        and names.root(target) in solution
        and target.attr in GIVEN
    }


def is_stub(node):
    """Return whether a statement is a function of an exercise that does nothing yet."""
    if not isinstance(node, ast.FunctionDef) or not node.name.startswith("exercise"):
        return False
    body = list(node.body)
    if body and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        body = body[1:]
    return all(_does_nothing(statement) for statement in body)


def _does_nothing(node):
    if isinstance(node, ast.Raise):
        return names.root(node.exc) == "NotImplementedError"
    if isinstance(node, ast.Return):
        return node.value is None or (
            isinstance(node.value, ast.Constant) and node.value.value is None
        )
    return isinstance(node, ast.Pass) or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    )


def _checked(statements, exercise):
    """Return the calls of the checks of an exercise: the place of each, and its arguments.

    The notebooks pass the function; what cells compute is passed by those who write it there.
    """
    return [
        (place, [argument for argument in _arguments(call, exercise) if not _is_exercise(argument)])
        for place, statement in enumerate(statements)
        for name, owner, call in statement.calls
        if name == exercise and owner == "checks"
    ]


def _arguments(call, exercise):
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    return [*call.args, *(named[name] for name in CHECKED.get(exercise, ()) if name in named)]


def _is_exercise(argument):
    name = getattr(argument, "attr", getattr(argument, "id", ""))
    return isinstance(argument, (ast.Attribute, ast.Name)) and name.startswith("exercise")


def _asks(statement, exercise, owners):
    """Return whether a statement calls the function that the student was asked to write."""
    return isinstance(statement.node, (ast.Assign, ast.Expr)) and any(
        name.startswith(exercise) and owner in owners for name, owner, _ in statement.calls
    )


def _function(statements, name, checked):
    """Return the answer that is a function, the last one of its name."""
    places = [place for place, s in enumerate(statements) if name in s.bound and not s.imports()]
    if not places:
        return None
    # What comes after the check may be for another exercise, with helpers of the same names
    end = next((place for place, _ in checked if place > places[-1]), len(statements))
    # What calls it does not make it
    code = [s for s in statements[:end] if name in s.bound or not _asks(s, name, {"", "solution"})]
    return Answer(name.split("_")[0], needed_for(code, {name}), function=name)


def _computed(code, exercise, checked, evidence):
    """Return the answer that cells compute, and give to the check."""
    for start, end, arguments in _attempts(code, exercise, checked):
        expressions = [_expression(a) for a in arguments if names.reads([a])]
        results = tuple(expressions[: len(RESULTS[exercise])]) or RESULTS[exercise]
        targets = names.reads(arguments) if expressions else set(RESULTS[exercise])
        # The second argument of the check of exercise 2 is what was given
        if exercise == "exercise2" and expressions:
            targets = names.reads(arguments[:1])
        written = [s for s in code[start:end] if s.bound & targets and not s.noise]
        if not written:
            continue
        before = [s for s in code[:end] if not _is_loading(s, exercise)]
        needed = needed_for(before, targets)
        if exercise == "exercise2":
            if not evidence and not _is_forward_pass(needed, code):
                continue
            # Whoever calls the function calls this
            needed = [s for s in needed if not _is_backward(s)]
        return Answer(exercise, needed, results=results)
    return None


def _is_forward_pass(needed, code):
    """Return whether statements compute an error from the parameters and the data in PyTorch.

    Notebook 1 computes it in numpy, and notebook 3 by layers.
    """
    read = set().union(*(s.needed | s.late for s in needed))
    text = "\n".join(s.text for s in needed if not s.imports())
    torch = any("torch" in s.imports().values() for s in code)
    other = re.search(r"\b(numpy|np|Sequential|Linear)\b", text)
    return torch and read >= set(GIVEN["exercise2"]) and not other


def _attempts(code, exercise, checked):
    """Yield the parts of a notebook that end in a check, from the last to the first, or all."""
    default = [ast.Name(name, ast.Load()) for name in RESULTS[exercise]]
    ends = [-1, *(place for place, _ in checked)]
    for number in range(len(checked) - 1, -1, -1):
        place, arguments = checked[number]
        simple = [a for a in arguments if not isinstance(a, ast.ListComp)]
        yield ends[number] + 1, place, simple or default
    yield 0, len(code), default


def _is_loading(statement, exercise):
    """Return whether a statement gives the network of the sheet to a notebook."""
    given = {*GIVEN[exercise], "X"} - {"A", "Y"}
    if isinstance(statement.node, ast.For) and LOADING.search(statement.text):
        # Parameter by parameter
        return not statement.bound & given and names.changed(statement.node) <= given
    if not statement.bound or not statement.bound <= given or statement.noise:
        return False
    if exercise == "exercise3":
        return True
    return bool(LOADING.search(statement.text)) or not statement.needed & given


def _is_backward(statement):
    value = getattr(statement.node, "value", None)
    return (
        isinstance(statement.node, ast.Expr)
        and isinstance(value, ast.Call)
        and isinstance(value.func, ast.Attribute)
        and value.func.attr == "backward"
    )


def _printed(code, exercise, checked, evidence):
    """Return the answer to exercise 3: the number that is checked, or what prints or shows one."""
    for place, arguments in reversed(checked):
        answer = _passed_on(code[:place], exercise, arguments)
        if answer:
            return answer
    first_check = checked[0][0] if checked else len(code)
    printing = PRINTING | {
        s.node.name
        for s in code
        if isinstance(s.node, ast.FunctionDef) and any(name == "print" for name, _, _ in s.calls)
    }
    best = None
    for place, statement in enumerate(code):
        prints = any(name in printing for name, _, _ in statement.calls)
        shows = statement.shown and isinstance(statement.node, ast.Expr)
        if isinstance(statement.node, ast.FunctionDef) or not (prints or shows):
            continue
        if any(owner == "checks" for _, owner, _ in statement.calls):
            continue
        needed = _needed_to_print(code[:place], statement.needed | statement.late)
        magnitude = bool(MAGNITUDE.search(_text([*needed, statement])))
        # Without any trace of the exercise, it may be another gradient that is looked at
        if not _is_of_net([*needed, statement]) or not (evidence or magnitude):
            continue
        rank = (magnitude, statement.todo, place < first_check, prints, place)
        if not best or rank > best[0]:
            if prints:
                best = (rank, Answer(exercise, [*needed, statement]))
            else:
                best = (rank, Answer(exercise, needed, show=statement.text))
    return best[1] if best else None


def _passed_on(before, exercise, arguments):
    """Return the answer whose number a check is given: ``checks.exercise3(net, number)``."""
    reads = names.reads(arguments[1:2])
    if not reads:
        return None
    needed, number = _needed_to_print(before, reads), _expression(arguments[1])
    if not _is_of_net(needed, number, reads):
        return None
    return Answer(exercise, needed, show=f"_number({number}\n)")


def _text(statements):
    return "\n".join(s.text for s in statements)


def _is_of_net(statements, more="", reads=frozenset()):
    """Return whether statements, and an expression, look at a gradient in the network."""
    of_net = "net" in reads or any("net" in s.needed | s.late for s in statements)
    return of_net and bool(GRADIENT.search(f"{_text(statements)}\n{more}"))


def _needed_to_print(before, targets):
    before = [s for s in before if not (_is_loading(s, "exercise3") or _fills_network(s))]
    return needed_for(before, targets, given={"net"})


def _fills_network(statement):
    """Return whether a statement gives the network of the sheet to the layers of a notebook."""
    block = isinstance(statement.node, (ast.For, ast.With, ast.Expr))
    return block and not statement.needed.isdisjoint({"W", "B"})


def _expression(node):
    try:
        return ast.unparse(node)
    except RecursionError:
        return ""
