# exercise: 2
# source: coqui-ai/TTS (Python, PyTorch), issue 2348 "[Bug] No grad in YourTTS speaker encoder", TTS/encoder/models/resnet.py: the forward of the encoder gets x with gradients, but extracts the spectrogram with torch_spec in a block without gradients, so the encoder does not contribute to the gradients that flow to the generator
# mistake: one stage in the middle of the forward pass stands within torch.no_grad(), so all that lies before it, and the stage itself, gets no gradient
# lines: 27, 28
# crash: no
# first wrong: -
import torch

class Generator:
    def __init__(self, W, B):
        self.W, self.B = W, B

    def forward(self, z):
        for w, b in zip(self.W, self.B):
            z = torch.relu(torch.addmm(b, z, w))
        return z

class SpeakerEncoder:
    def __init__(self, spec, head):
        self.spec_weight, self.spec_bias = spec
        self.head_weight, self.head_bias = head

    def torch_spec(self, x):
        return torch.relu(torch.addmm(self.spec_bias, x, self.spec_weight))

    def forward(self, x):
        with torch.no_grad():
            x = self.torch_spec(x)
        return torch.addmm(self.head_bias, x, self.head_weight)

def consistency_loss(embedding, reference):
    return torch.mean((embedding - reference) ** 2)

def exercise2(W, B, X, T):
    generator = Generator(W[:2], B[:2])
    encoder = SpeakerEncoder((W[2], B[2]), (W[3], B[3]))
    wave = generator.forward(X)
    embedding = encoder.forward(wave)
    return consistency_loss(embedding, T)
