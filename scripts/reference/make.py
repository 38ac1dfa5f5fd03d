"""
Makes tests/models/reference: what Hugging Face's own code answers to our drawings and texts, with small models of seeded
weights, for tests/models/reference.test.ts. Run by hand when a model, or the version of the reference, changes:

    python3 -m venv venv
    venv/bin/pip install torch==2.15.0 transformers==5.24.0 sentence-transformers==6.2.0 onnx==1.23.2 pillow==12.1.0
    HF_HUB_OFFLINE=1 venv/bin/python scripts/reference/make.py

It needs no account and downloads nothing. Pillow 12, because 13 resamples some tall pictures in the other order (up to 12
levels of difference at edges), and the models were trained before.
"""

import base64
import gzip
import json
import logging
import shutil
import sys
import warnings
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageOps
from transformers.image_transforms import convert_to_rgb
from transformers.models.blip.image_processing_pil_blip import BlipImageProcessorPil
from transformers.models.clip.image_processing_pil_clip import CLIPImageProcessorPil
from transformers.models.vit.image_processing_pil_vit import ViTImageProcessorPil

import beams
import captioners
import drawings
import florence
import similarity

PROCESSORS = {
    "blip": BlipImageProcessorPil(),
    "clip": CLIPImageProcessorPil(),
    "vit-gpt2": ViTImageProcessorPil(),
    # The numbers of Florence-2's own preprocessor_config.json.
    "florence": CLIPImageProcessorPil(
        size={"height": 768, "width": 768},
        do_center_crop=False,
        image_mean=[0.485, 0.456, 0.406],
        image_std=[0.229, 0.224, 0.225],
    ),
}
SAMPLES = 800


def opened(path: Path) -> Image.Image:
    """Upright, on white where it is transparent, as the library's own functions do it."""
    return Image.fromarray(convert_to_rgb(ImageOps.exif_transpose(Image.open(path)), return_numpy=True))


def pixel_values(processor: object, path: Path) -> torch.Tensor:
    return processor(opened(path), return_tensors="pt").pixel_values


def sampled(processor: object, values: np.ndarray) -> dict:
    """Grey levels at some hundred places in a fixed order, and the mean of each channel over all places."""
    mean, deviation = (np.reshape(numbers, (3, 1, 1)) for numbers in (processor.image_mean, processor.image_std))
    levels = np.rint((values * deviation + mean) * 255).astype(np.uint8).ravel()
    places = np.arange(SAMPLES) * 7919 % levels.size
    return {
        "levels": base64.b64encode(levels[places].tobytes()).decode(),
        "means": [round(float(x), 6) for x in values.astype(np.float64).mean(axis=(1, 2))],
    }


def main(folder: Path) -> None:
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    torch.set_grad_enabled(False)
    for part in ("images", "blip", "bert", "clip", "vit-gpt2", "florence"):
        shutil.rmtree(folder / part, ignore_errors=True)
    images = [folder / "images" / name for name in drawings.draw_all(folder / "images")]

    def write(name: str, content: object) -> None:
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        (folder / f"{name}.json.gz").write_bytes(gzip.compress(text.encode(), 9, mtime=0))

    write(
        "pixels",
        {
            name: {
                "mean": list(processor.image_mean),
                "deviation": list(processor.image_std),
                "images": {path.name: sampled(processor, pixel_values(processor, path)[0].numpy()) for path in images},
            }
            for name, processor in PROCESSORS.items()
        },
    )
    write("beams", beams.cases())

    def seen_by(name: str) -> dict[str, torch.Tensor]:
        return {path.name: pixel_values(PROCESSORS[name], path) for path in images}

    write("blip", captioners.blip(folder / "blip", seen_by("blip")))
    write("bert", similarity.bert(folder / "bert"))
    write("clip", similarity.clip(folder / "clip", seen_by("clip")))
    write("vit-gpt2", captioners.vit_gpt2(folder / "vit-gpt2", seen_by("vit-gpt2")))
    write("florence", florence.florence(folder / "florence", seen_by("florence")))
    for path in list(folder.rglob("tokenizer.json")):
        path.with_name("tokenizer.json.gz").write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))
        path.unlink()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[2] / "tests/models/reference"))
