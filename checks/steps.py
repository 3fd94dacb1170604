"""What a student reads of a step on the way, of the numerical check, and of compared ways."""

ERROR_ONLY = "The error is right. The gradient was not looked at."
SIGNAL_RIGHT = "{name} is right."
NEEDED = {
    "complete": "This cell needs the whole answer. {text}",
    "right": "From here on the notebook needs a right {name}. {text}",
}
NO_FUNCTION = "From here on the notebook needs {name}, and solution.py has no such function."

# The numerical check, and the comparison of several ways
DIFFERENCES = ("array", "agree", "largest difference at", "yours", "numerically")
SOME_OF = "{count} of {size}"
AGREE = (
    "{agreeing} of {present} derivatives agree with the central differences; the network has "
    "{total} parameters."
)
NO_GRADIENT = "There is nothing to compare yet."
NO_DIFFERENCES = "The error could not be computed. Python says: {kind}: {message}"
WAYS = ("array", "shape")
NORM = "norm, {way}"
NO_WAY = (
    "This is {found}. A gradient is two lists of arrays, two lists of parameters after "
    "`backward()`, an `nn.Sequential` after `backward()`, or a function."
)
DIGITS_AGREE = "{digits} digits agree"
DIFFER = "they differ"

# A signal on the way back; more in `checks.sentences`
SENTENCES = {
    "no-signal": "There is nothing to judge yet.",
    "unknown-name": "This is not the name of a signal: {found}. The name comes first, then the "
    'signal, such as `checks.signal("DZ4", DZ4)`. The names are {names}.',
    "transposed-signal": "It is the transpose of the right array. The samples are the rows, the "
    "units the columns.",
    "wrong-signal-shape": "Its shape is {found}, expected is {expected}: one row per sample, one "
    "column per unit.",
    "another-signal": "This is {other}.",
    "before-relu": "This is {other}, how the error changes with what leaves the units. What "
    "happens between there and what enters them?",
    "unknown-signal": "This is none of the usual mistakes. Work it out for one unit and one "
    "sample.",
    "size-of-error": "{wrong} of {size} entries are wrong. The largest error is {largest:.3g}, in "
    "sample {sample}, unit {unit}.",
    "other-error": "err is {found:.6g}, not {expected:.6g}.",
}
