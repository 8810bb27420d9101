"""A picture goes in, a picture comes out, and nothing else."""

import struct
import zlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from hospes.core.uploads import MOST_BYTES, PictureField, written_anew


def file_of(picture: Image.Image, form: str = "PNG", **options: object) -> bytes:
    out = BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def upload(content: bytes, name: str = "logo.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "image/png")


RED = Image.new("RGB", (40, 20), "red")


def png_that_claims(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + b"IHDR" + header + struct.pack(">I", zlib.crc32(b"IHDR" + header))
    return b"\x89PNG\r\n\x1a\n" + chunk + struct.pack(">I", 0) + b"IEND" + struct.pack(">I", zlib.crc32(b"IEND"))


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_picture_is_written_anew_as_webp_under_a_random_name(form: str) -> None:
    kept = written_anew(upload(file_of(RED, form), "../../x\r\nY: z.svg"))

    found = Image.open(kept)
    assert (found.format, found.size) == ("WEBP", (40, 20))
    assert kept.name is not None
    assert kept.name.endswith(".webp")
    assert len(kept.name) == 37


def test_a_large_picture_is_made_to_fit_and_keeps_its_shape() -> None:
    kept = written_anew(upload(file_of(Image.new("RGB", (2000, 1000)))), within=(640, 640))

    assert Image.open(kept).size == (640, 320)


def test_where_a_picture_was_taken_is_forgotten() -> None:
    exif = Image.Exif()
    exif[0x010E] = "Anna's kitchen"
    exif.get_ifd(0x8825)[1] = "N"
    before = file_of(RED, "JPEG", exif=exif, comment=b"Anna's kitchen")

    kept = written_anew(upload(before)).read()

    assert b"kitchen" in before
    assert b"kitchen" not in kept
    assert dict(Image.open(BytesIO(kept)).getexif()) == {}


def test_a_picture_on_its_side_is_set_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6

    assert Image.open(written_anew(upload(file_of(RED, "JPEG", exif=exif)))).size == (20, 40)


def test_a_transparent_ground_stays_transparent() -> None:
    kept = written_anew(upload(file_of(Image.new("RGBA", (9, 9), (0, 0, 0, 0)))))

    assert Image.open(kept).mode == "RGBA"


MOVING = file_of(
    Image.new("RGB", (4, 4)),
    "GIF",
    save_all=True,
    append_images=[Image.new("RGB", (4, 4), (n * 40, 0, 0)) for n in range(1, 5)],
)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "markup"),
        (b"<!DOCTYPE html><html>", "markup"),
        (file_of(RED) + b"<script>alert(1)</script>", "markup"),
        (b"GIF89a/*" + b"\x00" * 20 + b"*/=1;", "unreadable"),
        (b"", "unreadable"),
        (b"not a picture", "unreadable"),
        (file_of(RED)[:50], "unreadable"),
        (b"%PDF-1.7", "unreadable"),
        (png_that_claims(20_000, 20_000), "pixels"),
        (png_that_claims(5_000, 5_000), "pixels"),
        (MOVING, "moves"),
        (b"\x89PNG" + b"x" * MOST_BYTES, "too_large"),
    ],
)
def test_what_is_not_just_a_picture_is_refused_with_a_sentence(content: bytes, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        written_anew(upload(content))

    assert refused.value.code == code
    assert refused.value.messages[0].endswith((".", "MB."))


def test_a_form_field_gives_on_what_is_to_be_kept() -> None:
    assert PictureField(required=False).clean(None) is None
    assert PictureField().clean(upload(file_of(RED))).name.endswith(".webp")
