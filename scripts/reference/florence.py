"""Florence-2, its BART by hand in the four parts that the exports have."""

from pathlib import Path

import torch
from transformers import BartConfig, Florence2Config, Florence2ForConditionalGeneration, Florence2Processor
from transformers.models.clip.image_processing_pil_clip import CLIPImageProcessorPil

import tokenisers
from captioners import WIDTH, attend, heads, searched
from graphs import draw_weights, export

COUNT = 2
TOKENS = 80


def feed_forward(layer: torch.nn.Module, x: torch.Tensor) -> torch.Tensor:
    return layer.final_layer_norm(x + layer.fc2(layer.activation_fn(layer.fc1(x))))


def encode(model: torch.nn.Module, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    body = model.model.language_model.encoder
    places = torch.arange(x.shape[1]) + 2
    x = body.layernorm_embedding(x + body.embed_positions.weight[places])
    for layer in body.layers:
        own = layer.self_attn
        query, key, value = (heads(part(x), COUNT) for part in (own.q_proj, own.k_proj, own.v_proj))
        x = layer.self_attn_layer_norm(x + own.out_proj(attend(query, key, value, mask)))
        x = feed_forward(layer, x)
    return x


def decode(model: torch.nn.Module, mask: torch.Tensor, states: torch.Tensor, x: torch.Tensor, *past: torch.Tensor) -> tuple:
    """
    One token. For each layer `past` holds keys and values of the tokens before, and of what the encoder saw; the latter come with
    the first answer only, as in the merged exports.
    """
    body = model.model.language_model.decoder
    x = body.layernorm_embedding(x + body.embed_positions.weight[past[0].shape[2] + 2])
    present = []
    for at, layer in enumerate(body.layers):
        own, cross = layer.self_attn, layer.encoder_attn
        before = past[4 * at : 4 * at + 4]
        key, value = (torch.cat([kept, heads(part(x), COUNT)], dim=2) for kept, part in zip(before, (own.k_proj, own.v_proj)))
        x = layer.self_attn_layer_norm(x + own.out_proj(attend(heads(own.q_proj(x), COUNT), key, value)))
        fresh = [heads(part(states), COUNT) for part in (cross.k_proj, cross.v_proj)]
        seen = [torch.cat([kept, new], dim=2)[:, :, : states.shape[1]] for kept, new in zip(before[2:], fresh)]
        x = layer.encoder_attn_layer_norm(x + cross.out_proj(attend(heads(cross.q_proj(x), COUNT), *seen, mask)))
        x = feed_forward(layer, x)
        present += [key, value, *(new[:, :, : states.shape[1] - before[2].shape[2]] for new in fresh)]
    return model.lm_head(x), *present


def florence(folder: Path, images: dict[str, torch.Tensor]) -> dict:
    tokenizer = tokenisers.bart()
    tokenizer.add_special_tokens({"additional_special_tokens": ["<image>"]})
    tokenizer.image_token, tokenizer.image_token_id = "<image>", tokenizer.convert_tokens_to_ids("<image>")
    text = BartConfig(
        vocab_size=len(tokenizer),
        d_model=WIDTH,
        encoder_layers=1,
        decoder_layers=1,
        encoder_attention_heads=COUNT,
        decoder_attention_heads=COUNT,
        encoder_ffn_dim=32,
        decoder_ffn_dim=32,
        max_position_embeddings=700,
    )
    # Real sizes of photo, patches and windows.
    vision = {"embed_dim": [8, 8, 16, 16], "depths": [1, 1, 1, 1], "num_heads": [2, 2, 2, 2], "num_groups": [2, 2, 2, 2], "projection_dim": WIDTH}
    config = Florence2Config(text_config=text.to_dict(), vision_config=vision, image_token_id=tokenizer.image_token_id)
    model = Florence2ForConditionalGeneration(config)
    draw_weights(model, seed=11, scale=2)
    words = model.model.language_model.shared.weight.data
    # As for GPT-2: an end that is as likely as a word.
    words[2] = words[tokenizer.convert_tokens_to_ids("fence")] * 1.0625
    special = {"decoder_start_token_id": 2, "bos_token_id": 0, "eos_token_id": 2, "pad_token_id": 1}
    # The numbers of Florence-2's own generation_config.json.
    special |= {"forced_bos_token_id": 0, "forced_eos_token_id": 2}
    for name, token in special.items():
        setattr(model.generation_config, name, token)
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save_pretrained(folder)
    config.save_pretrained(folder)

    processor = CLIPImageProcessorPil()
    processor.image_seq_length = 577
    prompt = Florence2Processor(processor, tokenizer)._construct_prompts("<DETAILED_CAPTION>")[0]
    asked = tokenizer(prompt).input_ids
    ids = torch.tensor([[tokenizer.image_token_id] * 577 + asked])
    see = lambda pixels: model.model.get_image_features(pixels).pooler_output
    embed = model.model.language_model.shared
    export(folder / "onnx" / "vision_encoder.onnx", model, see, {"pixel_values": torch.zeros(1, 3, 768, 768)}, ["image_features"], {})
    export(
        folder / "onnx" / "embed_tokens.onnx",
        model,
        lambda ids: embed(ids),
        {"input_ids": ids[:, :5]},
        ["inputs_embeds"],
        {"input_ids": [0, 1], "inputs_embeds": [0, 1]},
    )
    mask = torch.ones(2, 600, dtype=torch.long)
    states = torch.zeros(2, 600, WIDTH)
    export(
        folder / "onnx" / "encoder_model.onnx",
        model,
        lambda mask, x: encode(model, x, mask),
        {"attention_mask": mask, "inputs_embeds": states},
        ["last_hidden_state"],
        {name: [0, 1] for name in ("attention_mask", "inputs_embeds", "last_hidden_state")},
    )
    names = [f"0.{part}.{kind}" for part in ("decoder", "encoder") for kind in ("key", "value")]
    past = {f"past_key_values.{name}": torch.zeros(2, COUNT, 3, WIDTH // COUNT) for name in names}
    export(
        folder / "onnx" / "decoder_model_merged.onnx",
        model,
        lambda *inputs: decode(model, *inputs),
        {"encoder_attention_mask": mask, "encoder_hidden_states": states, "inputs_embeds": states[:, :1], **past},
        ["logits", *(f"present.{name}" for name in names)],
        {name: [0, 2] for name in [*past, *(f"present.{name}" for name in names)]}
        | {"encoder_attention_mask": [0, 1], "encoder_hidden_states": [0, 1], "inputs_embeds": [0], "logits": [0]},
    )
    made = {}
    for name, pixels in images.items():
        begun = [2, 0, 20, 250]
        attention = torch.ones_like(ids)
        logits = model(input_ids=ids, pixel_values=pixels, attention_mask=attention, decoder_input_ids=torch.tensor([begun])).logits[0]
        # The parts by hand are the library's.
        seen = encode(model, torch.cat([see(pixels), embed(torch.tensor([asked]))], dim=1), attention)
        cache = [torch.zeros(1, COUNT, 0, WIDTH // COUNT)] * 4
        for at, token in enumerate(begun):
            step, *present = decode(model, attention, seen, embed(torch.tensor([[token]])), *cache)
            cache = present[:2] + (cache[2:] if at else present[2:])
            torch.testing.assert_close(step[0, 0], logits[at], rtol=1e-4, atol=1e-4)
        made[name] = {"ids": begun, "logits": [round(x, 3) for x in logits[-1].tolist()], "searches": []}
        for count, ngram, early in ((1, 3, True), (3, 3, True), (2, 0, False)):
            answer = model.generate(
                input_ids=ids,
                pixel_values=pixels,
                attention_mask=attention,
                num_beams=count,
                max_new_tokens=TOKENS,
                no_repeat_ngram_size=ngram,
                early_stopping=early if count > 1 else None,
            )
            tokens = searched(answer[0], 1, 2)
            made[name]["searches"].append(
                {
                    "beams": count,
                    "minTokens": 0,
                    "maxTokens": TOKENS,
                    "noRepeat": ngram,
                    "stopsEarly": early,
                    "tokens": tokens,
                    "text": tokenizer.decode(tokens, skip_special_tokens=True).strip(),
                }
            )
    return made
