"""Whatever is done to a gradient, no sentence says anything false of the arrays in front of it.

The claims are checked here without the code that makes them: against the right arrays, and against
what the wrong programs of these tests compute.
"""

import random
import re

import numpy
import pytest
from example_networks import ALIKE, SERIES
from wrong_programs import backward, programs, unsummed

from checks import judging, reading

ORDER = [f"D{kind}[{layer}]" for layer in (3, 2, 1, 0) for kind in "WB"]
CASES = 40


def by_name(DW, DB):
    return {name: (DW if name[1] == "W" else DB)[int(name[3])] for name in ORDER}


def same(array, other):
    array, other = numpy.asarray(array), numpy.asarray(other)
    return array.shape == other.shape and numpy.allclose(array, other, rtol=2e-4, atol=1e-7)


# What a student could do


def ingredients(net, dice):
    """Return a backward pass with at most two wrong ingredients."""
    A, Y, T, W = net.A, net.Y, net.T, net.W
    errors = [2 * (T - Y) / Y.size, (Y - T) / Y.size, 2 * (Y - T), Y - T, 2 * Y / Y.size]
    masks = [
        lambda layer: 1,
        lambda layer: A[layer] >= 0 if layer == dice_layer else A[layer] > 0,
        lambda layer: A[layer],
        lambda layer: A[layer] <= 0,
        lambda layer: A[layer] < 0 if layer == dice_layer else A[layer] > 0,
        lambda layer: A[3] > 0,
    ]
    weights = [lambda layer: W[layer] if layer == dice_layer and layer < 3 else W[layer].T]
    activations = [lambda layer: A[3] if layer == dice_layer else A[layer]]
    dice_layer = dice.choice((1, 2, 3))
    chosen = {
        "error": dice.choice(errors),
        "mask": dice.choice(masks),
        "weight": dice.choice(weights),
        "activation": dice.choice(activations),
    }
    names = dice.sample(sorted(chosen), dice.choice((0, 1, 1, 2)))
    return backward(net, **{name: chosen[name] for name in names})


def spoiled(net, arrays, name, dice):
    """Return an array that is wrong in a way of its own."""
    array, right = arrays[name], by_name(*backward(net))
    other = dice.choice(ORDER)
    noise = numpy.random.default_rng(dice.randrange(100)).normal(size=array.shape)
    ways = [
        array * dice.choice((-1, 0.5, 2, 3, 16, 1 / len(net.X))),
        0 * array,
        array.T,
        array.sum(),
        array.reshape(-1, 1),
        array.reshape(1, -1),
        array + noise,
        by_name(net.W, net.B)[name],
        right[other],
        array.mean(axis=0),
    ]
    return dice.choice(ways)


def answers(net, number):
    """Yield gradients that are wrong in ways that nobody has thought of."""
    dice = random.Random(f"{number} {net.X.shape}")
    for _ in range(number):
        arrays = by_name(*ingredients(net, dice))
        for name in dice.sample(ORDER, dice.choice((0, 1, 1, 2, 3, 8))):
            arrays[name] = spoiled(net, arrays, name, dice)
        yield arrays


# What is said of it


def false_claims(net, arrays):
    """Return the report on arrays, and what it says of them that is not true."""
    lists = [[arrays[f"D{kind}[{layer}]"] for layer in range(4)] for kind in "WB"]
    report = judging.gradient(reading.gradient(*lists, 4), net.for_checks)
    right = by_name(*backward(net))
    wrong = [name for name in ORDER if not same(arrays[name], right[name])]
    false = []
    if report.ok != (not wrong) or report.first_wrong != next(iter(wrong), None):
        false.append(f"first wrong: {report.first_wrong}, in truth {wrong}")
    for row in report.rows:
        if row.right is (row.name in wrong):
            false.append(f"row {row}")
    for finding in report.findings:
        only = re.findall(r"D[WB]\[\d\]", finding.alone)
        if only and set(only) >= set(ORDER):
            false.append("not of all the others")
        if finding.fields.get("together") and not all(
            same(numpy.ravel(arrays[name]), finding.fields["together"] * right[name].ravel())
            for name in ORDER
        ):
            false.append("together")
        # Of two things, each is told as it would look alone
        if len(report.findings) == 1 and not is_true(finding, only, net, arrays, right, wrong):
            false.append(finding.sentence)
    return report, false


def entries_are_true(fields, arrays, right, *_):
    array, expected = arrays[fields["name"]], right[fields["name"]]
    wrong = ~numpy.isclose(array, expected, rtol=1e-4, atol=1e-6 * abs(expected).max())
    return int(wrong.sum()) == fields["count"] and not array[wrong].any()


def lines_are_true(axis):
    def are_true(fields, arrays, right, *_):
        array, expected = arrays[fields["name"]], right[fields["name"]]
        wrong = ~numpy.isclose(array, expected, rtol=1e-4, atol=1e-6 * abs(expected).max())
        told = {int(number) for number in re.findall(r"\d+", fields["numbers"])}
        return told == {*numpy.flatnonzero(wrong.any(axis=axis)).tolist()}

    return are_true


def are_from(fields, arrays, right, *_):
    """Say whether every number of an array is one of the right ones of its owners."""
    owners = re.findall(r"D[WB]\[\d\]", fields["owners"])
    known = numpy.concatenate([right[name].ravel() for name in owners])
    return all(
        numpy.isclose(known, entry, rtol=1e-4).any()
        for entry in numpy.ravel(arrays[fields["name"]])
        if entry
    )


def value(name, net):
    """Return the value that a sentence speaks of."""
    number = int(re.search(r"\d", name)[0]) if re.search(r"\d", name) else None
    if name.startswith("the signal of"):
        return unsummed(net)[number - 1]
    if name.startswith("what comes back"):
        return unsummed(net)[number] @ net.W[number].T
    if name.startswith("the slopes"):
        return (net.A[number] > 0) * 1.0
    known = {"Y": net.Y, "T": net.T, "Y - T": net.Y - net.T}
    lists = {"A": net.A, "W": net.W, "B": net.B, "Z": [None, *net.Z]}
    return known[name] if name in known else lists[name[0]][number]


def is_multiple(array, known):
    if array.shape != known.shape:
        known = known.T
    largest = abs(known).argmax()
    return array.shape == known.shape and same(
        array, known * array.flat[largest] / known.flat[largest]
    )


def is_product(fields, arrays, right, wrong, net):
    product = value(fields["first"], net).T @ value(fields["second"], net)
    return is_multiple(arrays[fields["name"]], product)


def is_added(fields, arrays, right, wrong, net):
    added = arrays[fields["name"]] - right[fields["name"]]
    if told := re.fullmatch(r"(.*), the same in each entry", fields["found"]):
        return same(added, numpy.full_like(added, float(told[1])))
    what, factor = re.fullmatch(r"(.*), (.*) times", fields["found"]).groups()
    return numpy.allclose(added, float(factor) * value(what, net), rtol=1e-4)


# By their names, what has to be true of the arrays that have another number in them
OF_VALUES = {
    "number-added": lambda fields, arrays, right, wrong, net: all(
        same(arrays[name], right[name] + fields["found"]) for name in wrong
    ),
    "clipped": lambda fields, arrays, right, wrong, net: all(
        same(arrays[name], right[name].clip(-fields["bound"], fields["bound"])) for name in wrong
    ),
    "rounded-gradient": lambda fields, arrays, right, wrong, net: all(
        same(arrays[name], right[name].round(fields["decimals"])) for name in wrong
    ),
    "inexact": lambda fields, arrays, right, wrong, net: all(
        abs(arrays[name] - right[name]).max() < 10.0 ** -fields["digits"] * abs(right[name]).max()
        for name in wrong
    ),
    "product-of-values": is_product,
    "holds-value": lambda fields, arrays, right, wrong, net: is_multiple(
        arrays[fields["name"]], value(fields["found"], net)
    ),
    "value-added": is_added,
    "entries-left-out": entries_are_true,
    "entries-misplaced": lambda fields, arrays, right, wrong, net: same(
        numpy.sort(arrays[fields["name"]], axis=None), numpy.sort(right[fields["name"]], axis=None)
    ),
    "entries-of-others": are_from,
    "some-rows": lines_are_true(axis=1),
    "some-columns": lines_are_true(axis=0),
}


def is_true(finding, only, net, arrays, right, wrong):
    """Say whether the sentence of a finding is true of the arrays that it speaks of."""
    name, fields, first = finding.name, finding.fields, wrong[0]
    named = re.findall(r"D[WB]\[\d\]", str(fields.get("names", "")))
    if name in ("some-multiplied", "some-negated", "some-averaged", "wrong-factor"):
        named = named or ORDER
        factor = fields["factor"]
        if name == "some-negated" and abs(factor + 1) > 1e-4:
            return False
        if name == "some-averaged" and abs(factor * fields["samples"] - 1) > 1e-4:
            return False
        return set(named) == set(wrong) and all(same(arrays[n], factor * right[n]) for n in named)
    if name == "factors-of-their-own":
        told = re.findall(r"(D[WB]\[\d\]) is ([-\d.e+]+) times", fields["found"])
        return {n for n, _ in told} == set(wrong) and all(
            same(arrays[n], float(factor) * right[n]) for n, factor in told
        )
    if name == "multiplied":
        factor = fields["factor"]
        others = [n for n in wrong if not same(arrays[n], factor * right[n])]
        return same(arrays[first], factor * right[first]) and others != []
    if name == "single-array":
        return wrong == [fields["name"]]
    if name == "unknown":
        before = re.findall(r"D[WB]\[\d\]", fields["right_before"])
        return before == ORDER[: ORDER.index(first)]
    if name == "wrong-shape":
        shapes = fields["found"], fields["expected"]
        return shapes == (str(numpy.shape(arrays[first])), str(right[first].shape))
    if name == "number-for-weights":
        return first[1] == "W" and numpy.size(arrays[first]) == 1
    if name == "rows-for-weights":
        return first[1] == "W" and len(arrays[first]) == len(net.X)
    if name in OF_VALUES:
        return OF_VALUES[name](fields, arrays, right, wrong, net)
    if name == "of-another-place":
        return fields["name"] == first and same(arrays[first], right[fields["owner"]])
    if name in ("reversed-lists", "swapped-lists") or finding.identifier in programs(net):
        return reproduced(finding.identifier, only, net, arrays, right, wrong)
    return False  # a sentence that this test does not know


def reproduced(identifier, only, net, arrays, right, wrong):
    """Say whether the arrays are those of the wrong program."""
    if identifier in ("zeros", "parameters", "transposed-gradient", "summed-over-units"):
        same_as = {
            "zeros": lambda n: not numpy.any(arrays[n]),
            "parameters": lambda n: same(arrays[n], by_name(net.W, net.B)[n]),
            "transposed-gradient": lambda n: same(numpy.transpose(arrays[n]), right[n]),
            "summed-over-units": lambda n: same(arrays[n], right[n].sum()),
        }[identifier]
        return all(map(same_as, only or wrong))
    if identifier == "not-flat":
        return all(same(numpy.ravel(arrays[n]), right[n]) for n in only or wrong)
    if identifier == "not-summed-over-samples":
        return all(same(numpy.sum(arrays[n], axis=0), right[n]) for n in only or wrong)
    expected = by_name(*programs(net)[identifier])
    return all(same(arrays[n], expected[n]) for n in only or ORDER)


@pytest.mark.slow
@pytest.mark.parametrize("net", ALIKE.values(), ids=ALIKE)
def test_no_sentence_says_anything_false(net, record_property):
    seen = set()
    for arrays in answers(net, CASES):
        report, false = false_claims(net, arrays)
        assert not false, (false, report)
        seen |= set(report.mistakes)
    record_property("sentences that were said", len(seen))
    assert len(seen) >= 12


def test_three_things_are_told_as_three():
    """A factor, another factor, and a form: none of them is told as if it were all."""
    DW, DB = backward(SERIES, error=SERIES.Y - SERIES.T)
    DB[3] = DB[3].reshape(1, 1)
    report, false = false_claims(SERIES, by_name(DW, DB))
    assert not false
    assert set(report.mistakes) == {"not-flat", "missing-factor-2", "sum-for-mean"}
    assert "Three things, each as it would look alone: (1)" in report.text
    assert "Together, all numbers are 8 times" in report.text


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("DW[1]",), "DW[1] and not of all the others: It is the transpose"),
        (("DW[2]", "DW[1]"), "DW[2] and DW[1] and not of all the others: It is the transpose"),
    ],
)
def test_a_form_is_told_of_the_arrays_that_have_it(names, said):
    arrays = by_name(*backward(SERIES))
    for name in names:
        arrays[name] = arrays[name].T
    arrays["DW[0]"] = arrays["DW[0]"] + 1
    report, false = false_claims(SERIES, arrays)
    assert not false and said in report.text


def test_what_belongs_to_another_layer_is_told():
    arrays = by_name(*backward(SERIES))
    arrays["DW[1]"], arrays["DW[2]"] = arrays["DW[2]"], arrays["DW[1]"]
    report, false = false_claims(SERIES, arrays)
    assert not false
    assert report.mistakes == ("of-another-place",)


@pytest.mark.parametrize(
    ("name", "added", "said"),
    [
        ("DW[3]", lambda net: 0.25, "0.25, the same in each entry"),
        ("DW[1]", lambda net: -0.5 * net.W[1], "W[1], -0.5 times"),
    ],
)
def test_what_was_added_to_an_array_is_told(name, added, said):
    arrays = by_name(*backward(SERIES))
    arrays[name] = arrays[name] + added(SERIES)
    report, false = false_claims(SERIES, arrays)
    assert not false and said in report.text
