"""What one page shows: its pictures, its links, and the words beside them."""
