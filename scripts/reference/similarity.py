"""A sentence model of MiniLM's kind, and CLIP."""

import json
import subprocess
import unicodedata
from pathlib import Path

import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.models import Normalize, Pooling, Transformer
from transformers import BertConfig, BertModel, CLIPConfig, CLIPModel

import tokenisers
from graphs import draw_weights, export

# What titles, lyrics and captions may hold.
TEXTS = [
    "a dog running under the night sky",
    "",
    "   ",
    "Café naïve, Ångström: ÀÉÎÕÜ!",
    "cafe\u0301 nai\u0308ve",
    "夜に駆ける 愛の歌",
    "가나다 한국어 노래",
    "Straße, İstanbul, ΣΊΣΥΦΟΣ, ёлка, я",
    "مَرْحَبًا بالعالم",
    "sun 😀 moon 👩‍👩‍👧 👍🏽 🇫🇷",
    "a\u0000b\u0007c\u200bd\u200de\ufefff\u00adg\ufffdh",
    "tab\tline\nreturn\rpage\fseparator\u2028nbsp\u00a0ideographic\u3000end",
    "[SEP] in the [MASK] text [CLS] and [PAD] or [sep] and [UNK]",
    "don't stop — “song’s” end… 3,000.50 (live) #1 & $5 @home_alone",
    "x" * 99,
    "x" * 100,
    "x" * 101,
    "\U00020000\ue000\U000f0000 \u0301\u0302",
    "ﬁre ½ ① Ｆｕｌｌ ²",
    "rain " * 300,
    " ".join(tokenisers.WORDS * 6),
]


def rounded(values: torch.Tensor, places: int) -> list:
    return json.loads(json.dumps(values.tolist()), parse_float=lambda text: round(float(text), places))


def bert(folder: Path) -> list[dict]:
    # Every letter has a token, so that each way of cleaning a text shows.
    letters = "".join(TEXTS) + unicodedata.normalize("NFD", "".join(TEXTS).lower())
    tokenizer = tokenisers.word_piece(blip=False, characters="".join(letters.split()))
    config = BertConfig(
        vocab_size=len(tokenizer),
        hidden_size=24,
        intermediate_size=48,
        num_hidden_layers=2,
        num_attention_heads=2,
        max_position_embeddings=512,
    )
    model = BertModel(config, add_pooling_layer=False)
    draw_weights(model, seed=3)
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save_pretrained(folder)
    model.save_pretrained(folder)
    ids = torch.ones(2, 5, dtype=torch.long)
    export(
        folder / "onnx" / "model.onnx",
        model,
        lambda ids, mask, types: model(input_ids=ids, attention_mask=mask, token_type_ids=types).last_hidden_state,
        {"input_ids": ids, "attention_mask": ids, "token_type_ids": 0 * ids},
        ["last_hidden_state"],
        {name: [0, 1] for name in ("input_ids", "attention_mask", "token_type_ids", "last_hidden_state")},
    )
    # 256 tokens, as all-MiniLM-L6-v2 has it in its sentence_bert_config.json.
    transformer = Transformer(str(folder), max_seq_length=256)
    sentences = SentenceTransformer(modules=[transformer, Pooling(24, "mean"), Normalize()], device="cpu")
    vectors = torch.tensor(sentences.encode(TEXTS, batch_size=4))
    (folder / "model.safetensors").unlink()
    return [
        {"text": text, "ids": tokenizer(text, truncation=True, max_length=256).input_ids, "vector": rounded(vector, 6)}
        for text, vector in zip(TEXTS, vectors)
    ]


def our_prompts() -> list[list[str]]:
    program = "import('./src/models/clip-mood.ts').then(({ moodPrompts }) => console.log(JSON.stringify(moodPrompts)))"
    root = Path(__file__).parents[2]
    return json.loads(subprocess.run(["npx", "tsx", "-e", program], cwd=root, capture_output=True, check=True).stdout)


def clip(folder: Path, images: dict[str, torch.Tensor]) -> dict:
    tokenizer = tokenisers.clip()
    start, end = tokenizer.bos_token_id, tokenizer.eos_token_id
    common = {"num_hidden_layers": 1, "num_attention_heads": 2, "hidden_size": 16, "intermediate_size": 32, "projection_dim": 16}
    config = CLIPConfig(
        text_config={**common, "vocab_size": len(tokenizer), "bos_token_id": start, "eos_token_id": end, "pad_token_id": end},
        vision_config={**common, "image_size": 224, "patch_size": 16},
        projection_dim=16,
    )
    model = CLIPModel(config)
    draw_weights(model, seed=5)
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save_pretrained(folder)
    config.save_pretrained(folder)

    def text_vectors(ids: torch.Tensor) -> torch.Tensor:
        return model.text_projection(model.text_model(input_ids=ids).pooler_output)

    def image_vectors(pixels: torch.Tensor) -> torch.Tensor:
        return model.visual_projection(model.vision_model(pixel_values=pixels).pooler_output)

    open_both = {"input_ids": [0, 1], "text_embeds": [0]}
    ids = torch.tensor([[start, 5, 6, end, end], [start, 5, 6, 7, end]])
    export(folder / "onnx" / "text_model.onnx", model, text_vectors, {"input_ids": ids}, ["text_embeds"], open_both)
    pixels = {"pixel_values": torch.zeros(1, 3, 224, 224)}
    export(folder / "onnx" / "vision_model.onnx", model, image_vectors, pixels, ["image_embeds"], {})

    def unit(vectors: torch.Tensor) -> torch.Tensor:
        return vectors / vectors.norm(dim=-1, keepdim=True)

    prompts = our_prompts()
    moods = []
    for texts in prompts:
        inputs = tokenizer(texts, padding=True, truncation=True, return_tensors="pt")
        vectors = model.get_text_features(**inputs).pooler_output
        moods.append(unit(unit(vectors).mean(dim=0)))
    moods = torch.stack(moods)
    made = {}
    for name, pixels in images.items():
        seen = unit(model.get_image_features(pixel_values=pixels).pooler_output)[0]
        made[name] = rounded(moods @ seen, 6)
    return {
        "prompts": prompts,
        "moods": rounded(moods, 6),
        "images": made,
        "ids": [tokenizer(text).input_ids for texts in prompts for text in texts],
    }
