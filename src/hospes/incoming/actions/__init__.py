"""What people do with files of old entries."""
