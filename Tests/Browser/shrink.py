"""shrink.py FROM TO: a PNG with as few colours as a page of text needs. Runs where Pillow is installed."""

import sys

from PIL import Image

image = Image.open(sys.argv[1]).convert("RGB")
image.quantize(colors=64, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(sys.argv[2], "PNG", optimize=True)
