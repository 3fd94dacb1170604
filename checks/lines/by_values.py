"""Find the lines of what was found, by the values that the program computes.

The program runs once more, for a network of random numbers. Most mistakes are found by the network
in which they are made, see `mistaken_network`; the rules here are for what has none.
"""

import contextlib
import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import groupby, zip_longest

import numpy

from checks import waypoints
from checks.exercises import Exercise, data_of
from checks.findings import OWN_BACKWARD, UNEXPLAINED, Finding
from checks.instrumenting import CHANGED, FILLED, PARAMETERS, READ, STORED, Line
from checks.lines.edit_rules import USUAL
from checks.lines.first_wrong_value import TOGETHER, FirstWrongValue
from checks.lines.mistaken_network import MistakenNetwork
from checks.lines.observed import MAKING, Execution, Observed, executed, same
from checks.lines.recognising import is_distinctive, recognised
from checks.lines.sources import Program
from checks.names import describing
from checks.networks import Network
from checks.tracing import Computed

# What says that something is wrong, and not what was done
UNKNOWN = (
    *UNEXPLAINED,
    *("wrong-shape", "multiplied"),
    *("unfinished", "missing", "not-two-lists", "not-numbers", "too-large"),
    *describing.NAMES,
)
# What is made of right values, whatever that is
OF_ORIGIN = ("parameters", "error-not-a-number", "number-for-weights", "rows-for-weights")
# What takes a number out of an array
OUT_OF_ARRAYS = (
    "item",
    "numpy",
    "detach",
    "tolist",
    "tensor",
    "as_tensor",
    "from_numpy",
    "float",
    "Tensor",
)
# What lays out anew what is there
LAID_OUT = ("reshape", "astype", "ravel", "flatten", "squeeze", "transpose", "tolist", "list")
NOT_COMPUTED = (STORED, READ, *MAKING, *TOGETHER, *LAID_OUT)
KEPT = (STORED, READ, CHANGED, FILLED)
NUMBER = re.compile(r"[-+]?\d+\.?\d*(?:[eE][-+]?\d+)?")


def run_and_observe(
    program: Program, exercise: Exercise, network: Network, findings: Sequence[Finding] = ()
) -> "LineFinder":
    """Run a program for a network of numbers that have nothing in common, and look for lines.

    The network says for how many layers, units and samples the program is made; what was found in
    its answer, whether the way back is to be looked at.
    """
    generic = waypoints.generic_network(network)
    execution = executed(program, lambda function: exercise.call(function, data_of(generic)))
    return LineFinder(execution, exercise, generic, findings)


def says_what_was_done(findings: Sequence[Finding]) -> bool:
    """Say whether findings are mistakes whose values are known."""
    return not any(finding.name in UNKNOWN for finding in findings)


class LineFinder(Observed):
    """Looks for the lines of mistakes among the values of a program, backward or forward."""

    def __init__(
        self,
        execution: Execution,
        exercise: Exercise,
        network: Network,
        findings: Sequence[Finding] = (),
    ) -> None:
        has_own = any(OWN_BACKWARD in finding.fields for finding in findings)
        super().__init__(execution, exercise, network, exercise.is_forward and not has_own)
        self.first_wrong_value = FirstWrongValue(self)
        self.mistaken = MistakenNetwork(self, self.first_wrong_value)

    def lines(self, findings: Sequence[Finding]) -> list[Line]:
        """Return the lines of what was found, the likeliest first; none if values say nothing."""
        if not self.exercise.results:
            return self.of_printed({finding.name for finding in findings})
        if not says_what_was_done(findings):
            return []
        every = [self.of(finding, findings) for finding in findings]
        # One line of each comes before another one of any
        return [line for some in zip_longest(*every) for line in some if line is not None]

    def of(self, finding: Finding, findings: Sequence[Finding]) -> list[Line]:
        """Return the lines of one finding of several, the likeliest first."""
        lines = self._by_its_name(finding) or self.mistaken.lines(finding, findings)
        if lines and finding.name == "sum-for-mean":
            return [*lines[:1], *self._of_late_mean(lines[0], finding)[:1]]
        return lines or (self._of_error() if self.forward else self._of_answer(finding))

    def _by_its_name(self, finding: Finding) -> list[Line]:
        """Return the lines of what has no network, or of which something else says more."""
        if finding.name == "not-finite":
            return self._of_infinity()
        if finding.name == "zeros":
            return self._beside_zeros()
        if finding.name == "flat-targets":
            return self._of_flat()
        return self.first_wrong_value.lines() if finding.name in OF_ORIGIN else []

    # Where what is wrong is zero

    def zeros(self, of_zeros: bool) -> list[Line]:
        """Return the lines that compute zeros alone, if all that is wrong is zero.

        These are made of something that is zero as well, or of other numbers.
        """
        wrong = self.wrong_arrays()
        if not wrong or any(map(numpy.any, wrong.values())):
            return []
        by_node: dict[int, list[Computed]] = defaultdict(list)
        for one in self.computed:
            is_flag = numpy.asarray(one.value).dtype == bool
            if one.operands and not is_flag and one.operation not in NOT_COMPUTED:
                by_node[one.node].append(one)
        return [
            every[0].lines[0]
            for every in by_node.values()  # in the order in which they were computed first
            if not any(numpy.any(one.value) for one in every)
            and of_zeros is any(not numpy.any(operand) for operand in every[0].operands)
        ]

    # Beside the lines of a name

    def lines_of_helper(self, line: Line) -> list[Line]:
        """Return where a helper is called that gives a line what is wrong in it, and its last line.

        The line calls it, or what it gave meets something there.
        """
        slopes = {role: array for role, array in self.right.items() if role[0] == "slope"}
        within = [c for c in self.computed if _calls(c)[1:2] == [line]] or self._given_to(line)
        are_right = recognised(within[-1:], self.known_whole(slopes))
        return [] if are_right.any() else [n for c in within[-1:] for n in _calls(c)[1::-1]]

    def _given_to(self, line: Line) -> list[Computed]:
        """Return what helpers of a function have computed whose numbers meet in a line of it."""
        meeting = [c for c in self.computed if c.lines[0] == line]
        if not meeting:
            return []
        operands = [numpy.ravel(operand) for c in meeting for operand in c.operands]
        met = numpy.concatenate([numpy.zeros(0), *operands])
        around = _calls(meeting[0])[1:]

        def is_given(c: Computed) -> bool:
            _, *callers = _calls(c)
            is_beside = callers[1:] == around and bool(callers) and callers[0].part == line.part
            # A number may be anything, but for a slope
            tells = numpy.any(c.value) if numpy.size(c.value) > 1 else c.value == 1
            return is_beside and bool(tells and numpy.isin(c.value, met).all())

        before = [c for c in self.computed if c.serial < meeting[-1].serial]
        given = [c for c in before if c.operation not in KEPT and is_given(c)]
        came = {r: array for r, array in self.right.items() if r[0] in ("signal", "back")}
        are_right = recognised(given, self.known_whole(came))
        return [c for c, right in zip(given, are_right, strict=True) if not right]

    def _beside_zeros(self) -> list[Line]:
        """Return the line that makes the weights' gradient, if that of the biases stays zero."""
        wrong = self.wrong_arrays()
        if not wrong or any(place.kind == "W" or array.any() for place, array in wrong.items()):
            return []
        beside = self.answer()[next(iter(wrong))._replace(kind="W")]
        return self.making(beside, turned=True)[:2]

    def _of_flat(self) -> list[Line]:
        """Return the line that makes the outputs or the targets flat, and that which pairs them."""
        size = self.network.T.size
        columns = self.known_whole({"Y": self.truth.tangent.Y, "T": self.network.T})
        flat = [c for c in self.computed if numpy.shape(c.value) == (size,)]
        are_columns = recognised(flat, columns, exactly=True)
        made = [c for c, is_one in zip(flat, are_columns, strict=True) if is_one]
        both = {(size,), self.network.T.shape}
        paired = [c for c in self.computed if both <= set(map(numpy.shape, c.operands))]
        return list(dict.fromkeys(c.lines[0] for c in [*made[:1], *paired[:1]]))

    def _of_late_mean(self, first: Line, finding: Finding) -> list[Line]:
        """Return the line that may take the mean of what a line adds up, or tries to."""
        sums = [c.value for c in self.computed if c.lines[0] == first and numpy.size(c.value) > 1]
        if max(map(numpy.size, sums), default=1) < self.samples:
            return self.pairs()[-1:]  # of one sample at a time
        again = [
            c.lines[0]
            for c in self.computed
            if c.lines[0] != first
            and c.operation not in (STORED, READ, *MAKING)
            and same(c.value, sums[-1])
        ]
        return again[:1] or self._of_answer(finding)

    def _of_infinity(self) -> list[Line]:
        """Return the line that computes the first number that is none."""
        for computed in self.computed:
            if not numpy.isfinite(computed.value).all():
                return list(computed.lines[:2])
        return []

    # What the answer says, if nothing on the way does

    def _of_answer(self, finding: Finding) -> list[Line]:
        """Return the line that computes the first array that is wrong."""
        if finding.name in ("reversed-lists", "swapped-lists"):
            return self.pairs()[:1]
        wrong = self.wrong_arrays()
        signals = {p: r for p, r in self.right.items() if p[0] in ("signal", "back")}
        others = self.known(signals | self.given)
        turned = finding.name not in ("transposed-gradient", "parameters")
        # What is nothing else on the way says more
        known = {
            place: is_distinctive(array) and bool(others.holds(array.reshape(1, -1), False).all())
            for place, array in wrong.items()
        }
        for place in sorted(wrong, key=lambda place: known[place]):
            lines = self.making(wrong[place], turned)
            if finding.name == "not-flat":  # it may have been right not to be, before
                sums = [c for c in self.computed if c.operation in USUAL]
                summed = [c.lines[0] for c in sums if same(c.value, wrong[place])]
                return summed[-1:] or lines[:1]
            if finding.name in ("of-another-place", "parameters"):
                return lines[-1:] or self.pairs()[-1:]
            if lines:
                # What is right for something else comes first; then it is taken for this
                return lines[1:] or lines if known[place] else lines[:1]
        return []

    def _of_error(self) -> list[Line]:
        """Return the line that makes a wrong error of right values, or that returns it."""
        return self.first_wrong_value.lines() or [line for line, _ in self.execution.returns[-1:]]

    def of_printed(self, names: Collection[str]) -> list[Line]:
        """Return the line of what holds the number that was printed, and that which printed it."""
        answer = self.execution.answer
        printed = answer.get("printed", "") if isinstance(answer, dict) else ""
        found = []
        with contextlib.suppress(ValueError, IndexError):  # there is no number
            number = abs(float(NUMBER.findall(printed)[-1]))
            holding = [
                c
                for c in self.computed
                if numpy.isclose(abs(numpy.asarray(c.value)), number, rtol=1e-3, atol=0).any()
            ]
            # Where an array was computed, or chosen last, or else where the number comes from
            arrays = [
                c
                for c in holding
                if numpy.size(c.value) > 1 and c.operation not in (*OUT_OF_ARRAYS, "cpu")
            ]
            made = [c for c in arrays if c.operation not in (*PARAMETERS, *MAKING, STORED)]
            chosen = arrays[:1] if "weight-itself" in names else arrays[-1:]
            (held,) = made[:1] or chosen or holding[:1]
            found = [held.lines[0]]
            if "another-layer" in names:  # where that layer was asked for its weights
                asked = [
                    c for c in self.computed if c.operation == "weight" and c.serial < held.serial
                ]
                found += [c.lines[0] for c in asked[-1:]]
        return list(dict.fromkeys([*found, *self.execution.prints[-1:]]))


def _calls(computed: Computed) -> list[Line]:
    """Return the lines of a value, each once: what goes through many may be a call of its own."""
    return [line for line, _ in groupby(computed.lines)]
