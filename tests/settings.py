"""Settings for tests: the real ones, with a data folder of their own and quick passwords."""

import os
import tempfile

os.environ.setdefault("HOSPES_DATA_DIR", tempfile.mkdtemp(prefix="hospes-test-"))

from hospes.settings import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
