"""The small changes of a program: one token, one operand, one line at a time.

A single mistake is undone by a single small change. A change replaces some characters of the
program's text by others. Nothing here knows what the exercises ask for: every change is tried, and
`checks.search_process` sees which of them make the answer right (R. Singh, S. Gulwani,
A. Solar-Lezama: Automated feedback generation for introductory programming assignments. PLDI
2013).
"""

import builtins
import keyword
import re
import tokenize

from checks.node_changes import of_lines, of_nodes
from checks.source_text import Change, Text

ARITHMETIC = ("+", "-", "*", "/", "@", "**", "%", "//")
COMPARISONS = (">", "<", ">=", "<=", "==", "!=")
ASSIGNMENTS = ("=", "+=", "-=", "*=", "/=", "@=")
NUMBERS = ("0", "1", "2", "3", "4", "-1", "-2", "-3", "5", "6", "16", "0.5")
# What programs for these exercises are made of, beside the names that they have already
FUNCTIONS = ("range", "len", "zip", "reversed", "enumerate", "list", "sum", "abs", "max", "min")
METHODS = ("dot", "sum", "mean", "append", "insert", "reshape", "copy")
PROPERTIES = ("T", "size", "shape")
# Which a program may name by mistake in place of another function
BUILTINS = ("super", "str", "int", "float", "print", "isinstance", "map", "set", "tuple", "dict")
OF_NUMPY = (
    *("dot", "matmul", "outer", "einsum", "sum", "mean", "where", "maximum", "multiply", "sign"),
    *("zeros", "ones", "zeros_like", "ones_like", "empty_like", "array", "asarray", "transpose"),
    *("add", "subtract", "greater", "float64", "newaxis", "square", "heaviside"),
)
OF_TORCH = ("relu", "clamp", "matmul", "mm", "pow", "square", "mean", "backward", "maximum")
OF_LISTS = ("append", "insert", "reverse", "extend", "items", "keys", "values", "get", "pop")
OPTIONS = ("axis", "keepdims", "strict", "dtype", "start")


def changes(source, others=(), functions=()):
    """Return all changes of a text, each once, the cheap ones first.

    Parameters
    ----------
    source : str
        A statement, such as the definition of a function.
    others : sequence of str
        Names that it may use beside its own.
    functions : collection of str
        Those names that can be called.

    Returns
    -------
    list of Change
    """
    text = Text(source)
    found = [*of_tokens(text, Words(text, others, functions)), *of_nodes(text), *of_lines(text)]
    unique = {}
    for change in sorted(found, key=lambda change: change.cost):
        # Two tokens may be one: a change is what comes out
        unique.setdefault((change.start, change.end, change.text), change)
    return list(unique.values())


# One token


class Words:
    """The words that can stand in a program, by what they are."""

    def __init__(self, text, others, functions) -> None:
        own, standard = text.names(), set(dir(builtins))
        names = (own | set(others)) - standard
        self.functions = sorted(names & set(functions))
        self.values = sorted(names - set(functions))
        self.builtins = sorted({*FUNCTIONS, *(own & standard)})
        self.more_builtins = sorted({*BUILTINS} - own)
        called, asked = text.attributes()
        self.methods = sorted(called | set(METHODS))
        self.properties = sorted(asked | set(PROPERTIES))
        self.more = sorted({*OF_NUMPY, *OF_LISTS, *OF_TORCH} - set(self.methods))
        self.strings = sorted({t.string for t in text.tokens if t.type == tokenize.STRING})


def of_tokens(text, words):
    """Yield the changes of a single token: another one in its place, none, or one more."""
    tokens = [None, *text.tokens, None]
    for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        start, end = text.place(*token.start), text.place(*token.end)
        string, follows = token.string, after.string if after else ""
        for new, cost in _others(token, before, follows, words):
            if new != string:
                yield Change(token.start[0], start, end, new, cost)
        dot = before is not None and before.string == "."
        if dot and token.type == tokenize.NAME:
            yield Change(token.start[0], start - 1, end, "", 2)
        yield from _insertions(token, follows, start, end, words)


def _others(token, before, follows, words):
    """Yield what could stand in place of a token, and its cost."""
    string, previous = token.string, before.string if before else ""
    if token.type == tokenize.OP:
        families = (ARITHMETIC, COMPARISONS)
        if string in ARITHMETIC + COMPARISONS:
            for family in families:
                yield from _each(family, 1 if string in family else 2)
            yield "", 2
        elif string in ASSIGNMENTS and (string != "=" or previous not in OPTIONS):
            yield from _each(ASSIGNMENTS, 2)
    elif token.type == tokenize.NUMBER:
        yield from _each(NUMBERS, 1)
        if string.isdigit():
            yield from ((str(int(string) + step), 1) for step in (-1, 1))
        yield from _each(words.values, 3)
    elif token.type == tokenize.NAME and string in ("True", "False"):
        yield str(string == "False"), 1
    elif token.type == tokenize.NAME and not keyword.iskeyword(string):
        yield from _other_names(previous, follows, words)
    elif token.type == tokenize.STRING:
        yield from _each(words.strings, 1)
        yield from _other_letters(string)


def _other_names(previous, follows, words):
    """Yield what could stand in place of a name: the likelier it is, the less it costs."""
    called = follows == "("
    if previous == ".":
        yield from _each(words.methods, 1 if called else 3)
        yield from _each(words.properties, 3 if called else 1)
        yield from _each(words.more, 2 if called else 3)
        return
    if follows == "=" and previous in ("(", ","):
        yield from _each(OPTIONS, 1)
    assigned = follows in ASSIGNMENTS or previous == "for"
    yield from _each(words.values, 2 if assigned else 1)
    yield from _each(words.functions, 1 if called else 3)
    yield from _each(words.builtins, 1 if called else 3)
    yield from _each(words.more_builtins, 2 if called else 3)


def _each(words, cost):
    return ((word, cost) for word in words)


def _other_letters(string):
    """Yield a text with one letter changed into another of its letters, or two exchanged."""
    letters = sorted(set(re.findall("[a-z]", string)))
    if len(string) > 24 or "->" not in string:
        return
    for place in range(1, len(string) - 1):
        for letter in letters:
            yield string[:place] + letter + string[place + 1 :], 1
    for place in range(1, len(string) - 2):
        swapped = string[place + 1] + string[place]
        yield string[:place] + swapped + string[place + 2 :], 2


def _insertions(token, follows, start, end, words):
    """Yield the changes that put something before a token, or after it."""
    line = token.start[0]
    name = token.type == tokenize.NAME and not keyword.iskeyword(token.string)
    if name or token.type == tokenize.NUMBER or token.string in ("(", "["):
        yield Change(line, start, start, "-", 2)
        yield Change(line, start, start, "*", 3)
    if (name or token.string in (")", "]")) and follows != "(":
        yield from (Change(line, end, end, f".{word}", 2) for word in words.properties)
    elif name or token.string in (")", "]"):
        yield from (Change(line, end, end, f".{word}", 2) for word in words.methods)
        yield from (Change(line, end, end, f".{word}", 3) for word in words.more)
    if follows == "(" and (name or token.type == tokenize.NUMBER or token.string in (")", "]")):
        # An operator that is missing before a parenthesis makes it a call
        yield from (Change(line, end, end, f" {operator} ", 2) for operator in ARITHMETIC)
