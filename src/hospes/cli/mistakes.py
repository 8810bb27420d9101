"""What a person at the command line can get wrong, said in one line with the mend."""


class MistakeError(Exception):
    """Shown on standard error without a traceback. `code` is the exit code."""

    def __init__(self, message: str, *, code: int = 1) -> None:
        super().__init__(message)
        self.code = code
