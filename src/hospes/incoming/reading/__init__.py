"""From a file to rows, and from a row to the entry that it would become. Nothing here is written."""
