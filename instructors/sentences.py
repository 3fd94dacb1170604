"""What a student reads of the grading, beside the feedback. A translation changes it as well."""

# Why a program was ended
ENDED = {
    "slow": "It took longer than {seconds:g} seconds.",
    "processes": "It started more than {processes} processes.",
    "memory": "It used more than {memory} MB of memory.",
    "files": "It made more than {files} files.",
    "answer": "It returned too much.",
    "patched": "It changed the program that calls it.",
    "signal": "The interpreter was ended by the signal {name}.",
    "itself": "The interpreter ended before it gave an answer.",
}
GRADING = {
    "missing": "Not done. `{said}`",
    "absent": "There is no function `{name}` in what was handed in.",
    "import": "The program cannot be loaded. It stopped with an error.",
    "error": "The program stopped with an error.",
    "product": "A matrix product was wanted there, of the shapes {left} and {right}: the last "
    "number of the first shape and the first of the second must be the same.",
    "inner": "A matrix product was wanted there. The last number of the first shape is {left}, the "
    "first of the second is {right}: they must be the same.",
    "pairs": "Arrays of the shapes {left} and {right} should meet there entry by entry. That needs "
    "equal shapes, or a 1, or nothing, where they differ.",
    "one size": "Two tensors should meet there entry by entry, and in one of their shapes there is "
    "{left} where the other has {right}. That needs equal shapes, or a 1, or nothing, where they "
    "differ.",
    "ended": "The program was ended, or ended itself. {reason}",
    "unsure": "Ended by a signal that the program, or something else, has sent; it is not kept.",
    "unreadable": "The program gave no answer that can be read.",
    "known": "On the network of the exercises:",
    "right": "On a network {sizes} with {samples} samples: right",
    "wrong": "On a network {sizes} with {samples} samples: wrong from {name} on",
    "stopped": "On a network {sizes} with {samples} samples: stopped by an error",
    "checks": "`python -m checks` tries your functions on networks of these sizes, and says in "
    "which line they stop.",
    "no answer": "On a network {sizes} with {samples} samples: no answer. {reason}",
    "not judged": "What came back could not be judged ({error}), and counts as no answer. "
    "Please look at it.",
    "sign": ". The number has the wrong sign: the magnitude is asked for.",
    "numbers": "On the network of the exercises the answer is right, and on others it is not: does "
    "the program compute it from its arguments?",
    "sizes": "The other networks have other numbers of units and samples: does the program take "
    "all sizes from its arguments?",
    "torch": "Exercise 1 is solved without automatic differentiation, so PyTorch was not there.",
    "patched": "The program has changed what calls it, so there are no points. Please look at it.",
    "graph": "Exercise 2 asks for a forward pass in PyTorch. The operations that led to this error "
    "are not those of the network, whatever the gradients are, so there are no points for it.",
    "no graph": "The operations that led to the error could not be looked at.",
    "large": "Right on small networks, and on a large one it does not come to an end, or is wrong. "
    "Perhaps it takes differences in place of a backward pass: please read it.",
    "nothing": "There is no program in what was handed in: no solution.py, and no notebook with an "
    "answer.",
    "heavy": "What was handed in takes more memory or time to read than a program of this course "
    "can need. Please hand in solution.py, or the notebooks, and nothing else.",
    "by hand": "The points were set by hand, in place of {computed}. {reason}",
    "by hand alone": "The points were set by hand. {reason}",
    "newer": "It is written for Python {version}, and this is Python {this}: it has to be graded "
    "with a newer one.",
    "package": "Handed in with {packages}, which can differentiate: please read the program.",
    "failed": "This exercise was not graded, which is not your fault. {reason}",
}
