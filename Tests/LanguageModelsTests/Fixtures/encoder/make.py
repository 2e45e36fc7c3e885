"""A small BERT with random weights, and what an independent forward pass in double precision makes of it.

Run in this folder: writes model.safetensors, config.json, vocab.txt and reference.json.
"""
import json
import math
import struct

import numpy as np

WIDTH, INNER, HEADS, LAYERS, PLACES = 32, 64, 4, 2, 24
WORDS = "[PAD] [UNK] [CLS] [SEP] the return of tele ##vision rose by 2 ##4 . , % preis un ##d umsatz e ##te 日 ##s -".split()

random = np.random.default_rng(20261124)
shapes = {
    "embeddings.word_embeddings.weight": (len(WORDS), WIDTH),
    "embeddings.position_embeddings.weight": (PLACES, WIDTH),
    "embeddings.token_type_embeddings.weight": (2, WIDTH),
    "embeddings.LayerNorm.weight": (WIDTH,),
    "embeddings.LayerNorm.bias": (WIDTH,),
}
for layer in range(LAYERS):
    name = f"encoder.layer.{layer}."
    for part in ("query", "key", "value"):
        shapes[f"{name}attention.self.{part}.weight"] = (WIDTH, WIDTH)
        shapes[f"{name}attention.self.{part}.bias"] = (WIDTH,)
    shapes[name + "attention.output.dense.weight"] = (WIDTH, WIDTH)
    shapes[name + "attention.output.dense.bias"] = (WIDTH,)
    shapes[name + "attention.output.LayerNorm.weight"] = (WIDTH,)
    shapes[name + "attention.output.LayerNorm.bias"] = (WIDTH,)
    shapes[name + "intermediate.dense.weight"] = (INNER, WIDTH)
    shapes[name + "intermediate.dense.bias"] = (INNER,)
    shapes[name + "output.dense.weight"] = (WIDTH, INNER)
    shapes[name + "output.dense.bias"] = (WIDTH,)
    shapes[name + "output.LayerNorm.weight"] = (WIDTH,)
    shapes[name + "output.LayerNorm.bias"] = (WIDTH,)

weights = {key: (random.normal(0, 0.35, shape) + ("LayerNorm.weight" in key)).astype(np.float32)
           for key, shape in shapes.items()}
header, body = {"__metadata__": {"format": "np"}}, b""
for key, array in weights.items():
    header[key] = {"dtype": "F32", "shape": list(array.shape),
                   "data_offsets": [len(body), len(body) + array.nbytes]}
    body += array.tobytes()
text = json.dumps(header).encode()
with open("model.safetensors", "wb") as file:
    file.write(struct.pack("<Q", len(text)) + text + body)
with open("vocab.txt", "w") as file:
    file.write("\n".join(WORDS) + "\n")
with open("config.json", "w") as file:
    json.dump({"hidden_size": WIDTH, "intermediate_size": INNER, "num_attention_heads": HEADS,
               "num_hidden_layers": LAYERS, "max_position_embeddings": PLACES,
               "vocab_size": len(WORDS), "type_vocab_size": 2, "layer_norm_eps": 1e-12}, file)

W = {key: array.astype(np.float64) for key, array in weights.items()}


def normalise(x, name):
    centred = x - x.mean(1, keepdims=True)
    scaled = centred / np.sqrt((centred ** 2).mean(1, keepdims=True) + 1e-12)
    return scaled * W[name + ".weight"] + W[name + ".bias"]


def dense(x, name):
    return x @ W[name + ".weight"].T + W[name + ".bias"]


def vector(tokens):
    x = (W["embeddings.word_embeddings.weight"][tokens]
         + W["embeddings.position_embeddings.weight"][: len(tokens)]
         + W["embeddings.token_type_embeddings.weight"][0])
    x = normalise(x, "embeddings.LayerNorm")
    size = WIDTH // HEADS
    for layer in range(LAYERS):
        name = f"encoder.layer.{layer}."
        q, k, v = (dense(x, f"{name}attention.self.{part}") for part in ("query", "key", "value"))
        mixed = np.zeros_like(x)
        for head in range(HEADS):
            part = slice(head * size, (head + 1) * size)
            scores = q[:, part] @ k[:, part].T / math.sqrt(size)
            scores = np.exp(scores - scores.max(1, keepdims=True))
            mixed[:, part] = scores / scores.sum(1, keepdims=True) @ v[:, part]
        x = normalise(x + dense(mixed, name + "attention.output.dense"),
                      name + "attention.output.LayerNorm")
        inner = dense(x, name + "intermediate.dense")
        inner = inner * 0.5 * (1 + np.vectorize(math.erf)(inner / math.sqrt(2)))
        x = normalise(x + dense(inner, name + "output.dense"), name + "output.LayerNorm")
    mean = x.mean(0)
    return mean / np.linalg.norm(mean)


place = {word: number for number, word in enumerate(WORDS)}
cases = [
    ("The return of television ROSE by 24 %.",
     "[CLS] the return of tele ##vision rose by 2 ##4 % . [SEP]"),
    ("Pr\u00e9is und Umsatz, \u65e5\u65e5", "[CLS] preis un ##d umsatz , \u65e5 \u65e5 [SEP]"),
    ("", "[CLS] [SEP]"),
    ("the\u00ad the\tumsatz unknownword - the-the",
     "[CLS] the the umsatz [UNK] - the - the [SEP]"),
]
result = []
for text, pieces in cases:
    tokens = [place[piece] for piece in pieces.split()]
    result.append({"text": text, "tokens": tokens, "vector": vector(tokens).tolist()})
with open("reference.json", "w") as file:
    json.dump(result, file, ensure_ascii=False, indent=1)
