"""Long files are read and written by a worker; what has been kept long enough goes at night."""

from hospes.incoming.actions import files
from hospes.jobs.schedule import scheduled, task


@task()
def read_file(pk: int) -> None:
    files.read_file(pk)


@task()
def write_file(pk: int) -> None:
    files.write_file(pk)


@scheduled("37 4 * * *")
def forget_old_files() -> None:
    files.forget_old()
