# exercise: 2
# source: replicate/cog (Go and Python, PyTorch), issue 1681 "Unable to compute gradient in during inference": loss.backward() inside a prediction flow, "element 0 of tensors does not require grad"; solved: a torch.inference_mode() decorator over the predict function was overlooked, it was removed
# mistake: The function that computes the prediction is decorated with torch.inference_mode(), so no graph is recorded and backward() of the error stops.
# lines: 13
# crash: yes
# first wrong: -
import torch

class Predictor:
    def setup(self, W, B):
        self.params = list(zip(W, B))

    @torch.inference_mode()
    def predict(self, X):
        *hidden, last = self.params
        h = X
        for weight, bias in hidden:
            h = torch.nn.functional.relu(torch.addmm(bias, h, weight))
        weight, bias = last
        return torch.addmm(bias, h, weight)

def exercise2(W, B, X, T):
    predictor = Predictor()
    predictor.setup(W, B)
    prediction = predictor.predict(X)
    loss = (prediction - T).square().mean()
    return loss
