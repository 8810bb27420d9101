"""Steps of an upgrade that are written down with what they did, or not at all."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState


class WholeSteps(MigrationExecutor):
    """Django writes a step down after its transaction where constraints or indexes come last: killed between the two,
    the tables are there and nobody knows. Here these come first, and the line is in the same transaction."""

    def apply_migration(
        self, state: ProjectState, migration: Migration, fake: bool = False, fake_initial: bool = False
    ) -> ProjectState:
        if fake or fake_initial or not migration.atomic:
            return super().apply_migration(state, migration, fake=fake, fake_initial=fake_initial)
        if self.progress_callback:
            self.progress_callback("apply_start", migration, fake)
        with self.connection.schema_editor(atomic=True) as editor:
            state = migration.apply(state, editor)
            _end(editor)
            self.record_migration(migration)  # type: ignore[call-arg, arg-type]  # the stubs are of another release
        if self.progress_callback:
            self.progress_callback("apply_success", migration, fake)
        return state


def _end(editor: BaseDatabaseSchemaEditor) -> None:
    """What the editor keeps for its end."""
    for sql in editor.deferred_sql:
        editor.execute(sql)
    editor.deferred_sql.clear()
