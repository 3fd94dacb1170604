"""Something that was found in an answer, as data; its words stand in `checks.sentences`."""

import re
from dataclasses import dataclass, field
from typing import Any

from checks import sentences

# What is said of an answer, of a network and of an array if no mistake is known
UNEXPLAINED = {"unknown", "unknown-network", "single-array"}
# The field of what was found on a way back that the student has written in a forward pass
OWN_BACKWARD = "own_backward"


def code(text: object) -> str:
    """Quote what is code, as Markdown does, even if there are backticks in it."""
    text = str(text)
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence, space = "`" * (longest + 1), " " * bool(longest)
    return f"{fence}{space}{text}{space}{fence}"


def fill(sentence: str, fields: dict) -> str:
    """Fill a sentence. What it quotes may be of a student's program, and hold anything."""
    parts = [part.format(**fields) for part in sentence.split("`")]
    parts[1::2] = map(code, parts[1::2])
    return "".join(parts)


@dataclass(frozen=True)
class Finding:
    """Something that was found, and what is to be filled into its sentence."""

    name: str  # a key of `checks.sentences.SENTENCES`
    # By the names of the fields. `layer` and `other` are the numbers of layers, `together` is the
    # product of all factors that were found
    fields: dict[str, Any] = field(default_factory=dict)
    forward: bool = False  # whether a forward pass was written, and not a backward pass
    # The names of the arrays of which the sentence is true, if it is not true of all
    alone: str = ""
    # Whether this, together with what else was found, explains every number of the answer
    explains: bool = False

    def __post_init__(self) -> None:
        _ = self.sentence

    @property
    def identifier(self) -> str:
        """The name, followed by the numbers of layers where there are any."""
        layers = [str(self.fields[name]) for name in ("layer", "other") if name in self.fields]
        return "-".join([self.name, *layers])

    @property
    def sentence(self) -> str:
        """What the student reads."""
        sentence = sentences.SENTENCES[self.name]
        if self.forward:
            sentence = sentences.FORWARD_SENTENCES.get(self.name, sentence)
        if "together" in self.fields:
            sentence = sentences.TOGETHER.format(sentence=sentence)
        if OWN_BACKWARD in self.fields:
            sentence = sentences.BELIEVED.format(sentence=sentence)
        sentence = fill(sentence, self.fields)
        return (
            sentences.ALONE.format(names=self.alone, sentence=sentence) if self.alone else sentence
        )
