"""What the messages of numpy and PyTorch on shapes mean, in the words of the checks."""

import re

from instructors.student_messages import GRADING

SHAPE = r"\(\d+,\)|\(\d+(?:, ?\d+)+\)"
# The sentence for what was wanted, by the message
MESSAGES = {
    rf"shapes ({SHAPE}) and ({SHAPE}) not aligned": "product",
    r"mat1 and mat2 shapes cannot be multiplied \((\d+x\d+) and (\d+x\d+)\)": "product",
    r"mismatch in its core dimension 0.* \(size (?P<right>\d+) is different from (?P<left>\d+)\)": (
        "inner"
    ),
    rf"could not be broadcast together with shapes ({SHAPE}) ({SHAPE})": "pairs",
    r"The size of tensor a \((\d+)\) must match the size of tensor b \((\d+)\)": "one size",
}
LONGEST = 12  # digits of a size, which the program may have made up


def explained(text: str) -> str:
    """Return what a traceback says of shapes that do not fit, or nothing."""
    last = text.strip().splitlines()[-1:] or [""]
    for message, kind in MESSAGES.items():
        if found := re.search(message, last[0]):
            named = found.groupdict()
            left, right = (named["left"], named["right"]) if named else found.groups()
            if max(map(len, re.findall(r"\d+", left + right))) <= LONGEST:
                return GRADING[kind].format(left=_shape(left), right=_shape(right))
    return ""


def _shape(text: str) -> str:
    """Return a shape as numpy writes it."""
    numbers = re.findall(r"\d+", text)
    if not re.search(r"[x,]", text):
        return text
    return f"({', '.join(numbers)}{',' * (len(numbers) == 1)})"
