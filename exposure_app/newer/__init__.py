"""What the maker says of the newest version: a signed file, checked, read strictly, and judged."""
