"""Change one token of a program, in every way that a student might."""

import io
import keyword
import tokenize
from itertools import pairwise

OPERATORS = ("+", "-", "*", "/", ">", "<", ">=", "<=", "==", "!=", "**", "%", "@")
ASSIGNMENTS = ("=", "+=", "-=")
ATTRIBUTES = ("sum", "mean", "max", "dot", "size", "T", "append", "insert")
LAYOUT = (tokenize.NEWLINE, tokenize.NL, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER)
HEADERS = ("def ", "class ", "import ", "from ")


def mutants(source: str) -> list[tuple[int, str]]:
    """Return all mutants of a program, with the number of the line; not all are valid Python."""
    lines = source.splitlines(keepends=True)
    tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    names = {
        token.string
        for token in tokens
        if token.type == tokenize.NAME and not keyword.iskeyword(token.string)
    }
    found = set()
    for before, token in pairwise(tokens):
        row, start, end = token.start[0], token.start[1], token.end[1]
        if token.type in LAYOUT or row < 3 or lines[row - 1].lstrip().startswith(HEADERS):
            continue
        for new in replacements(token, before, names - {"exercise1"}):
            begin, text = (start - 1, "") if new is None else (start, new)
            line = lines[row - 1][:begin] + text + lines[row - 1][end:]
            mutant = "".join([*lines[: row - 1], line, *lines[row:]])
            if mutant != source:
                found.add((row, mutant))
    return sorted(found)


def replacements(
    token: tokenize.TokenInfo, before: tokenize.TokenInfo, names: set[str]
) -> list[str | None]:
    """Return what stands in place of a token; None drops an attribute with its dot."""
    if token.type == tokenize.OP and token.string in OPERATORS:
        return [*OPERATORS, ""]
    if token.type == tokenize.OP and token.string in ASSIGNMENTS:
        return [*ASSIGNMENTS]
    if token.type == tokenize.NUMBER:
        return [str(number) for number in range(-2, 5)]
    if token.type == tokenize.NAME and before.string == ".":
        return [None, *ATTRIBUTES]
    if token.type == tokenize.NAME and not keyword.iskeyword(token.string):
        return sorted(names)
    return []
