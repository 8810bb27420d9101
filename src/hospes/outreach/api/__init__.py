"""News and supporters through the API."""
