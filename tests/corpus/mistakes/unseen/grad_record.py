# exercise: 3
# source: ultralytics/ultralytics, issue 21672 "How to record the absolute value of the gradient of each layer": what is recorded as grad_norm/... is the norm over all weights of a layer
# mistake: It prints the norm over the gradient of all weights of the first layer, where one weight is asked for.
# lines: 15
# crash: no
# first wrong: -
class GradRecorder:
    def __init__(self, model):
        self.model = model
        self.record = {}

    def on_backward_end(self):
        for name, param in self.model.named_parameters():
            if param.grad is not None:
                self.record[f"grad_norm/{name}"] = param.grad.norm().item()


def exercise3(net):
    recorder = GradRecorder(net)
    recorder.on_backward_end()
    print(recorder.record["grad_norm/0.weight"])
