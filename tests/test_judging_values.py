"""The values on the way: signals, and what a forward pass computes, until it leaves PyTorch."""

import numpy
import pytest
import torch
from example_networks import SERIES, networks, tensors
from hypothesis import given, settings
from torch import nn
from wrong_programs import unsummed

import checks
import utils
from checks.judging_values import signals_of
from checks.networks import linearised

# On the way back


@given(networks(min_layers=1, max_layers=4))
@settings(max_examples=30, deadline=None)
def test_the_signals_are_those_of_backpropagation(net):
    found = signals_of(linearised(net.for_checks))
    assert list(found) == [
        f"D{kind}{layer + (kind == 'Z')}" for layer in reversed(range(len(net.W))) for kind in "ZA"
    ]
    for layer, dz in enumerate(unsummed(net)):
        numpy.testing.assert_allclose(found[f"DZ{layer + 1}"], dz, atol=1e-9)
        numpy.testing.assert_allclose(found[f"DA{layer}"], dz @ net.W[layer].T, atol=1e-9)


@pytest.mark.parametrize("convert", [numpy.float32, torch.tensor, lambda dz: dz.tolist()])
def test_a_right_signal_is_right_in_any_form(convert):
    for layer, dz in enumerate(unsummed(SERIES)):
        report = checks.signal(f"DZ{layer + 1}", convert(dz))
        assert (report.ok, report.text) == (True, f"DZ{layer + 1} is right.")


def test_a_small_error_in_one_entry_is_found_and_measured():
    for layer, dz in enumerate(unsummed(SERIES)):
        dz[7, 0] += 0.25
        report = checks.signal(f"DZ{layer + 1}", dz)
        assert not report.ok
        assert f"1 of {dz.size} entries" in report.text
        assert "The largest error is 0.25, in sample 7, unit 0." in report.text


@pytest.mark.parametrize(
    ("value", "mistake"),
    [
        (None, "no-signal"),
        (..., "no-signal"),
        (numpy.nan * numpy.ones((16, 1)), "not-finite"),
        ({}, "not-numbers"),
        (object(), "not-numbers"),
        (numpy.ones(3), "wrong-signal-shape"),
        (1.0, "wrong-signal-shape"),
        (numpy.zeros((16, 1)), "unknown-signal"),
    ],
)
def test_what_is_not_a_signal_gets_a_sentence(value, mistake):
    report = checks.signal("DZ4", value)
    assert (report.ok, report.mistakes) == (False, (mistake,))
    assert len(report.text) > 20


def test_of_several_mistakes_that_a_signal_may_show_the_smallest_is_named():
    dz = 2 * (SERIES.Y - SERIES.T) / 16 @ SERIES.W[3].T * (SERIES.A[2] > 0)
    # As "masks-one-layer-down", this would be said of every layer
    assert checks.signal("DZ3", dz).mistakes == ("wrong-mask-3-2",)


# On the way forward


def values(cut=None, dtype=torch.float32):
    """All values of the forward pass by their names; that of one name is detached."""
    W, B, X, T = tensors(dtype)
    found, a = {}, X
    for layer in range(4):
        z = a @ W[layer] + B[layer]
        for name, value in ((f"Z{layer + 1}", z), (f"A{layer + 1}", torch.relu(z))):
            a = value.detach() if name == cut else value
            found[name] = a
    found["Y"] = z
    del found["Z4"], found["A4"]
    found["err"] = ((found["Y"] - T) ** 2).mean()
    return found


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_every_right_value_is_right_and_the_next_one_is_named(dtype):
    following = {"Z1": "A1", "A1": "A2", "Z3": "A3", "A3": "Y", "Y": "err"}
    for name, value in values(dtype=dtype).items():
        report = checks.forward(name, value)
        assert report.ok, report
        assert report.text.startswith(f"{name} is right.")
        if name in following:
            assert report.text.endswith(f"Next: {following[name]}.")
    assert checks.forward("err", values()["err"]).text == "err is right."


def test_it_is_said_where_the_numbers_have_left_pytorch():
    assert checks.forward("A1", values("A1")["A1"]).mistakes == ("not-recorded-at-all",)
    left = checks.forward("A1", values()["A1"].detach().numpy())
    assert "this is a numpy array, no tensor" in left.text and not left.ok
    for name in ("Z2", "A2", "Y", "err"):
        lost = checks.forward(name, values("A1")[name])
        assert not lost.ok and lost.mistakes == ("recorded-in-part",)
        assert "does not reach W[0], B[0]: further up" in lost.text
    assert "W[0], B[0], W[1], B[1]:" in checks.forward("Y", values("A2")["Y"]).text


def test_a_parameter_that_was_copied_is_named():
    W, B, X, _ = tensors()
    a = torch.relu(X @ torch.Tensor(W[0].detach().numpy()) + B[0])
    assert "does not reach W[0]: " in checks.forward("A1", a).text


def test_the_values_of_a_network_of_layers_are_right_too():
    W, B, X, _ = tensors()
    linear = nn.Linear(4, 6)
    linear.load_state_dict({"weight": W[0].T, "bias": B[0]})
    assert checks.forward("Z1", linear(X)).ok


def test_the_slips_of_one_layer_are_named():
    W, B, X, T = tensors()
    right = values()
    slips = {
        "before-relu-forward-Z2": ("A2", right["Z2"]),
        "another-signal-A1": ("A2", right["A1"]),
        "forward-without-bias-0": ("A1", torch.relu(X @ W[0])),
        "forward-without-bias-3": ("Y", right["A3"] @ W[3]),
        "forward-transposed-1": ("A2", torch.relu(right["A1"] @ W[1].T + B[1])),
        "forward-relu-on-output": ("Y", torch.relu(right["Y"])),
        "transposed-signal": ("A1", right["A1"].T),
        "wrong-signal-shape": ("A1", X),
        "wrong-value-shape": ("err", right["Y"] - T),
        "sum-for-mean": ("err", ((right["Y"] - T) ** 2).sum()),
        "other-error": ("err", right["err"].sqrt()),
        "unknown-signal": ("A1", torch.sigmoid(right["Z1"])),
    }
    for mistake, (name, value) in slips.items():
        report = checks.forward(name, value)
        assert (report.ok, report.mistakes) == (False, (mistake,))
    assert "44 of 96 entries are wrong" in checks.forward("A1", right["Z1"]).text


def test_what_a_linear_layer_holds():
    W, B = utils.getparams()
    for layer in range(4):
        assert checks.forward(f"net[{2 * layer}].weight", W[layer].T).ok
        assert checks.forward(f"net[{2 * layer}].bias", torch.tensor(B[layer])).ok
        same = checks.forward(f"net[{2 * layer}].weight", W[layer])
        assert (same.ok, same.mistakes) == (False, ("untransposed-weight",))
    assert checks.forward("net[0].weight", W[0]).rows[0].shape == "(4, 6), expected (6, 4)"
    assert checks.forward("net[0].weight", 2 * W[0].T).mistakes == ("unknown-weight",)
    assert checks.forward("net[0].bias", numpy.ones(4)).mistakes == ("wrong-value-shape",)


@pytest.mark.parametrize("value", [None, ...])
def test_nothing_yet(value):
    report = checks.forward("A1", value)
    assert (report.rows[0].right, report.text) == (None, "There is nothing to judge yet.")


@pytest.mark.parametrize("value", ["text", {}, float("nan"), [[1, 2], [3]]], ids=str)
def test_what_is_no_array_gets_a_sentence(value):
    report = checks.forward("A1", value)
    assert not report.ok and len(report.text) > 20


# Either way


@pytest.mark.parametrize(
    ("check", "names", "mistake", "said"),
    [
        (checks.signal, ["dz4", "DW3"], "unknown-name", 'checks.signal("DZ4", DZ4)'),
        (checks.forward, ["a1", "DZ4"], "unknown-value-name", "Z1, A1, Z2, A2, Z3, A3, Y, err"),
    ],
)
def test_what_is_not_the_name_of_a_value_gets_a_sentence(check, names, mistake, said):
    for name in (*names, "", None, 4, numpy.ones((16, 1))):
        report = check(name, numpy.ones((16, 1)))
        assert report.mistakes == (mistake,)
        assert said in report.text
