"""What the backups tell to figures."""

from collections.abc import Mapping

from django.utils import timezone

from hospes.backups.queries import newest_backup_at
from hospes.core.figures import figures


@figures("hospes_backup_age_seconds", "Age of the newest backup; missing while there is none.", by="")
def backup_age_seconds() -> Mapping[str, float]:
    newest = newest_backup_at()
    return {"": (timezone.now() - newest).total_seconds()} if newest else {}
