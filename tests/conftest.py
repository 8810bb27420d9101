"""What every test can count on."""
