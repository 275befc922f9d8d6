"""From linear light in the picture's plane to a phone's picture: bloom, focus, shake, colour, tone, noise, sharpening, JPEG."""

from __future__ import annotations

import io
import math

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

from teardown.rendering.canvas import F
from teardown.rendering.lettering import text_mask
from teardown.rendering.spec import Camera, Face

Pixels = npt.NDArray[np.uint8]


def _blur(image: F, sigma: float) -> F:
    return image if sigma < 0.25 else cv2.GaussianBlur(image, (0, 0), sigma).astype(np.float32)


def _focus(image: F, camera: Camera) -> F:
    sharp = _blur(image, camera.focus)
    if camera.defocus < 0.3:
        return sharp
    middle, far = _blur(image, camera.focus + camera.defocus * 0.45), _blur(image, camera.focus + camera.defocus)
    height, width = image.shape[:2]
    angle = math.radians(camera.focus_side)
    x = (np.arange(width, dtype=np.float32) / width - 0.5)[None, :] * np.float32(math.cos(angle))
    y = (np.arange(height, dtype=np.float32) / height - 0.5)[:, None] * np.float32(math.sin(angle))
    amount = np.clip((x + y) * 2, 0, 1)[..., None].astype(np.float32)
    first = np.clip(amount * 2, 0, 1)
    second = np.clip(amount * 2 - 1, 0, 1)
    mixed = sharp + (middle - sharp) * first
    focused: F = (mixed + (far - mixed) * second).astype(np.float32)
    return focused


def _shake(image: F, camera: Camera) -> F:
    if camera.motion < 1:
        return image
    size = math.ceil(camera.motion) | 1
    angle = math.radians(camera.motion_angle)
    reach = (camera.motion - 1) / 2
    middle = size // 2
    ends = [
        (round((middle + s * reach * math.cos(angle)) * 16), round((middle + s * reach * math.sin(angle)) * 16)) for s in (-1, 1)
    ]
    line = np.zeros((size, size), dtype=np.uint8)
    cv2.line(line, ends[0], ends[1], 255, 1, cv2.LINE_AA, 4)
    kernel = line.astype(np.float32) / np.float32(max(1, int(line.sum())))
    return cv2.filter2D(image, -1, kernel).astype(np.float32)


def _tone(image: F) -> F:
    """A phone's tone curve: highlights rolled off, a slight S."""
    rolled = np.where(image > 0.7, 0.7 + 0.32 * (1 - np.exp(-(image - 0.7) / 0.32)), image)
    display = np.clip(rolled, 0, 1) ** np.float32(1 / 2.2)
    return (display + 0.22 * (display - 0.45) * display * (1 - display) * 2).astype(np.float32)


def _noise(image: F, camera: Camera, random: np.random.Generator) -> F:
    if camera.noise <= 0:
        return image
    height, width = image.shape[:2]
    luma = random.standard_normal((height, width), dtype=np.float32)
    small = random.standard_normal((height // 3 + 2, width // 3 + 2, 3), dtype=np.float32)
    chroma = cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR)
    level = np.sqrt(np.clip(1.15 - image.mean(axis=2), 0.12, 1.1)).astype(np.float32)
    grain = luma[..., None] * np.float32(0.8) + chroma * np.float32(0.7)
    noisy: F = (image + grain * (level * np.float32(camera.noise))[..., None]).astype(np.float32)
    if camera.denoise > 0:
        smooth = cv2.bilateralFilter(noisy, 5, 0.05 + 0.08 * camera.denoise, 2.0)
        noisy = (noisy + (smooth - noisy) * np.float32(min(1.0, camera.denoise))).astype(np.float32)
    return noisy


def develop(light: F, camera: Camera) -> Pixels:
    """Linear light, shape (height, width, 3), to sRGB pixels of the same shape."""
    random = np.random.default_rng((camera.seed, 41))
    image = light * np.float32(camera.exposure)
    height, width = image.shape[:2]
    # Bloom: what is burnt out spills into its surroundings.
    small = cv2.resize(np.clip(image - 0.9, 0, 3), (max(8, width // 8), max(8, height // 8)), interpolation=cv2.INTER_AREA)
    veil = cv2.resize(_blur(small, max(0.6, width / 8 / 160)), (width, height), interpolation=cv2.INTER_LINEAR)
    image = image + veil * np.float32(0.30)
    image = _shake(_focus(image.astype(np.float32), camera), camera)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    r2 = ((x / width - 0.5) ** 2 + (y / width - height / width / 2) ** 2).astype(np.float32)
    image = image * (1 - np.float32(0.45) * r2)[..., None]
    t, m = camera.light.temperature, camera.light.tint
    image = image * np.array([1 + 0.28 * t + 0.06 * m, 1 - 0.06 * m, 1 - 0.30 * t + 0.06 * m], dtype=np.float32)
    display = _noise(_tone(image.astype(np.float32)), camera, random)
    if camera.sharpen > 0:
        display = display + np.float32(camera.sharpen) * (display - _blur(display, 1.3))
    pixels = np.clip(display * 255 + 0.5, 0, 255).astype(np.uint8)
    return _banner(pixels, camera.banner) if camera.banner else pixels


def _banner(pixels: Pixels, text: str) -> Pixels:
    """A strip with black text at the bottom edge, over the picture."""
    height, width = pixels.shape[:2]
    tall = max(22, round(min(height, width) * 0.024))
    strip = np.full((tall, width, 3), 236, dtype=np.uint8)
    mask = text_mask(text, tall * 0.5, Face(kind="sans", weight=0.18, spacing=0.08))
    if mask.shape[1] > width - 8:
        size = (width - 8, max(1, round(mask.shape[0] * (width - 8) / mask.shape[1])))
        mask = cv2.resize(mask, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    top, left = (tall - mask.shape[0]) // 2, (width - mask.shape[1]) // 2
    area = strip[top : top + mask.shape[0], left : left + mask.shape[1]].astype(np.float32)
    strip[top : top + mask.shape[0], left : left + mask.shape[1]] = (area * (1 - mask[..., None] * 0.88)).astype(np.uint8)
    result = pixels.copy()
    result[height - tall :] = strip
    return result


def encode_jpeg(pixels: Pixels, quality: int) -> bytes:
    """The picture as a JPEG file."""
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, format="JPEG", quality=quality, subsampling=2, optimize=True)
    return buffer.getvalue()
