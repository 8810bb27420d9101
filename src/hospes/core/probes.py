"""What the database and the data folder tell to figures."""

import shutil

from django.conf import settings
from django.db import connection

from hospes.core.figures import figure


@figure("hospes_database_bytes", "Size of the database.")
def database_bytes() -> float:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        else:
            cursor.execute("SELECT pg_database_size(current_database())")
        (size,) = cursor.fetchone()
    return float(size)


@figure("hospes_disk_free_bytes", "Room left on the disk of the data folder of the machine that answers.")
def disk_free_bytes() -> float:
    return shutil.disk_usage(settings.DATA_DIR).free
