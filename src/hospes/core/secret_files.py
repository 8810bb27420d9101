"""Secrets that lie in files of their own, where a vault, systemd or a container engine puts them.

`HOSPES_SECRET_KEY_FILE=/run/secrets/key` says the same as `HOSPES_SECRET_KEY` with the first line of that file.
"""

from collections.abc import MutableMapping
from pathlib import Path

SECRETS = ("SECRET_KEY", "OLD_SECRET_KEYS", "DATABASE_URL", "EMAIL_URL", "OIDC_CLIENT_SECRET", "METRICS_TOKEN")


def read_secret_files(environment: MutableMapping[str, str]) -> None:
    """Put what the files say into the environment. A file that says something else than the environment is refused."""
    for name in (f"HOSPES_{secret}" for secret in SECRETS):
        path = environment.get(f"{name}_FILE", "")
        if not path:
            continue
        try:
            lines = Path(path).read_text(encoding="utf-8").splitlines()
        except (OSError, ValueError) as error:
            message = f"{name}_FILE names a file that cannot be read: {path}."
            raise ValueError(message) from error
        said = lines[0].strip() if lines else ""
        if not said:
            message = f"The file that {name}_FILE names is empty: {path}."
            raise ValueError(message)
        if environment.get(name, said) not in ("", said):
            message = f"{name} and {name}_FILE say different things. Take one of them away."
            raise ValueError(message)
        environment[name] = said
