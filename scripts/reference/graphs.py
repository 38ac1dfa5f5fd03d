"""Small models with seeded weights, and their ONNX files as our loaders want them."""

import gzip
import io
import math
from pathlib import Path

import onnx
import torch


def draw_weights(model: torch.nn.Module, seed: int, scale: float = 1.5) -> None:
    """Seeded weights of 15 levels: they compress to a fraction of what floats do."""
    random = torch.Generator().manual_seed(seed)
    for name, parameter in sorted(model.named_parameters()):
        levels = torch.randint(-7, 8, parameter.shape, generator=random) / 8
        if parameter.dim() == 1:
            # The shift or the scale of a normalisation, or a bias.
            parameter.data = levels / 8 + (1 if "norm" in name.lower() and name.endswith("weight") else 0)
        else:
            fan_in = parameter[0].numel() if parameter.dim() > 1 else 1
            parameter.data = levels * 2.0 ** round(math.log2(scale / math.sqrt(min(fan_in, 64))))
    model.eval()


class Part(torch.nn.Module):
    """A function as a module, so that it can be exported."""

    def __init__(self, model: torch.nn.Module, run):
        super().__init__()
        self.model = model
        self.run = run

    def forward(self, *inputs):
        return self.run(*inputs)


def export(path: Path, model: torch.nn.Module, run, inputs: dict, outputs: list[str], open_dims: dict[str, list[int]]) -> None:
    """Writes `run` as `path`.gz. `open_dims`: for each input or output, the dimensions that may change."""
    file = io.BytesIO()
    torch.onnx.export(
        Part(model, run).eval(),
        tuple(inputs.values()),
        file,
        input_names=list(inputs),
        output_names=outputs,
        dynamic_axes={name: {dim: "batch_size" if dim == 0 else f"{name}_{dim}" for dim in dims} for name, dims in open_dims.items()},
        opset_version=17,
        dynamo=False,
    )
    graph = onnx.load_from_string(file.getvalue())
    for node in graph.graph.node:
        node.ClearField("doc_string")
        node.ClearField("metadata_props")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.with_name(path.name + ".gz").write_bytes(gzip.compress(graph.SerializeToString(), 9, mtime=0))
