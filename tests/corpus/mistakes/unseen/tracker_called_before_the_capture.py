# exercise: 3
# source: pralab/secml-torch (Python, PyTorch), issue 207 "Trackers receive the gradient from the previous iteration" and pull request 208, modular_attack_fixed_eps.py, _run_loop: grad_before_processing starts as zeros and was set from delta.grad after the trackers had been called with it; the mend: it is set from delta.grad right after the gradient is computed, before the trackers
# mistake: The trackers are called with the stored gradient before the gradient of this round is put there, so they show that of the round before: in the first round zeros.
# lines: 44, 45
# crash: no
# first wrong: -
import torch


class Tracker:
    def __init__(self, name):
        self.name = name
        self.tracked = []

    def track(self, iteration, delta, grad):
        raise NotImplementedError


class GradientTracker(Tracker):
    def __init__(self, index):
        super().__init__("Gradient")
        self.index = index

    def track(self, iteration, delta, grad):
        self.tracked.append(grad[self.index].abs().item())

    def get(self):
        return self.tracked


class Loop:
    def __init__(self, trackers, num_steps=1):
        self.trackers = trackers
        self.num_steps = num_steps

    def gradient_processing(self, grad):
        return grad / grad.norm().clamp_min(1e-12)

    def run(self, delta):
        grad_before_processing = torch.zeros_like(delta)
        steps = []
        for i in range(self.num_steps):
            for tracker in self.trackers:
                tracker.track(i, delta.detach().data, grad_before_processing.detach().cpu().data)
            grad_before_processing = delta.grad.detach().clone()
            steps.append(self.gradient_processing(grad_before_processing))
        return steps


def exercise3(net):
    tracker = GradientTracker((0, 0))
    Loop([tracker]).run(net[0].weight)
    print(tracker.get()[-1])
