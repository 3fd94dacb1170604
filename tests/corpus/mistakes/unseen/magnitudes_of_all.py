# exercise: 3
# source: deeplearning4j/deeplearning4j, issue 1298 "Histogram Iteration Listener: gradient/param mean magnitudes display problem" (Java): all displays are empty but the one of the top layer, which contains the data of all layers
# mistake: The magnitudes of all layers are put under one key, which lacks the number of the layer, so the last layer overwrites the first one.
# lines: 14
# crash: no
# first wrong: -
class HistogramIterationListener:
    def __init__(self):
        self.gradient_magnitudes = {}

    def iteration_done(self, model):
        for index, layer in enumerate(model):
            for param, value in layer.named_parameters():
                key = "gradient_" + param
                self.gradient_magnitudes[key] = value.grad.abs()

    def get(self, index, param):
        key = "gradient_" + param
        return self.gradient_magnitudes[key]


def exercise3(net):
    listener = HistogramIterationListener()
    listener.iteration_done(net)
    magnitudes = listener.get(0, "weight")
    print(magnitudes[0][0].item())
