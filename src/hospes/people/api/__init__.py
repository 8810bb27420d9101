"""Who asks: personal tokens, requests that are sent twice, accounts and their roles."""
