"""What every answer of the API has in common: problems, lists, bodies, tags, the door and the document."""
