"""What somebody says about a file, its columns and its rows."""

from hospes.incoming.forms.columns import ColumnsForm, SheetForm
from hospes.incoming.forms.files import FileForm
from hospes.incoming.forms.paste import PasteForm
from hospes.incoming.forms.rows import RowForm

__all__ = ["ColumnsForm", "FileForm", "PasteForm", "RowForm", "SheetForm"]
