"""BLIP and ViT-GPT2."""

from pathlib import Path

import torch
from transformers import (
    BlipConfig,
    BlipForConditionalGeneration,
    GPT2Config,
    GPT2LMHeadModel,
    VisionEncoderDecoderModel,
    ViTConfig,
    ViTModel,
)

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


def heads(x: torch.Tensor, count: int) -> torch.Tensor:
    """[batch, length, width] → [batch, heads, length, width of a head]"""
    return x.unflatten(-1, (count, -1)).transpose(1, 2)


def attend(query: torch.Tensor, key: torch.Tensor, value: torch.Tensor, mask: torch.Tensor | None = None) -> torch.Tensor:
    """`mask` [batch, keys] hides where it is 0. A decoder has one new token here, from which nothing before it is hidden."""
    scores = query @ key.transpose(-1, -2) / query.shape[-1] ** 0.5
    if mask is not None:
        scores = scores + (1 - mask[:, None, None].float()) * -1e9
    return (scores.softmax(dim=-1) @ value).transpose(1, 2).flatten(-2)


def gpt2_step(model: GPT2LMHeadModel, ids: torch.Tensor, states: torch.Tensor, *past: torch.Tensor) -> tuple:
    """GPT-2 by hand, with its cache as inputs and outputs: keys and values of each layer in turn."""
    body, count = model.transformer, model.config.n_head
    # The library's Conv1D would fix the size of the batch in the exported graph.
    linear = lambda conv, x: x @ conv.weight + conv.bias
    x = body.wte(ids) + body.wpe.weight[past[0].shape[2]]
    present = []
    for layer, block in enumerate(body.h):
        query, key, value = (heads(part, count) for part in linear(block.attn.c_attn, block.ln_1(x)).chunk(3, dim=-1))
        key = torch.cat([past[2 * layer], key], dim=2)
        value = torch.cat([past[2 * layer + 1], value], dim=2)
        present += [key, value]
        x = x + linear(block.attn.c_proj, attend(query, key, value))
        cross = block.crossattention
        query = heads(linear(cross.q_attn, block.ln_cross_attn(x)), count)
        key, value = (heads(part, count) for part in linear(cross.c_attn, states).chunk(2, dim=-1))
        x = x + linear(cross.c_proj, attend(query, key, value))
        x = x + linear(block.mlp.c_proj, block.mlp.act(linear(block.mlp.c_fc, block.ln_2(x))))
    return model.lm_head(body.ln_f(x)), *present


def vit_gpt2(folder: Path, images: dict[str, torch.Tensor]) -> dict:
    tokenizer = tokenisers.gpt2()
    end = tokenizer.eos_token_id
    special = {"bos_token_id": end, "eos_token_id": end, "pad_token_id": end}
    vision = ViTConfig(hidden_size=WIDTH, intermediate_size=2 * WIDTH, num_hidden_layers=1, num_attention_heads=2, image_size=224, patch_size=16)
    text = GPT2Config(n_embd=WIDTH, n_layer=2, n_head=2, n_positions=64, vocab_size=len(tokenizer), add_cross_attention=True, **special)
    decoder = GPT2LMHeadModel(text)
    model = VisionEncoderDecoderModel(encoder=ViTModel(vision, add_pooling_layer=False), decoder=decoder)
    draw_weights(model, seed=7, scale=4)
    # The end is nearly as likely as one of the words, or it would never come.
    words = decoder.transformer.wte.weight.data
    words[end] = words[tokenizer.convert_tokens_to_ids("horse")] * 0.97
    model.generation_config.decoder_start_token_id = end
    for name, token in special.items():
        setattr(model.generation_config, name, token)
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save_pretrained(folder)
    model.config.save_pretrained(folder)
    model.generation_config.save_pretrained(folder)
    see = lambda pixels: model.encoder(pixel_values=pixels).last_hidden_state
    export(folder / "onnx" / "encoder_model.onnx", model, see, {"pixel_values": torch.zeros(1, 3, 224, 224)}, ["last_hidden_state"], {})
    names = [f"{layer}.{kind}" for layer in range(2) for kind in ("key", "value")]
    past = {f"past_key_values.{name}": torch.zeros(2, 2, 3, WIDTH // 2) for name in names}
    export(
        folder / "onnx" / "decoder_model_merged.onnx",
        model,
        lambda *inputs: gpt2_step(decoder, *inputs),
        {"input_ids": torch.ones(2, 1, dtype=torch.long), "encoder_hidden_states": torch.zeros(2, 197, WIDTH), **past},
        ["logits", *(f"present.{name}" for name in names)],
        {name: [0, 2] for name in [*past, *(f"present.{name}" for name in names)]}
        | {name: [0] for name in ("input_ids", "encoder_hidden_states", "logits")},
    )
    made = {}
    for name, pixels in images.items():
        states = see(pixels)
        ids = [end, 20, 250, 300]
        logits = decoder(input_ids=torch.tensor([ids]), encoder_hidden_states=states).logits[0]
        # The step by hand is the library's.
        cache = [torch.zeros(1, 2, 0, WIDTH // 2)] * 4
        for at, token in enumerate(ids):
            step, *cache = gpt2_step(decoder, torch.tensor([[token]]), states, *cache)
            torch.testing.assert_close(step[0, 0], logits[at], rtol=1e-4, atol=1e-4)
        made[name] = {"ids": ids, "logits": [round(x, 3) for x in logits[-1].tolist()], "searches": []}
        for count, at_most, ngram in ((1, 16, 0), (4, 16, 0), (4, 25, 3), (2, 40, 2)):
            answer = model.generate(pixel_values=pixels, num_beams=count, max_length=at_most, no_repeat_ngram_size=ngram)
            tokens = searched(answer[0], 1, end)
            made[name]["searches"].append(
                {
                    "beams": count,
                    "minTokens": 0,
                    "maxTokens": at_most - 1,
                    "noRepeat": ngram,
                    "tokens": tokens,
                    "text": tokenizer.decode(tokens, skip_special_tokens=True).strip(),
                }
            )
    return made
