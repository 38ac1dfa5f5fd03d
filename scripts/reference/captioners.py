"""BLIP, ViT-GPT2 and Florence-2."""

from pathlib import Path

import torch
from transformers import BlipConfig, BlipForConditionalGeneration

import tokenisers
from graphs import draw_weights, export

WIDTH = 16


def searched(answer, prompt: int, stop: int) -> list[int]:
    """The new tokens of a sequence, without what ends or fills it."""
    tokens = answer.tolist()[prompt:]
    return tokens[: tokens.index(stop)] if stop in tokens else tokens


def blip(folder: Path, images: dict[str, torch.Tensor]) -> dict:
    tokenizer = tokenisers.word_piece(blip=True)
    start, stop = tokenizer.convert_tokens_to_ids(["[DEC]", "[SEP]"])
    common = {"num_hidden_layers": 1, "num_attention_heads": 2, "hidden_size": WIDTH, "intermediate_size": 2 * WIDTH}
    config = BlipConfig(
        vision_config={**common, "image_size": 384, "patch_size": 16},
        text_config={
            **common,
            "encoder_hidden_size": WIDTH,
            "vocab_size": len(tokenizer),
            "max_position_embeddings": 64,
            "bos_token_id": start,
            "sep_token_id": stop,
            "pad_token_id": 0,
            "eos_token_id": 2,
        },
    )
    model = BlipForConditionalGeneration(config)
    draw_weights(model, seed=1, scale=4)
    # Words may come, and an end; the unused tokens may not, and letters seldom.
    bias = model.text_decoder.cls.predictions.bias.data
    bias[[*range(102), 103, start, start + 1]] -= 30
    bias[104:225] -= 5
    bias[stop] += 3

    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save_pretrained(folder)
    config.save_pretrained(folder)
    decoder = model.text_decoder
    seen = torch.zeros(2, 577, WIDTH)
    export(
        folder / "blip_vision_encoder.onnx",
        model,
        lambda pixels: model.vision_model(pixel_values=pixels).last_hidden_state,
        {"pixel_values": torch.zeros(1, 3, 384, 384)},
        ["encoder_hidden_states"],
        {},
    )
    export(
        folder / "blip_text_decoder.onnx",
        model,
        lambda ids, states: decoder(input_ids=ids, encoder_hidden_states=states, use_cache=False).logits,
        {"input_ids": torch.ones(2, 5, dtype=torch.long), "encoder_hidden_states": seen},
        ["logits"],
        {"input_ids": [0, 1], "encoder_hidden_states": [0], "logits": [0, 1]},
    )

    made = {}
    for name, pixels in images.items():
        states = model.vision_model(pixel_values=pixels).last_hidden_state
        ids = torch.tensor([[start, 133, 240, 250]])
        logits = decoder(input_ids=ids, encoder_hidden_states=states).logits[0, -1]
        made[name] = {"ids": ids[0].tolist(), "logits": [round(x, 3) for x in logits.tolist()], "searches": []}
        for count, at_least, at_most in ((1, 0, 20), (3, 5, 20), (3, 5, 31), (2, 0, 8), (5, 12, 31), (4, 9, 9)):
            answer = model.generate(pixel_values=pixels, num_beams=count, min_length=at_least, max_length=at_most)
            tokens = searched(answer[0], 1, stop)
            made[name]["searches"].append(
                {
                    "beams": count,
                    "minTokens": max(0, at_least - 1),
                    "maxTokens": at_most - 1,
                    "tokens": tokens,
                    "text": tokenizer.decode(tokens, skip_special_tokens=True, clean_up_tokenization_spaces=True),
                }
            )
    return made
