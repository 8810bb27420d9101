from tests.core.installations import installation, migrated

__all__ = ["installation", "migrated"]
