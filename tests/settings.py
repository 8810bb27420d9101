"""Settings for tests: the real ones, with a data folder of their own and quick passwords."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

if "HOSPES_DATA_DIR" not in os.environ:
    os.environ["HOSPES_DATA_DIR"] = tempfile.mkdtemp(prefix="hospes-test-")
    atexit.register(shutil.rmtree, os.environ["HOSPES_DATA_DIR"], ignore_errors=True)

from hospes.settings import *  # noqa: F403
from hospes.settings import DATA_DIR, DATABASES, TEMPLATES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, so that threads share it as processes do in life; not flushed to the disk at each commit.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(DATA_DIR) / "test.sqlite3")}
    options = DATABASES["default"]["OPTIONS"]
    options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")


class Undefined(str):
    """What a template shows for a variable that nobody gave it: nothing in life, an error in tests."""

    def __mod__(self, variable: object) -> str:
        raise LookupError(f"A template shows {variable}, which is not defined.")


TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Undefined("%s")  # type: ignore[index]
