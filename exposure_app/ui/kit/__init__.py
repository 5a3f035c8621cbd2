"""What pages are built of: blocks, rows, tiles, jobs."""
