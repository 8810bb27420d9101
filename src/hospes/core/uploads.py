"""Pictures from people: measured before they are decoded, then written anew without anything but the picture."""

import re
import secrets
from io import BytesIO
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

MOST_BYTES = 4 * 1024 * 1024
MOST_PIXELS = 16_000_000
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
# A picture that is a page or a program as well.
_MARKUP = re.compile(rb"<(?:script|html|svg|!doctype|iframe|body|\?php)", re.IGNORECASE)

TOO_LARGE = _("This file is too large. Choose a picture of at most %(megabytes)s MB.")
TOO_MANY_PIXELS = _("This picture has too many pixels. Make it at most 4,000 pixels wide and 4,000 high.")
NOT_A_PICTURE = _("We cannot read this file as a picture. Choose a PNG, JPEG, WebP or GIF file.")
MOVES = _("This picture moves. Choose one that stands still.")
MORE_THAN_A_PICTURE = _("This file holds more than a picture. Save it again as PNG or JPEG, then choose it.")


def written_anew(upload: "UploadedFile[Any]", *, within: tuple[int, int] = (640, 640)) -> ContentFile[bytes]:
    """The picture as WebP, made to fit, under a random name. Raises `ValidationError` with a sentence.

    Nothing of the file itself is kept: no place where it was taken, no comment, no second life.
    """
    if (upload.size or 0) > MOST_BYTES:
        raise ValidationError(TOO_LARGE, code="too_large", params={"megabytes": MOST_BYTES // 1024 // 1024})
    content = upload.read(MOST_BYTES + 1)
    if _MARKUP.search(content):
        raise ValidationError(MORE_THAN_A_PICTURE, code="markup")
    picture = _decoded(content)
    picture.thumbnail(within, Image.Resampling.LANCZOS)
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    out = BytesIO()
    bare.save(out, "WEBP", quality=88, method=4)
    return ContentFile(out.getvalue(), name=f"{secrets.token_hex(16)}.webp")


def _decoded(content: bytes) -> Image.Image:
    try:
        picture = Image.open(BytesIO(content), formats=FORMATS)
        _refuse_by_header(picture)
        picture.load()
        upright = ImageOps.exif_transpose(picture)
        has_transparency = upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info
        return upright.convert("RGBA" if has_transparency else "RGB")
    except ValidationError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise ValidationError(TOO_MANY_PIXELS, code="pixels") from None
    except Exception:  # noqa: BLE001 — a broken file can break the decoder in any way
        raise ValidationError(NOT_A_PICTURE, code="unreadable") from None


def _refuse_by_header(picture: Image.Image) -> None:
    width, height = picture.size
    if width * height > MOST_PIXELS:
        raise ValidationError(TOO_MANY_PIXELS, code="pixels")
    if getattr(picture, "is_animated", False):
        raise ValidationError(MOVES, code="moves")


class PictureField(forms.FileField):
    """A picture, given on as it is to be kept: `cleaned_data[…]` is a file ready for an `ImageField`."""

    widget = forms.ClearableFileInput

    def __init__(self, *, within: tuple[int, int] = (640, 640), **options: Any) -> None:
        self.within = within
        super().__init__(**options)
        self.widget.attrs.setdefault("accept", "image/png,image/jpeg,image/webp,image/gif")

    def clean(self, data: Any, initial: Any = None) -> Any:
        chosen = super().clean(data, initial)
        return written_anew(chosen, within=self.within) if isinstance(chosen, UploadedFile) else chosen
