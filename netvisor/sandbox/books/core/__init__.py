"""What every area of the books stands on."""
