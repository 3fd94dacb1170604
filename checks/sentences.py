"""What a student reads of an answer. What the grading adds is in `instructors.student_messages`.

`SENTENCES` holds, for every identifier of a mistake, what the student is told. Fields in braces
are filled in. A sentence says what the numbers look like and asks where to look; it does not say
what to write.
"""

# The table
VERDICTS = {True: "✓ right", False: "✗ wrong", None: "- none"}
HEADINGS = ("array", "verdict", "shape")
EXPECTED_SHAPE = "{found}, expected {expected}"

# Below the table
ALL_RIGHT = "Everything is right."
DONE = "Everything is right. Exercise {number} is done: {points}."
NEXT_NOTEBOOK = "Next: {notebook}."
NOTEBOOK = "notebook {number}"
FIRST_WRONG = "{name} is the first wrong one. {sentences}"
GRADIENTS_ONLY = (
    "The gradients in the network are right. Whether you printed the right one of them was not "
    "looked at: pass on the number that you printed, checks.exercise3(net, number)."
)
THINGS = "{count} things, each as it would look alone: {listed}"
COUNTS = {2: "Two", 3: "Three"}
MANY = "Several"
TOGETHER = "{sentence} Together, all numbers are {{together:.6g}} times as large as they should be."
BELIEVED = (
    "err is right, but `.grad` does not hold its gradients: on the way back PyTorch believes what "
    "a `backward` of your own returns. {sentence}"
)
ALONE = "This is true of {names} and not of all the others: {sentence}"
TIMES = "{name} is {factor:.6g} times"
SPOT = "line {line} of {place}: `{text}`"
NUMBER = "line {line} of {place}"
LOOK_AT = {
    1: "Look at {0}.",
    2: "Look at {0}, or else at {1}.",
    3: "Look at {0}, or else at {1}, or at {2}.",
    "both": "Look at {0}, and at {1}.",
    "these": "Look at these two lines.",
}
THIS_LINE = "this line"
SO_FAR = {True: "Everything so far is right.", False: "Nothing is there yet."}
OR_SUM = (
    " Or all units came to share one number: the weights W[{layer}] that lead to a unit add up to "
    "0. Each connection has a weight of its own, forward and backward."
)
RIGHT_BEFORE = " Everything before it is right: {names}."
AND = " and "
IN = ", in {spot}"

# A step on the way, and cells that need more than there is
ERROR_ONLY = "The error is right. The gradient was not looked at."
SIGNAL_RIGHT = "{name} is right."
NEXT = " Next: {name}."
NEEDED = {
    "names": "This cell needs what no cell has computed yet: {names}. The one further up that does "
    "has to run first, to its end.",
    "complete": "This cell needs the whole answer. {text}",
    "right": "From here on the notebook needs a right {name}. {text}",
    "empty": "From here on the notebook needs a right {name} in solution.py, and there it is still "
    "as it was handed out. If your answer stands in the notebook, write it there, and save the "
    "file.",
}
IN_ORDER = "All cells down to this one were run from top to bottom, as the grading runs them."
OUT_OF_ORDER = {
    "before": "`{cell}` was run before `{above}`, which stands above it.",
    "not run": "`{cell}` was not run as it is saved. Save the notebook.",
}
RESTART = (
    "The grading runs all cells from top to bottom, in a new kernel. So does "
    '"Restart Kernel and Run All Cells": choose it, and look whether all is still right.'
)
NO_FUNCTION = "From here on the notebook needs {name}, and solution.py has no such function."

# The numerical check, and the comparison of several ways
DIFFERENCES = ("array", "agree", "largest difference at", "yours", "numerically")
SOME_OF = "{count} of {size}"
AGREE = (
    "{agreeing} of {present} derivatives agree with the central differences; the network has "
    "{total} parameters."
)
NO_GRADIENT = "There is nothing to compare yet."
NO_DIFFERENCES = "The error could not be computed. Python says: `{kind}: {message}`"
WAYS = ("array", "shape")
NORM = "norm, {way}"
NO_WAY = (
    "This is {found}. A gradient is two lists of arrays, two lists of parameters after "
    "`backward()`, an `nn.Sequential` after `backward()`, or a function."
)
DIGITS_AGREE = "{digits} digits agree"
DIFFER = "they differ"
SAME_NUMBER = "{number:.6g}, the same in each entry"
TIMES_OF_VALUE = "{value}, {factor:.6g} times"
TIMES_AS_LARGE = "{factor:.6g} times as large"
ADDED_UP = (
    "{way} is {factor:.0f} times too large. `backward()` adds to what `.grad` holds already: clear "
    "the gradients, and call it once."
)

# The values on the way
VALUES_BACKWARD = {
    "signal": "the signal of the units whose input is Z{next}",
    "back": "what comes back to the units A{layer}",
    "weights": "DW[{layer}]",
    "biases": "DB[{layer}]",
    "sample": "what a sample contributes to DW[{layer}]",
    "slope": "the slopes of the units A{layer}",
    "through": "W[{layer}]",
}
VALUES_FORWARD = {
    "product": "the product of what a layer gets and W[{layer}]",
    "sum": "the pre-activations Z{next}",
    "activation": "the activations A{next}",
    "difference": "the difference of Y and T",
    "square": "the squared difference",
    "error": "the error",
}

# At a line of which nothing else is known
MEETS = " What meets there is still right: {found}."

# What a value is, where it should be something else
KINDS = {
    "NoneType": "None",
    "str": "text",
    "bytes": "text",
    "ndarray": "a numpy array",
    "U": "text",
    "S": "text",
    "b": "truth values",
    "c": "complex numbers",
    "O": "an array of objects",
}
ARTICLES = {False: "a {name}", True: "an {name}"}
MASKED = "a masked array, some of whose entries are missing"
NESTED = "lists within lists without an end"
NAN = "NaN, which is not a number"
INFINITY = "infinity"
IS = "{name} is {found}."
HAS_LENGTH = "{name} has the length {length}."
RETURNED = "The function returned {found}."
RETURNED_LENGTH = "The function returned {length} things."
SHAPES_OF_LAYERS = "The layers have weights of shapes {found}."
THIS_IS = "This is {found}."
WEIGHTS_OF = "the weights {name}"

SENTENCES = {
    # The error and its derivative
    "missing-factor-2": "The numbers are half as large as they should be. The error is the mean of "
    "squares: what is the derivative of a square?",
    "sum-for-mean": "The numbers are {size} times too large, as if the error were a sum. It is a "
    "mean.",
    "mean-twice": "The numbers are {size} times too small, as if the mean had been taken twice. It "
    "enters once, with the error.",
    "wrong-sign": "The numbers are right, their sign is not. If an output that is too "
    "large grows, does the error grow or shrink?",
    "norm-of-differences": "The numbers are those of the norm of the differences, the root of the "
    "sum of their squares. The error of this exercise is the mean of the squares, without a root.",
    "root-of-error": "The numbers are those of the root of the error. The error of this exercise "
    "is the mean of the squares, without a root.",
    "mean-before-square": "The numbers are those of the square of the mean difference. Which comes "
    "first, the squares or the mean?",
    "targets-ignored": "The numbers are those of an error without targets. Where does T enter the "
    "derivative of the error?",
    "outputs-ignored": "The numbers are those of an error without outputs. Where does Y enter the "
    "derivative of the error?",
    "output-for-error": "This is the gradient of the mean output. The chain begins one link "
    "earlier: how does the error change with the output?",
    "error-not-differentiated": "The squared differences themselves were sent back. It is their "
    "derivative that travels back.",
    "absolute-error": "The numbers are those of the absolute difference of Y and T. The error of "
    "this exercise is the squared difference.",
    "factor-of-one": "What is sent back from the output is no multiple of the difference of Y and "
    "T: one of the two was multiplied by a factor that the other one was not. Which operation does "
    "Python carry out first?",
    "targets-added": "The numbers are those of an error in which T is added to Y. The error grows "
    "with the difference of the two.",
    "last-sample": "The numbers are those of the last sample alone. What becomes of the "
    "contributions of the samples before it?",
    "first-sample": "The numbers are those of the first sample alone. What becomes of the "
    "contributions of the samples after it?",
    "last-samples": "The numbers are those of the last {count} samples alone. What becomes of the "
    "contributions of the samples before them?",
    "first-samples": "The numbers are those of the first {count} samples alone. What becomes of "
    "the contributions of the samples after them?",
    "same-for-all-samples": "What is sent back from the output is one and the same number for all "
    "samples. How does the error change with the output of each?",
    "flat-targets": "It looks as if one of Y and T had the shape ({samples},). Then Y - T pairs "
    "every output with every target, and has the shape ({samples}, {samples}). Print the shapes of "
    "Y and T.",
    "cross-entropy": "What was sent back is the derivative of another error, a cross entropy. The "
    "error of this exercise is the mean of the squared differences.",
    "error-itself": "The error itself was sent back, one number for all samples. What is wanted is "
    "how it changes with each output.",
    "difference-without-sign": "What is sent back from the output never has more than one sign, "
    "or has lost a part. Some outputs are too large and some too small: in which direction should "
    "each of them change?",
    "other-power": "What is sent back is made of another power, or another function, of the "
    "difference of Y and T than the error of this exercise, the mean of squares, has as its "
    "derivative.",
    "relative-error": "The difference of Y and T was multiplied or divided by one of the two, or "
    "by its own size. Each sample counts alike in the error of this exercise, the mean of squares.",
    "squares-before-difference": "Y and T were squared each by itself, and subtracted then. Which "
    "comes first in the error of this exercise, the difference or the square?",
    "product-of-both": "What is sent back is a product of Y and T. The error of this exercise "
    "depends on their difference.",
    "huber-error": "Where Y and T are far apart, their difference was cut off, as Huber's error "
    "does (smooth L1). The error of this exercise is the mean of the squares of all of them.",
    "other-outputs": "Before T was subtracted, the outputs have passed another function, such as a "
    "ReLU, a sigmoid, a tanh or a softmax. The output unit is linear.",
    "outputs-of-other-samples": "The targets were compared with the outputs of other samples, or "
    "with their mean. Which output belongs to which target?",
    "targets-of-other-samples": "The outputs were compared with the targets of other samples. "
    "Which target belongs to which output? Print both, side by side.",
    "targets-averaged": "All outputs were compared with the mean of the targets. Each sample has a "
    "target of its own.",
    "targets-rounded": "The targets have lost what follows the point. Which kind of numbers does "
    "the array or tensor hold that they stand in?",
    "targets-scaled": "The targets were scaled before Y was compared with them. In this exercise "
    "they are used as they are.",
    "sample-alone": "The numbers are those of sample {sample} alone, counted from 0. What becomes "
    "of the contributions of the others?",
    "mask-at-output": "What is sent back from the output was stopped where Y is not positive, as "
    "if there were a ReLU. The output unit is linear.",
    "sigmoid-at-output": "What is sent back was multiplied by the slope of a sigmoid at the "
    "output. The output unit is linear.",
    "tanh-at-output": "What is sent back was multiplied by the slope of a tanh at the output. The "
    "output unit is linear.",
    "output-at-output": "What is sent back was multiplied by the outputs Y. The output unit is "
    "linear: what is its slope?",
    # ReLU on the way back
    "missing-masks": "The numbers are those of a network without ReLU. On the way back, what "
    "happens at a unit that was off? If you did ask which units were on: an activation is never "
    "negative, so `A >= 0` is true for all of them.",
    "missing-mask": "The numbers are those of a network whose units A{layer} have no ReLU. On the "
    "way back, what happens at one of these units that was off?",
    "masks-one-layer-up": "Every layer was switched like the layer above it. Which units did ReLU "
    "switch off in the layer that you are passing?",
    "masks-one-layer-down": "Every layer was switched like the layer below it. Which units did "
    "ReLU switch off in the layer that you are passing?",
    "wrong-mask": "The units A{layer} were switched on and off like the units A{other}. Each "
    "layer has its own pattern.",
    "masks-of-one-layer": "All units were switched on and off like the units A{other}. Each layer "
    "has its own pattern.",
    "inverted-masks": "What travels back passes the units that were off, and stops at those that "
    "were on. Which of them handed on what came in?",
    "inverted-mask": "At the units A{layer}, what travels back passes those that were off, and "
    "stops at those that were on. Which of them handed on what came in?",
    "closed-mask": "Below the units A{layer} all is zero. Either nothing was filled in there yet, "
    "or none of them let anything pass: an activation is never negative, so `A < 0` is never "
    "true.{or_sum}",
    "activations-for-masks": "At the ReLUs, what travels back was multiplied by their activations. "
    "What counts is their slope, which is 0 or 1.",
    "activation-for-mask": "At the units A{layer}, what travels back was multiplied by their "
    "activations. What counts is the slope of ReLU, which is 0 or 1.",
    "signals-for-masks": "At the ReLUs, what travels back was stopped where it is negative itself. "
    "What counts is whether a unit was on when the sample went forward.",
    "signal-for-mask": "At the units A{layer}, what travels back was stopped where it is negative "
    "itself. What counts is whether a unit was on when the sample went forward.",
    "sigmoid-slopes": "At the hidden units, what travels back was multiplied by a sigmoid, by its "
    "slope, or by a(1 - a). These units are ReLUs: which two slopes has a ReLU?",
    "sigmoid-slope": "At the units A{layer}, what travels back was multiplied by a sigmoid, by its "
    "slope, or by a(1 - a). These units are ReLUs: which two slopes has a ReLU?",
    "tanh-slopes": "At the hidden units, what travels back was multiplied by the slope of a tanh, "
    "or by 1 - a². These units are ReLUs: which two slopes has a ReLU?",
    "tanh-slope": "At the units A{layer}, what travels back was multiplied by the slope of a tanh, "
    "or by 1 - a². These units are ReLUs: which two slopes has a ReLU?",
    "leaky-slopes": "The numbers are those of leaky ReLUs: the units that were off let a part of "
    "what travels back pass. What leaves a unit of this network that is off?",
    "leaky-slope": "The units A{layer} that were off let a part of what travels back pass, as "
    "leaky ReLUs do. What leaves a unit of this network that is off?",
    "sums-for-masks": "At the ReLUs, what travels back was multiplied by their pre-activations. "
    "What counts is the slope of ReLU, which is 0 or 1.",
    "sum-for-mask": "At the units A{layer}, what travels back was multiplied by their "
    "pre-activations. What counts is the slope of ReLU, which is 0 or 1.",
    "masks-of-one-sample": "The units were switched as they are for sample {sample} alone, counted "
    "from 0. Every sample switches them in its own way.",
    "mask-of-one-sample": "The units A{layer} were switched as they are for sample {sample} alone, "
    "counted from 0. Every sample switches them in its own way.",
    "masks-of-one-unit": "All units of a layer were switched like one of them. Each unit is on or "
    "off by itself.",
    "mask-of-one-unit": "All units A{layer} were switched like one of them. Each unit is on or off "
    "by itself.",
    "signs-for-masks": "At the units that were off, what travels back has changed its sign. What "
    "comes through a unit that was off?",
    "sign-for-mask": "At the units A{layer} that were off, what travels back has changed its sign. "
    "What comes through a unit that was off?",
    "masks-of-means": "At the ReLUs, what travels back was multiplied by the same for all samples, "
    "a mean over them. Every sample switches the units in its own way.",
    "mask-of-means": "At the units A{layer}, what travels back was multiplied by the same for all "
    "samples, a mean over them. Every sample switches the units in its own way.",
    "masks-reversed": "The first hidden layer was switched like the last one, and so on: the masks "
    "stand in reverse order. Which units did ReLU switch off in the layer that you are passing?",
    "masks-with-bound": "What travels back was stopped at units whose pre-activation is above some "
    "number, too. Where does the slope of ReLU change?",
    "mask-with-bound": "At the units A{layer}, what travels back was stopped where their "
    "pre-activation is above some number, too. Where does the slope of ReLU change?",
    "other-slopes": "At the ReLUs, what travels back was multiplied by another function of their "
    "activations or pre-activations than the slope of ReLU. Which two slopes has a ReLU?",
    "other-slope": "At the units A{layer}, what travels back was multiplied by another function of "
    "their activations or pre-activations than the slope of ReLU. Which two slopes has a ReLU?",
    "slopes-added": "At the ReLUs, the slopes or the activations were added to what travels back, "
    "or subtracted. What does a factor on the way forward become on the way back?",
    "slope-added": "At the units A{layer}, the slopes or the activations were added to what "
    "travels back, or subtracted. What does a factor on the way forward become on the way back?",
    "signs-lost-on-the-way": "At the hidden units, what travels back has lost its sign. Some units "
    "should grow for a smaller error, others shrink.",
    "sign-lost-on-the-way": "At the units A{layer}, what travels back has lost its sign. Some of "
    "them should grow for a smaller error, others shrink.",
    "clipped-on-the-way": "At the hidden units, what travels back was cut off where it is large. "
    "The gradient is wanted as it is.",
    "clipped-at-units": "At the units A{layer}, what travels back was cut off where it is large. "
    "The gradient is wanted as it is.",
    "units-alike": "In every hidden layer, all units got one number per sample: what came back to "
    "them was summed over the units, or the mean or the largest was taken. Each unit has its own.",
    "units-of-layer-alike": "All units A{layer} got one number per sample: what came back to them "
    "was summed over the units, or the mean or the largest was taken. Each unit has its own.",
    "masks-with-threshold": "What travels back passes only units whose pre-activation is above "
    "some number. Where does the slope of ReLU change?",
    "mask-with-threshold": "At the units A{layer}, what travels back passes only those whose "
    "pre-activation is above some number. Where does the slope of ReLU change?",
    "guided-signals": "At the ReLUs, what travels back was stopped where a unit was off, but also "
    "where it is negative itself. Only the first of the two belongs there.",
    "guided-signal": "At the units A{layer}, what travels back was stopped where a unit was off, "
    "but also where it is negative itself. Only the first of the two belongs there.",
    "constants-where-off": "From the units that were off, a constant number was sent on. What "
    "comes through a unit that was off?",
    "constant-where-off": "From the units A{layer} that were off, a constant number was sent on. "
    "What comes through a unit that was off?",
    "slopes-for-signals": "What was sent on from the hidden units are the slopes of ReLU alone. "
    "What becomes of that which came back to the units?",
    "slope-for-signal": "What was sent on from the units A{layer} are the slopes of ReLU alone. "
    "What becomes of that which came back to the units?",
    "activations-for-signals": "What was sent on from the hidden units are their activations. What "
    "becomes of that which came back to the units?",
    "activation-for-signal": "What was sent on from the units A{layer} are their activations. What "
    "becomes of that which came back to the units?",
    "slopes-of-signals-alone": "What was sent on from the hidden units are slopes alone, and these "
    "were taken at what travels back. At which values does a unit have its slope, and what becomes "
    "of that which came back to it?",
    "slope-of-signal-alone": "What was sent on from the units A{layer} are slopes alone, and these "
    "were taken at what travels back. At which values does a unit have its slope, and what becomes "
    "of that which came back to it?",
    "slopes-of-signals": "The slopes were taken at what travels back, and not at the units. What "
    "counts is whether a unit was on when the sample went forward.",
    "slope-of-signal": "At the units A{layer}, the slope was taken at what travels back, and not "
    "at the units. What counts is whether a unit was on when the sample went forward.",
    # What travels back
    "kept-signal": "All layers below the units A{other} took the same thing that came back, and "
    "not each what the layer above it hands on. Does every step begin where the last one ended?",
    "summed-signals": "What travels back was summed over the samples, as for the gradient of a "
    "bias. On its way, each sample keeps a row of its own.",
    "masks-in-gradient-only": "The gradients were collected after ReLU, but what goes on to the "
    "layer below is what was there before it. What does a unit that was off hand on?",
    "weights-sent-back": "From layer to layer, the weights alone travel back. What becomes of that "
    "which came back to the units above?",
    "activations-sent-back": "What travels back to a layer is made of the activations of the units "
    "above it, and not of what came back to these.",
    "slopes-sent-back": "What travels back to a layer is made of the slopes of the units above it "
    "alone. What becomes of that which came back to these?",
    "gradients-sent-back": "What comes back to a unit is the sum of the gradients of the weights "
    "that leave it. How does the error change with what the unit hands on, and what with its "
    "weights?",
    "own-products-sent-back": "What comes back to a unit is its own activation, times the weights "
    "that leave it. What becomes of that which came back to the units above?",
    "all-weights-skipped": "What travels back passed no weights. Every connection weights what "
    "passes it, forward and backward.",
    "signal-of-output-everywhere": "At every layer, what is sent back from the output was taken as "
    "if it came straight from there. What lies between the output and a layer?",
    "signals-added-up": "What travels back for a sample still holds that of the samples before it. "
    "Where does a sample begin with nothing?",
    "error-multiplied-again": "At every layer, what travels back was multiplied by what is sent "
    "back from the output. That is in it already: where does it enter the chain?",
    "error-added-again": "At every layer, what is sent back from the output was added to what "
    "travels back. Where does it enter the chain?",
    "biases-on-the-way": "What travels back has met biases on its way. Does what leaves a layer "
    "change with its inputs in another way if the bias is another one?",
    "updated-weights": "What travels back passed weights from which a step was subtracted already. "
    "The gradient belongs to the weights that the forward pass has used.",
    "passed-twice": "What travels back was added up twice: with the weights as they are, and with "
    "those from which a step was subtracted already.",
    # The weights on the way back
    "all-weights-untransposed": "What travels back passed the square matrices the wrong way round. "
    "Forward, W[l][i, j] leads from unit i to unit j; where does it lead backward?",
    "untransposed-weights": "What travels back passed W[{layer}] the wrong way round. The matrix "
    "is square, so the shapes do not tell. Forward, W[{layer}][i, j] leads from unit i to unit j; "
    "where does it lead backward?",
    "weights-of-one-unit": "What travels back passed the same weights at all units of a layer. "
    "Every unit has weights of its own: which index says whose they are?",
    "shares-for-weights": "What travels back was split in shares: the weights were divided by "
    "their sum. Did the forward pass divide them?",
    "signals-kept-beside": "What came back to the units of a layer was kept, and added to what "
    "travels on from there. Where the shapes differ, that would not even be possible.",
    "weights-without-sign": "What travels back did not pass the weights but their magnitudes, or "
    "only those that are positive. What did the activations pass on their way forward?",
    "weights-without-sign-of-layer": "What travels back did not pass the weights W[{layer}] but "
    "their magnitudes, or only those that are positive. What did the activations pass on their way "
    "forward?",
    "weights-squared": "What travels back did not pass the weights but their squares. What did the "
    "activations pass on their way forward?",
    "weights-squared-of-layer": "What travels back did not pass the weights W[{layer}] but their "
    "squares. What did the activations pass on their way forward?",
    "signs-for-weights": "What travels back did not pass the weights but only their signs. What "
    "did the activations pass on their way forward?",
    "signs-for-weights-of-layer": "What travels back did not pass the weights W[{layer}] but only "
    "their signs. What did the activations pass on their way forward?",
    "ones-for-weights": "What travels back passed the weights as if all of them were 1. Every "
    "connection weights what passes it, forward and backward.",
    "ones-for-weights-of-layer": "What travels back passed the weights W[{layer}] as if all of "
    "them were 1. Every connection weights what passes it, forward and backward.",
    "inverse-for-weights": "What travels back did not pass the weights but their inverse. Forward, "
    "W[l][i, j] leads from unit i to unit j; where does it lead backward?",
    "inverse-for-weights-of-layer": "What travels back did not pass the weights W[{layer}] but "
    "their inverse. Forward, W[{layer}][i, j] leads from unit i to unit j; where does it lead "
    "backward?",
    "sums-for-weights": "What travels back did not pass the weights but sums or means of them. "
    "Each connection has a weight of its own, forward and backward.",
    "sums-for-weights-of-layer": "What travels back did not pass the weights W[{layer}] but sums "
    "or means of them. Each connection has a weight of its own, forward and backward.",
    "diagonal-of-weights": "Of the weights, what travels back passed only the diagonal. Each unit "
    "is connected to all units of the next layer.",
    "diagonal-of-weights-of-layer": "Of the weights W[{layer}], what travels back passed only the "
    "diagonal. Each unit is connected to all units of the next layer.",
    "weights-changed": "What travels back did not pass the weights but something that was made of "
    "them, by adding, scaling, or turning them round. What did the activations pass on their way "
    "forward?",
    "weights-changed-of-layer": "What travels back did not pass the weights W[{layer}] but "
    "something that was made of them, by adding, scaling, or turning them round. What did the "
    "activations pass on their way forward?",
    "gradients-for-weights": "What travels back passed the gradients of the weights, and not the "
    "weights. What did the activations pass on their way forward?",
    "gradient-for-weights": "What travels back passed DW[{layer}], the gradient of the "
    "weights, and not the weights. What did the activations A{layer} pass on their way forward?",
    "skipped-weights": "What travels back did not pass the weights W[{layer}]. Every connection "
    "weights what passes it, forward and backward.",
    "wrong-weights": "What travels back passed W[{other}] in place of W[{layer}]. Which weights "
    "lead from the layer that you come to up to the one you come from?",
    # The activations that the signals meet
    "wrong-activation": "DW[{layer}] was built with the activations A[{other}]. Which activations "
    "did the weights W[{layer}] multiply in the forward pass?",
    "activations-one-layer-up": "The gradients of the weights were built with the activations that "
    "leave their layer. Which activations did the weights multiply?",
    "activations-one-layer-down": "The gradients of the weights were built with the activations "
    "from one layer too low. Which activations did the weights multiply?",
    "sums-for-activations": "The gradients of the weights were built with the values before ReLU. "
    "Which values did the weights multiply?",
    "activations-of-one-layer": "The gradients of the weights above the first layer were all "
    "built with the activations A[{other}]. Which activations did each layer's weights multiply?",
    "activations-left-out": "In each gradient of weights all rows are alike, as if whatever the "
    "weights multiply were 1. What did the forward pass multiply them by?",
    "activation-left-out": "All rows of DW[{layer}] are alike, as if every activation in "
    "A[{layer}] were 1. What did the forward pass multiply the weights W[{layer}] by?",
    "masks-for-activations": "The gradients of the weights were built with 1 where a unit was on, "
    "and not with its activation. Which values did the weights multiply?",
    "masks-for-activations-below": "Below the last layer, the gradients of the weights were built "
    "with 1 where a unit was on, and not with its activation. Which values did the weights "
    "multiply, and do they still stand there?",
    "mask-for-activation": "DW[{layer}] was built with 1 where a unit was on, and not with its "
    "activation. Which values did the weights W[{layer}] multiply?",
    "sum-for-activation": "DW[{layer}] was built with the values before ReLU. Which values did the "
    "weights W[{layer}] multiply?",
    "activations-reversed": "The gradients of the weights were built with the activations in "
    "reverse order: those of the first layer met the signal of the last one. Was a list turned "
    "round, and not turned back? Which activations did the weights multiply?",
    "activations-of-one-sample": "The gradients of the weights were built with the activations of "
    "sample {sample} alone, counted from 0, for all samples. Which activations belong to the "
    "signal of a sample? If there are two loops, look at the names of what they count.",
    "other-activations": "The gradients of the weights were built with another function of the "
    "activations: a square, a magnitude, a slope, or the like. Which values did the weights "
    "multiply?",
    "other-activations-in-layer": "DW[{layer}] was built with another function of the activations: "
    "a square, a magnitude, a slope, or the like. Which values did the weights W[{layer}] "
    "multiply?",
    "scaled-activations": "The gradients of the weights were built with activations that were "
    "shifted or scaled, as by a normalisation. Which values did the weights multiply?",
    "scaled-activations-in-layer": "DW[{layer}] was built with activations that were shifted or "
    "scaled, as by a normalisation. Which values did the weights W[{layer}] multiply?",
    "activations-of-other-samples": "The gradients of the weights were built with the activations "
    "of other samples than those that the signals belong to. In which order do the samples stand "
    "in each of the two?",
    "activations-of-other-samples-in-layer": "DW[{layer}] was built with the activations of other "
    "samples than those that the signals belong to. In which order do the samples stand in each of "
    "the two?",
    # How the gradient is collected
    "signals-reversed": "The gradients were collected from the signals in reverse order: that of "
    "the last layer met the activations of the first one. From which end was the list filled?",
    "signals-reversed-in-weights": "The gradients of the weights were collected from the signals "
    "in reverse order, those of the biases were not. From which end was the list filled?",
    "signals-of-one-sample": "The gradients were collected from the signals of sample {sample} "
    "alone, counted from 0, as if all samples had the same. What is kept from one sample to the "
    "next, and where does each begin anew?",
    "weights-for-activations": "In the gradients of the weights, the signals met the weights "
    "themselves. Which values did the weights multiply in the forward pass?",
    "products-with-weights": "The gradients of the weights were multiplied by the weights. How "
    "does what enters a unit change with a weight?",
    "errors-of-own-units": "The gradients of the weights were made of the errors of the units "
    "that the weights come from. Which units do these weights lead to, and whose error is it?",
    "signals-left-out": "The gradients of the weights are made of the activations alone. What "
    "became of what travels back to the units that the weights lead to?",
    "largest-of-samples": "In the gradients of the weights, of what the samples contribute the "
    "largest, the smallest or the middle one was taken. What becomes of the other contributions?",
    "samples-without-sign": "In the gradients of the weights, what the samples contribute has lost "
    "its sign before it was summed. May the contributions of two samples cancel?",
    "added-to-inputs": "In the gradients of the weights, signals and activations were added. How "
    "does what enters a unit change with a weight?",
    "columns-alike": "In each gradient of weights, all units of a layer got one number per sample, "
    "the sum, the mean or the largest of their signals. The gradients of the biases are right: "
    "each unit has a signal of its own.",
    "rows-alike": "In each gradient of weights all rows are alike: one of them, their sum or their "
    "mean was taken for all. Each weight has a derivative of its own.",
    "biases-of-extremes": "The gradients of the biases are the largest, the smallest or the middle "
    "one of what the samples contribute. What becomes of the others?",
    "biases-without-sign": "In the gradients of the biases, what the samples contribute has lost "
    "its sign: magnitudes or squares were taken. May the contributions of two samples cancel?",
    "biases-of-ones": "The gradients of the biases are made of ones alone, whatever the error is. "
    "A bias is added to what enters a unit: how does the error change with that?",
    "biases-accumulated": "The gradients of the biases were added up along the units, or "
    "multiplied along the samples. Each unit has a bias of its own, and the samples share it.",
    "biases-multiplied": "The gradients of the biases were multiplied by the biases, or by "
    "activations. How does what enters a unit change with its bias?",
    "biases-from-activations": "The gradients of the biases are made of activations alone. What "
    "became of what travels back to the units?",
    "gradients-before-masks": "The gradients were collected before what travels back has passed "
    "ReLU. They belong to weights and biases whose sum enters ReLU.",
    "gradient-before-mask": "The gradients of the layer that leads to the units A{layer} were "
    "collected before what travels back has passed their ReLUs. Weights and biases lie below ReLU.",
    "biases-before-masks": "The gradients of the biases were collected before what travels back "
    "has passed ReLU, those of the weights after it. Both enter the same sum.",
    "bias-before-mask": "The gradient of the biases that lead to the units A{layer} was collected "
    "before what travels back has passed ReLU, that of the weights after it. Both enter one sum.",
    "weights-before-masks": "The gradients of the weights were collected before what travels back "
    "has passed ReLU, those of the biases after it. Both enter the same sum.",
    "weight-before-mask": "The gradient of the weights that lead to the units A{layer} was "
    "collected before what travels back has passed ReLU, that of the biases after it. Both enter "
    "one sum.",
    "gradients-from-above": "The gradients were collected from the signal of the layer above. In "
    "which order are a gradient computed, and the step to the layer below?",
    "gradient-from-above": "The gradients of the layer that leads to the units A{layer} were "
    "collected from the signal of the layer above it. What enters these units?",
    "biases-from-above": "The gradients of the biases were collected from the signal of the layer "
    "above. Which units does a bias belong to?",
    "bias-from-above": "The gradient of the biases of the units A{layer} was collected from the "
    "signal of the layer above. Which units does a bias belong to?",
    "gradients-from-below": "The gradients were collected from the signal of the layer below, "
    "which was computed before. Which signal belongs to the units that a layer leads to?",
    "biases-from-below": "The gradients of the biases were collected from the signal of the layer "
    "below. Which units does a bias belong to?",
    "weights-from-below": "The gradients of the weights were collected from the signal of the "
    "layer below. Which units do these weights lead to?",
    "biases-from-weights": "The gradients of the biases were made from those of the weights. A "
    "bias is not multiplied by an activation: what travels back to its unit is all there is.",
    "biases-over-units": "The gradients of the biases have one number per sample. The samples "
    "share a bias, the units do not: over which of the two is the sum taken?",
    "biases-over-all": "All biases of a layer got one and the same number. The samples share a "
    "bias, the units do not: over which of the two is the sum taken?",
    "biases-of-one-sample": "The gradients of the biases are those of a single sample. What "
    "becomes of the contributions of the others?",
    "weights-averaged-over-units": "The gradients of the weights were divided by the number of the "
    "units of a layer. Over what is the mean taken, and how often?",
    "biases-averaged-over-units": "The gradients of the biases were divided by the number of the "
    "units of a layer. Over what is the mean taken, and how often?",
    "weights-of-one-sample": "The gradients of the weights are those of a single sample, and those "
    "of the biases are not. What becomes of the contributions of the others?",
    "sums-multiplied": "The gradients of the weights are products of sums over the samples. What "
    "is summed over the samples are the products.",
    # The sum over the samples
    "weights-summed": "The gradients of the weights are {samples} times too large, those of the "
    "biases are right. Is the mean over the samples taken in both?",
    "weights-averaged": "The gradients of the weights are {samples} times too small, those of the "
    "biases are right. The mean is in the error already; after that, the samples add up.",
    "biases-summed": "The gradients of the biases are {samples} times too large, those of the "
    "weights are right. Is the mean over the samples taken in both?",
    "biases-averaged": "The gradients of the biases are {samples} times too small, those of the "
    "weights are right. The mean is in the error already; after that, the samples add up.",
    # The forward pass
    "no-relu": "This is the gradient of a network without any ReLU. What does the forward pass do "
    "between two layers?",
    "missing-relu": "This is the gradient of a network whose units A{layer} have no ReLU.",
    "relu-on-output": "This is the gradient of a network with a ReLU at the output. The output "
    "unit is linear.",
    "sigmoid-on-output": "This is the gradient of a network with a sigmoid at the output. The "
    "output unit is linear.",
    "tanh-on-output": "This is the gradient of a network with a tanh at the output. The output "
    "unit is linear.",
    "other-on-output": "This is the gradient of a network whose outputs have passed another "
    "function, such as a leaky ReLU or the magnitude. The output unit is linear.",
    "sigmoids-for-relus": "This is the gradient of a network whose hidden units are sigmoids. "
    "Which activation do they have in this exercise?",
    "sigmoids-for-relu": "This is the gradient of a network whose units A{layer} are sigmoids. "
    "Which activation do they have in this exercise?",
    "tanhs-for-relus": "This is the gradient of a network whose hidden units have a tanh. Which "
    "activation do they have in this exercise?",
    "tanhs-for-relu": "This is the gradient of a network whose units A{layer} have a tanh. Which "
    "activation do they have in this exercise?",
    "leaky-relus": "This is the gradient of a network of leaky ReLUs: units that are off hand on a "
    "part of what enters them. What leaves a unit of this network that is off?",
    "leaky-relu": "This is the gradient of a network whose units A{layer} are leaky ReLUs, which "
    "hand on a part of what enters them where they are off. What leaves a unit of this network "
    "that is off?",
    "smooth-relus": "This is the gradient of a network whose hidden units have a smooth activation "
    "like ReLU: GELU, SiLU or softplus. Which activation do they have in this exercise?",
    "smooth-relu": "This is the gradient of a network whose units A{layer} have a smooth "
    "activation like ReLU: GELU, SiLU or softplus. Which activation do they have in this exercise?",
    "bounded-relus": "This is the gradient of a network whose activations go no higher than some "
    "number, as those of ReLU6. How large may what leaves a ReLU be?",
    "bounded-relu": "This is the gradient of a network whose activations A{layer} go no higher "
    "than some number, as those of ReLU6. How large may what leaves a ReLU be?",
    "other-relus": "This is the gradient of a network whose hidden units have another activation, "
    "such as a magnitude, a square, a step or a ReLU turned round. Which numbers does a ReLU hand "
    "on, and what does it make of the others?",
    "other-relu": "This is the gradient of a network whose units A{layer} have another activation, "
    "such as a magnitude, a square, a step or a ReLU turned round. Which numbers does a ReLU hand "
    "on, and what does it make of the others?",
    "biases-twice": "This is the gradient of a network that adds every bias twice. Which of the "
    "operations and functions on the way add it?",
    "bias-twice": "This is the gradient of a network that adds the bias B[{layer}] twice. Which of "
    "the operations and functions on the way add it?",
    "inputs-scaled": "This is the gradient of a network whose inputs X were shifted or scaled "
    "before. In this exercise they are used as they are.",
    "relu-on-inputs": "This is the gradient of a network whose inputs X have lost their negative "
    "numbers, by a ReLU or a magnitude. Where does the first ReLU stand?",
    "inputs-in-another-order": "This is the gradient of a network whose inputs X stand in another "
    "order, of samples or of columns, than the targets or the weights.",
    "no-biases": "This is the gradient of a network without biases.",
    "negated-biases": "This is the gradient of a network in which the biases are subtracted. What "
    "does a minus before a parenthesis do to what stands in it?",
    "negated-bias": "This is the gradient of a network in which the bias B[{layer}] is subtracted. "
    "What does a minus before a parenthesis do to what stands in it?",
    "missing-bias": "This is the gradient of a network in which the bias B[{layer}] is not added.",
    "all-weights-transposed-forward": "This is the gradient of a network whose square matrices are "
    "transposed. A layer multiplies its inputs by W[l] as it is.",
    "weights-transposed-forward": "This is the gradient of a network whose matrix W[{layer}] is "
    "transposed. A layer multiplies its inputs by W[l] as it is.",
    "swapped-layers": "The layers {layer} and {other} have changed places. Which weights and "
    "biases come first?",
    "swapped-weights": "The weights W[{layer}] and W[{other}] have changed places.",
    "swapped-biases": "The biases B[{layer}] and B[{other}] have changed places.",
    "relu-before-bias": "This is the gradient of a network that adds the biases after ReLU. What "
    "enters ReLU?",
    # The right numbers in another form
    "transposed-gradient": "It is the transpose of the right array. A gradient is laid out like "
    "the parameter it belongs to.",
    "not-summed-over-samples": "It has one row per sample. All samples share the parameter: what "
    "becomes of their contributions?",
    "not-flat": "The numbers are right, the shape is not. The gradient of a bias has the shape of "
    "the bias.",
    "reversed-lists": "The lists are in reverse order. DW[0] and DB[0] belong to the first layer.",
    "swapped-lists": "The two lists are swapped. The gradients of the weights come first.",
    # Other numbers
    "zeros": "All its entries are zero. Was it filled in after it was created?",
    "zeros-of-zeros": "All its entries are zero. In {line}, something is 0 already, and nothing "
    "but zeros comes of it. What was to stand there instead, and when does it get its value?",
    "come-to-nothing": "All its entries are zero. In {line}, numbers that are not 0 come to "
    "nothing. What is left of a small number there?",
    "signs-lost": "The numbers have lost their signs. Does an error grow with every parameter?",
    "clipped": "The numbers are right up to {bound:.6g}, where larger ones were cut off. The "
    "gradient is wanted as it is.",
    "after-a-step": "These are the parameters after a step of learning: their gradient, multiplied "
    "by {rate:.6g}, was subtracted from them. The gradient itself is wanted.",
    "with-decay": "To the gradient were added the parameters, multiplied by {rate:.6g}, as a decay "
    "of weights does, or a sum that begins with them. The error of this exercise has no such term.",
    "whole-numbers": "The numbers have lost what follows the point. Which kind of numbers does the "
    "array hold that they are stored in?",
    "parameters": "It is the parameter itself. The question is how the error changes with it.",
    "wrong-factor": "All numbers are {factor:.6g} times as large as they should be. Which factors "
    "does the derivative of the error have?",
    "factor-on-the-way": "What travels back was multiplied by {factor:.6g} at every layer, so the "
    "arrays are off by that, then by its square, and so on. What else than weights and ReLU lies "
    "between two layers?",
    "some-multiplied": "These are {factor:.6g} times as large as they should be: {names}. All "
    "others are right. Which factor enters there, and not in the others?",
    "some-negated": "These have the wrong sign: {names}. All others are right. Where does a minus "
    "enter there?",
    "some-averaged": "These are {samples} times too small: {names}. All others are right. The mean "
    "is in the error already; after that, the samples add up.",
    "factors-of-their-own": "The wrong arrays are right but for a factor of their own: {found} as "
    "large as it should be. Which factor enters where an array is computed?",
    "multiplied": "This is true of {names}: {factor:.6g} times as large as it should be. Other "
    "arrays differ in another way.",
    "of-another-place": "{name} holds the gradient that belongs to {owner}. In which order do the "
    "lists hold what they hold?",
    "overwritten": "In {line}, what is computed takes the place of what stood there before, and "
    "that is lost. What did it hold, and who needs it?",
    "not-cleared": "What is added up in {line} begins with what was left there before. What should "
    "stand there when such a sum begins?",
    "not-begun-anew": "At each call, or each turn, of {line}, a sum goes on from where it was left "
    "before. Which sum is that, and with what should it begin?",
    "other-part": "This is none of the usual mistakes. But everything is right with something else "
    "in place of `{text}` in {line}.{meets} What ought to stand there, and why?",
    "out-of-order": "This is none of the usual mistakes. But everything is right when what stands "
    "in {line} stands in another place. What does it need, and who needs it?",
    "one-too-many": "This is none of the usual mistakes. But what stands in {line} is in the way "
    "of a right answer. What does it do, and who needs that?",
    "two-names": "In {line}, one and the same thing gets another name, and is changed later under "
    "one of the two. Who needs it as it was?",
    "same-thing-repeated": "The list that is made in {line} holds one and the same thing several "
    "times. What is it that every entry needs for itself?",
    "result-dropped": "What is worked out in {line} is kept by nobody. What ought to become of it?",
    "name-given-anew": "In {line}, the name of what the function was given gets a new value, of "
    "which only this function knows. What does whoever has called it still hold?",
    "asked-for-late": "In {line}, a function is made that asks for `{text}` when it is called: by "
    "then that stands for something else. Which one was meant?",
    "used-up": "What is kept in {line} can be gone through only once, and is gone through again. "
    "What is left of it then?",
    "used-early": "A sum is used before it is complete: `{sum}`, in {used}. More is added to the "
    "same one later, in {added}. When has all come that belongs to it, and when does it begin "
    "anew?",
    "made-of": "This is none of the usual mistakes. Followed back, what is wrong leads to {line}."
    + MEETS,
    "signs-alone": "Only the signs of the numbers are left, or nearly so: each was divided by its "
    "own size. The gradient itself is wanted.",
    "one-sign-left": "Only the positive numbers are left, or only the negative ones, and all "
    "others are 0. Was ReLU applied to the gradient itself?",
    "squared": "The numbers are the squares of the right ones. The gradient itself is wanted.",
    "root-of-gradient": "The numbers are the square roots of the right ones. The gradient itself "
    "is wanted.",
    "squashed": "The right numbers have passed a sigmoid or a tanh in the end. The gradient itself "
    "is wanted.",
    "added-up-along": "The numbers were added up along the rows or columns. Each parameter has a "
    "derivative of its own.",
    "mean-subtracted": "From the right numbers, their mean was subtracted. The gradient is wanted "
    "as it is.",
    "with-signs-added": "To the gradient were added the signs of the parameters, multiplied by "
    "{rate:.6g}, as a penalty on their magnitudes does. The error of this exercise has no such "
    "term.",
    "norm-of-each": "Arrays were scaled each by itself, to the norm {size:.6g}. The gradient "
    "is wanted as it is.",
    "largest-of-each": "Each array was scaled by itself: the largest entry of all is {size:.6g}. "
    "The gradient is wanted as it is.",
    "norm-of-all": "All numbers are {factor:.6g} times as large as they should be, and the norm of "
    "the whole gradient is {size:.6g}: it was scaled to that, as by a clipping of its norm. The "
    "gradient is wanted as it is. What does a function that measures it do to it?",
    "number-added": "To each number {found:.6g} was added. The gradient is wanted as it is.",
    "rounded-gradient": "The right numbers were rounded to {decimals} decimals. The gradient is "
    "wanted with all its digits.",
    "inexact": "The numbers are right to about {digits} digits, and differ from there on. Were "
    "they rounded, or computed with few digits, or by differences with a step? A backward pass is "
    "exact.",
    "other-signal": "All arrays fit together, and follow from what was sent back from the output, "
    "which alone is wrong: for sample {sample}, whose output is {output:.6g} and whose target is "
    "{target:.6g}, {found:.6g} was sent back. How does the error change with this output?",
    "samples-left-out": "The contributions of {count} samples are missing, those of all others are "
    "right: {names}, counted from 0. What becomes of them?",
    "samples-weighted": "The contributions of the samples are right, but multiplied by numbers of "
    "their own: that of sample {sample} by {factor:.6g}, that of sample {second} by {least:.6g}, "
    "counted from 0. In how many batches is each of them, and what is each divided by?",
    "samples-weighted-in-layer": "In {names}, the contributions of the samples are right, but "
    "multiplied by numbers of their own: that of sample {sample} by {factor:.6g}, that of sample "
    "{second} by {least:.6g}, counted from 0. What becomes of each of them?",
    "other-error-of-outputs": "The forward pass is right: this is the gradient of another error of "
    "the right outputs. The error of this exercise is the mean of the squared differences.",
    "passed-other-weights": "{names} are as they would be if other weights than W[{layer}] had "
    "been passed on the way back: W[{layer}][{index}] as if it were {found:.6g}, and it is "
    "{expected:.6g}. What was done to the weights before?",
    "entries-misplaced": "The numbers of {name} are right, but stand at other places in it. In "
    "which order were its rows, its columns or its entries put there?",
    "entries-of-others": "What is not 0 in {name} are numbers of the right gradient that belong "
    "elsewhere, to {owners}. From where to where does each array reach, if they are cut out of one "
    "or written into one?",
    "entries-left-out": "What is not 0 in {name} is right, and {count} of its {size} entries are 0 "
    "that should not be. From where to where do the loops or slices count?",
    "some-rows": "In {name}, only some rows are wrong: {numbers}, counted from 0. They belong to "
    "the units or inputs from which these weights come. What is different for them?",
    "some-columns": "In {name}, only some columns are wrong: {numbers}, counted from 0. They "
    "belong to the units to which these weights lead. What is different for them?",
    "same-rows": "All {count} rows of {name} are the same. They belong to the units or inputs from "
    "which these weights come. What of each of them should be in its row?",
    "same-columns": "All {count} columns of {name} are the same. They belong to the units to which "
    "these weights lead. Does the same come back to each of them?",
    "same-entries": "All numbers in {name} are the same, {found:.6g}. Each of them belongs to a "
    "parameter of its own: where are the units told apart?",
    "holds-value": "{name} holds another value that is known: {found}, with or without a factor. "
    "The question is how the error changes with the parameter.",
    "value-added": "{name} holds the right numbers, and something was added to them: {found}. Is "
    "that part of how the error changes with the parameter?",
    "product-of-values": "{name} is the product of two values, but for a factor: {first}, and "
    "{second}. Do both of them belong to this parameter?",
    "made-of-value": "{name} was made of {found}, over the samples. A gradient says how the error "
    "changes with a parameter: where does the error come in?",
    "single-array": "All other arrays are right. So what travels back is right, and what is wrong "
    "happens where {name} is computed.",
    "summed-over-units": "It is a single number. The samples share a bias, the units do not: over "
    "which of the two is the sum taken?",
    "unknown": "This is none of the usual mistakes.{right_before} Look at the step of the backward "
    "pass that computes this array, for one unit and one sample.",
    "unknown-network": "This is the gradient of none of the usual mistakes. Compare the forward "
    "pass and the error with those of exercise 1, line by line.",
    # What cannot be compared
    "not-two-lists": "{found} What is wanted is two lists of {layers} arrays each, {first} and "
    "{second}.",
    "missing": "This is None. Does the function return what it has computed?",
    "not-numbers": "It should hold numbers, but this is {found}.",
    "not-finite": "It contains {found}. Look for a division by zero or an overflow.",
    "too-large": "It has the shape {found}. A gradient has the shape of the parameter it belongs "
    "to.",
    "wrong-shape": "Its shape is {found}, expected is {expected}: a gradient has the shape of the "
    "parameter it belongs to.",
    "number-for-weights": "It is a single number, and every weight has a derivative of its own. "
    "What was summed that should stay apart?",
    "rows-for-weights": "It has one row per sample. A weight stands between two units: what "
    "becomes of the contributions of the samples to it?",
    # Exercises 2 and 3
    "error-not-a-tensor": "err is {found}, not a tensor. PyTorch can only walk back through its "
    "own operations.",
    "error-not-a-number": "err has the shape {found}. It should be a single number: the mean over "
    "all samples.",
    "no-graph": "err does not know how it was computed. Somewhere on the way the numbers left "
    "PyTorch: through numpy, `item()`, `detach()`, `data`, a new tensor, or `no_grad()`.",
    "wrong-error": "The gradient is right, but err is {found:.6g} and should be {expected:.6g}.",
    "backward-not-called": "There is no gradient yet. PyTorch computes it when `backward()` is "
    "called on the error.",
    "not-in-graph": "This parameter got no gradient, others did. On the way from it to the error "
    "the numbers left PyTorch: through numpy, `detach()`, `data`, a new "
    "tensor, or `no_grad()`.",
    "not-recorded": "This gradient did not come from the error: between the parameter and err "
    "there is something other than PyTorch's own operations.",
    "left-over-gradients": "err is right, but `.grad` does not hold the gradients of err. "
    "`backward()` adds to what is there already: is something left of an earlier answer? Or did "
    "some of the numbers leave PyTorch on the way? Clear the gradients, or run the notebook again "
    "from the top.",
    "own-backward": "Does that fit to its `forward`, for everything that goes in? "
    "`torch.autograd.gradcheck` compares both.",
    "parameters-not-used": "backward() may have been called, but the way back from err does not "
    "lead to these parameters. Were they made anew, or left PyTorch on the way?",
    "parameter-not-used": "The way back from err does not lead to {name}, though it leads to "
    "others beside or below it. Which layer should use it? Does a copy of it stand in its place?",
    "accumulated-gradients": "The numbers are {factor:.0f} times too large. `backward()` adds to "
    "what `.grad` holds already. Was it called {factor:.0f} times? Run the notebook again from the "
    "top.",
    "parameters-changed": "The values of {found} are not those that were given. Run the notebook "
    "again from the top.",
    "parameters-transposed": "The values of {found} are the transpose of what they should be. "
    "`nn.Linear` stores its weights as (outputs, inputs).",
    "other-network": "{found} Expected is an `nn.Sequential` with linear layers of the shapes of "
    "W, each but the last followed by a ReLU.",
    "not-parameters": "{name} is {found}. Only an `nn.Parameter` has a place for its gradient.",
    "weight-itself": "This is the weight itself. The question is its gradient.",
    "another-layer": "This is an entry of the gradient of {found}. The first weight belongs to the "
    "first layer.",
    "another-entry": "This is the entry {found} of the right array. `nn.Linear` stores its weights "
    "as (outputs, inputs). Wanted is the weight from the first input to the first unit.",
    "all-parameters": "The gradients of all parameters are in this number. Wanted is the entry of "
    "a single weight.",
    "whole-array": "This is a whole array, or one number for all of it, such as its norm or mean. "
    "Wanted is the entry of a single weight.",
    "bias-gradient": "This is the gradient of a bias. Wanted is that of a weight.",
    "value-is-none": "The value is None. Either the gradient was not there yet, or it was printed "
    "and not returned: a function that prints returns None.",
    "returned-not-printed": "The function has returned {found}, and printed nothing. The exercise "
    "asks for a number that is printed.",
    "rounded-value": "This is the right number, but rounded: {found}. Print it with all its "
    "digits, as in exercises 1 and 2.",
    "nothing-printed": "Nothing was printed. The function should print the number.",
    "printed-none": "None was printed. Only a whole parameter has a gradient, an entry that was "
    "taken out of it has none: which of the two was asked for its gradient?",
    "printed-text": "What was printed is not a number alone: `{found}`",
    "negative-magnitude": "It is negative, and a magnitude has no sign.",
    "squared-value": "The value is the square of the gradient of the first weight. A magnitude is "
    "the number without its sign.",
    "root-of-value": "The value is the square root of the magnitude of the gradient.",
    "zero-value": "The value is 0, and the gradient of the first weight is not. Was it cleared "
    "before, or does this belong to another array?",
    "wrong-value": "The value is {found}, which is not the gradient of the first weight.",
    # A signal on the way back
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
    # A value on the way forward
    "unknown-value-name": "This is not the name of a value on the way forward: {found}. The name "
    'comes first, then the value, such as `checks.forward("A1", A1)`. The names are {names}.',
    "wrong-value-shape": "Its shape is {found}, expected is {expected}.",
    "before-relu-forward": "This is {other}, what enters the units. What do they make of it?",
    "forward-without-bias": "These are the numbers without B[{layer}].",
    "forward-transposed": "These are the numbers with W[{layer}] the wrong way round. The matrix "
    "is square, so the shapes do not tell. W[{layer}][i, j] leads from unit i to unit j.",
    "forward-relu-on-output": "Its numbers have passed a ReLU. The output unit is linear.",
    "no-tensor": "The numbers are right. But this is {found}, no tensor: here they have left "
    "PyTorch, which cannot find its way back.",
    "not-recorded-at-all": "The numbers are right. But PyTorch has recorded nothing of how they "
    "came about: the tensor has no grad_fn. What was done by numpy, or detached?",
    "recorded-in-part": "The numbers are right. But on the way back from here PyTorch does not "
    "reach {names}: further up, the numbers have left it. What was done by numpy, or detached?",
    "untransposed-weight": "This is the array as it was. How do rows and columns stand in "
    "nn.Linear?",
    "unknown-weight": "These are other numbers than those of W and B.",
    # A function that was called by the check
    "unfinished": "{so_far} Next: {next}.",
    "nothing-returned": "Nothing is returned yet. {hint}",
    "not-begun": "There is nothing to judge yet. The first step: {step}",
    "only-in-notebook": "In solution.py, {name} is still as it was handed out. What stands in the "
    "notebook is judged by `{call}`. Cells further down need it in solution.py: write it there as "
    "well, and save the file.",
    "not-finished": "It stopped in {line}, which says that something is still to be written. To "
    "have judged what is there so far, return it, with None for each array that is still missing.",
    "outdated": "{place} has changed since it was imported, so there is nothing to judge. Restart "
    "the kernel, or Python, and import it again.",
    "unreadable": "{place} cannot be imported as it is now, because of line {line}: `{message}`. "
    "Until that is mended, nothing in it can be used.",
    "not-imported": "{place} cannot be imported as it is now. It stopped in line {line}: `{text}`. "
    "Python says: `{error}: {message}`.",
    "only-here": "For the network of the exercises everything is right, and for one with other "
    "numbers of units and samples it is not. Does the function compute everything from its "
    "arguments, the sizes as well?",
    "only-these-numbers": "For the network of the exercises everything is right, and for one of "
    "the same shapes with other numbers it is not. Does the function compute everything from its "
    "arguments?",
    "no-magnitude": "For the network of the exercises everything is right. In another one this "
    "gradient is negative, and so is what is printed there: a magnitude has no sign.",
    "stopped-elsewhere": "For the network of the exercises everything is right. For {where}: "
    "{sentence}",
    "too-slow": "For the network of the exercises everything is right. On a large one nothing came "
    "in {seconds} seconds, where a backward pass takes a part of one. Does the function try every "
    "parameter by itself?",
    "inexact-when-large": "For small networks everything is right, and for a large one it is not. "
    "A backward pass is exact there, too: no step is small enough for all of its parameters.",
    "forbidden": "It needs PyTorch, or something of the kind, in {line}. Exercise 1 asks for a "
    "backward pass in numpy: when it is graded, PyTorch is not there, and there would be no points "
    "for this.",
    "points": "When it is graded, this gives {points}.",
    "inputs-changed": "The function has changed {names}, which it was given{where}. Then whatever "
    "runs next starts from other numbers, and even a right function fails. Compute with a copy, "
    "and run the notebook again from the top.",
    "went-back": "The function has called `backward()` itself. The notebook calls it as well, and "
    "the second time it is an error. Leave it to the notebook.",
    "never-read": "Nothing asks for `{name}`, which gets its value in {line}. What is it meant "
    "for?",
    "never-called": "Nothing has called `{name}`, in {line}. What is it meant for?",
    "stopped-product": "It stopped in {line}. A matrix product was wanted there, of `{left}`, "
    "shape {left_shape}, and `{right}`, shape {right_shape}: the last number of the first shape "
    "and the first of the second, or its last but one of more than two, must be the same.",
    "stopped-pairs": "It stopped in {line}. There, `{left}`, shape {left_shape}, and `{right}`, "
    "shape {right_shape}, should meet entry by entry. That needs equal shapes, or a 1, or nothing, "
    "where they differ.",
    "stopped-number": "It stopped in {line}. A matrix product was wanted there, of `{left}`, shape "
    "{left_shape}, and `{right}`, shape {right_shape}. One of the two is a single number, and a "
    "product needs arrays: where has it become one?",
    "stopped-times": "It stopped in {line}. `*` multiplies entry by entry, and there it meets "
    "`{left}`, shape {left_shape}, and `{right}`, shape {right_shape}. That needs equal shapes, or "
    "a 1, or nothing, where they differ. A matrix product is written `@`.",
    "stopped-none": "It stopped in {line}. `{left}` is None: there is nothing yet. Has it been "
    "computed before, and kept?",
    "stopped-index": "It stopped in {line}. `{left}` has {length} entries, counted from 0, and "
    "none with the number that was asked for, `{right}`{value}.",
    "stopped-axis": "It stopped in {line}. `{left}` has the shape {left_shape}, and no entry with "
    "the number that was asked for, `{right}`{value}. From where to where does it count?",
    "stopped-types": "It stopped in {line}. `{left}` holds {kind} there, and `{right}` holds "
    "{right_kind}. Numbers of two kinds do not meet by themselves: where has one of them got "
    "another kind?",
    "stopped-key": "It stopped in {line}. `{left}` has no entry `{right}`{value}. Was it stored "
    "under this name before it was needed?",
    "stopped-name": "It stopped in {line}. Nothing is called `{name}` there. Has it another name "
    "further up, or does it get its value in another function?",
    "stopped-name-here": "It stopped in {line}. Nothing is called `{name}` yet. If a cell further "
    "up gives it its value, run that cell first, to its end.",
    "stopped-import": "It stopped in {line}. Nothing is called `{name}` in this file: a file needs "
    "imports of its own, whatever the notebook has imported. Write `{instead}` at its top.",
    "stopped-activation": "It stopped in {line}. Nothing is called `{name}` there. The function "
    "gets all inputs of layers in the list A, and what you look for is `{instead}`.",
    "stopped-too-early": "It stopped in {line}. `{name}` gets its value only later, or in a case "
    "that did not happen.",
    "stopped-attribute": "It stopped in {line}. `{left}` is {kind}, which has no `{right}`.",
    "stopped-operand": "It stopped in {line}. `{left}` is {kind}, which nothing can be computed "
    "with. Should it have been called before, or something be taken out of it?",
    "stopped-call": "It stopped in {line}. `{left}` is {kind}, which cannot be called like a "
    "function. Is an operator missing before the parenthesis, or a name before it?",
    "stopped-numpy": "It stopped in {line}. A function of numpy was given a tensor there. PyTorch "
    "cannot record what it does, so use PyTorch's function of the same kind, and do not detach.",
    "stopped-maximum": "It stopped in {line}. `{left}` compares two tensors, and one of these is a "
    "number. PyTorch has a function for ReLU, `torch.relu`; another is `clamp`.",
    "stopped-truth": "It stopped in {line}. Something asks there whether a whole array is true, as "
    "`if`, `and` and Python's own `max` do. These take single numbers. What is to be decided entry "
    "by entry needs comparisons and functions for arrays.",
    "stopped-no-tensor": "It stopped in {line}. `{left}` needs a tensor where it got something "
    "else. Python says: `{message}`.",
    "stopped-second-backward": "It stopped in {line}. PyTorch has gone back from this error "
    "before, and can do so only once: `backward()` is to be called once for each error that was "
    "computed. To go back again, run what computes the error again.",
    "stopped-no-gradient": "It stopped in {line}. What stands there is a parameter, or was "
    "computed from one, and is not a gradient. The question is the gradient.",
    "stopped-dots": "It stopped in {line}. `{left}` is still `...`, and has no value yet.",
    "stopped-recursion": "It stopped in {line}: a function has called itself, one call within "
    "another, more often than Python allows. Do the calls come to an end? If they do, a loop has "
    "no such limit.",
    "stopped-other": "It stopped in {line}. Python says: `{error}: {message}`.",
    "stopped-in-place": "`backward()` has stopped. Something was changed in place, with `+=` or "
    "the like, or by a function whose name ends in an underscore, and PyTorch needs it on the way "
    "back as it was.",
    "stopped-backward": "The function has returned something, and `backward()` of that has "
    "stopped. Python says: `{error}: {message}`.",
    "stopped-fit": "It stopped in {line}. `{left}`, shape {left_shape}, and `{right}`, shape "
    "{right_shape}, do meet there, but the result does not fit into `{left}`, where it is to be "
    "stored.",
    "stopped-outside": "It stopped with an error before its first line was reached. Python says: "
    "`{error}: {message}`.",
}

# What can be returned before all is there
RETURN = {
    "DW": "Return what is there, two lists with None for each array that is still missing, and it "
    "is judged.",
    "err": "Return what is there, be it only A1, and it is judged.",
}

# Where a forward pass was written, these say what the error looks like
FORWARD_SENTENCES = {
    "missing-factor-2": "The error is half as large as it should be. It is the mean of the "
    "squares, with nothing before it.",
    "sum-for-mean": "The error is {size} times too large, as if it were a sum. It is a mean.",
    "mean-twice": "The error is {size} times too small, as if the mean had been taken twice.",
    "wrong-sign": "The error has the wrong sign. A mean of squares is never negative.",
    "wrong-factor": "The gradients are {factor:.6g} times as large as they should be. What is the "
    "error multiplied by, beside the mean of the squares?",
    "targets-ignored": "This is the gradient of the mean square of Y. Where does T enter it?",
    "targets-added": "This is the gradient of an error in which T is added to Y.",
    "output-for-error": "This is the gradient of the mean of Y. The error is a mean of squares: "
    "was the difference squared?",
    "absolute-error": "This is the gradient of the mean absolute difference of Y and T. The error "
    "of this exercise is the mean squared difference.",
    "huber-error": "This is the gradient of Huber's error (smooth L1), which is not a square where "
    "Y and T are far apart. The error of this exercise is the mean squared difference.",
    "cross-entropy": "This is the gradient of a cross entropy. The error of this exercise is the "
    "mean squared difference.",
    "other-power": "This is the gradient of the mean of another power of the difference of Y and "
    "T. The error of this exercise is the mean squared difference.",
    "relative-error": "This is the gradient of an error in which the differences are divided by T. "
    "The error of this exercise is the mean squared difference.",
    "squares-before-difference": "This is the gradient of an error in which Y and T are squared "
    "each by itself before they are subtracted. Which comes first?",
}
STEPS = {
    "exercise1": "how does the error change with each output? DW[3] and DB[3] follow from that.",
    "exercise2": "compute what leaves the first layer, from X, W[0] and B[0].",
    "exercise3": "print(net) shows the layers. In which of them is the first weight?",
}
NO_MESSAGE = "nothing more than that"
VALUE = ", which is {value}"

# In the terminal
NO_SOLUTION = (
    "There is no solution.py in this folder. Start `python -m checks` in the folder of it."
)
TERMINAL = {
    "begun": "exercise {number}: ",
    "right": "{points} points.\n",
    "wrong": "not right yet.\n{report}\n",
    "missing": "not done yet. {text}\n",
    "stopped": "stopped by an error. {text}\n",
    "no function": "solution.py has no function {name}.\n",
}

# The networks on which a function is tried
ELSEWHERE = {
    "alike": "another one of the same shapes, in float64",
    "others": "one with other numbers of units and samples, in float64",
    "large": "a large one, in float64",
}
# The points, in the terminal and in the feedback
POINTS = {
    "alone": "{points:g} of {most:g}",
    "because": "{points:g} of {most:g}: {reason}",
    "steps": "{done} of {steps} steps are right",
    "networks": "right on {right} of {tried} networks",
}
COUNTED = {
    "mistakes": ("one mistake", "two mistakes", "three mistakes", "several mistakes"),
    "forms": ("one thing of form", "two things of form", "several things of form"),
}
