"""Our own small pictures, one for each way in which a photo can be awkward."""

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw


def scene(width: int, height: int) -> Image.Image:
    """A sky, a sun, hills, a fence of fine lines and a chequered field: smooth parts, edges and detail."""
    y, x = np.mgrid[0:height, 0:width]
    sky = np.stack([90 + 120 * y / height, 130 + 60 * x / width, 220 - 90 * y / height], axis=-1)
    image = Image.fromarray(sky.astype(np.uint8), "RGB")
    draw = ImageDraw.Draw(image)
    unit = min(width, height) / 16
    draw.ellipse([3 * unit, 2 * unit, 6 * unit, 5 * unit], fill=(255, 220, 90))
    for at in range(3):
        peak = width * (at + 0.5) / 3
        draw.polygon([(peak - 6 * unit, height), (peak, height * 0.45), (peak + 6 * unit, height)], fill=(40 + 30 * at, 110 - 25 * at, 60))
    for at in range(24):
        left = width / 2 + at * unit / 4
        draw.line([left, height * 0.6, left, height * 0.9], fill=(250, 250, 245), width=1 + at % 2)
    for row in range(8):
        for column in range(8):
            corner = (unit * (1 + column / 4), height - unit * (3 - row / 4))
            shade = 20 if (row + column) % 2 else 235
            draw.rectangle([*corner, corner[0] + unit / 4, corner[1] + unit / 4], fill=(shade, shade, shade))
    return image


def draw_all(folder: Path) -> list[str]:
    """Writes the pictures and gives their file names."""
    folder.mkdir(parents=True, exist_ok=True)
    scene(640, 427).save(folder / "opaque.jpg", quality=70)

    # Under its transparent parts there are colours that nobody should see.
    seen = Image.new("L", (200, 150), 0)
    ImageDraw.Draw(seen).ellipse([20, 10, 180, 140], fill=255)
    ImageDraw.Draw(seen).rectangle([90, 0, 110, 150], fill=120)
    with_alpha = scene(200, 150)
    with_alpha.putalpha(seen)
    with_alpha.save(folder / "alpha.png", optimize=True)

    scene(231, 173).convert("L").save(folder / "grey.png", optimize=True)
    Image.new("RGB", (1, 1), (200, 60, 20)).save(folder / "one-pixel.png")
    scene(1999, 240).save(folder / "panorama.jpg", quality=60)

    # As a phone held upright saves it: lying, with a note that it is to be turned.
    exif = Image.Exif()
    exif[0x0112] = 6
    scene(300, 400).transpose(Image.Transpose.ROTATE_90).save(folder / "turned.jpg", quality=80, exif=exif)

    scene(240, 180).convert("CMYK").save(folder / "cmyk.jpg", quality=60)
    # Larger than what is kept of a photo, so that it is reduced twice.
    scene(1600, 1200).save(folder / "large.jpg", quality=30, optimize=True)
    return sorted(path.name for path in folder.iterdir())
