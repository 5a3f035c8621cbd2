"""Names, addresses and bytes from outside, told apart and brought into one form."""
