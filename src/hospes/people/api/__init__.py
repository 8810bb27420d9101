"""Who asks: personal tokens, and requests that are sent twice."""
