# exercise: 2
# source: lucidrains/CoCa-pytorch (Python, PyTorch), issue 6 "Extractor in vit_pytorch will detach the tensor.": a forward hook of the extractor keeps the output of the image encoder as a clone which is detached, so no gradient gets back to the encoder; the author agreed and said it is fixed in vit-pytorch 0.35.8 (mended here by not detaching the clone)
# mistake: The hook stores the embeddings of the encoder cloned and detached, and the head goes on with these: the layers of the encoder get no gradient.
# lines: 29
# crash: no
# first wrong: -
import torch
from torch import nn


class Affine(nn.Module):
    def __init__(self, weight, bias):
        super().__init__()
        self.params = (weight, bias)

    def forward(self, x):
        weight, bias = self.params
        return x @ weight + bias


class Extractor(nn.Module):
    def __init__(self, vit):
        super().__init__()
        self.vit = vit
        self.latents = None
        self.vit.register_forward_hook(self._hook)

    def _hook(self, module, inputs, output):
        self.latents = output.clone().detach()

    def forward(self, img):
        self.vit(img)
        return self.latents


class CoCa(nn.Module):
    def __init__(self, img_encoder, to_logits):
        super().__init__()
        self.img_encoder = img_encoder
        self.to_logits = to_logits

    def forward(self, images, labels):
        image_embeds = self.img_encoder(images)
        logits = self.to_logits(image_embeds)
        return torch.mean((logits - labels) ** 2)


def exercise2(W, B, X, T):
    layers = []
    for w, b in zip(W[:3], B[:3]):
        layers += [Affine(w, b), nn.ReLU()]
    encoder = Extractor(nn.Sequential(*layers))
    return CoCa(encoder, Affine(W[3], B[3]))(X, T)
