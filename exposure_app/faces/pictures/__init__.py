"""From untrusted bytes to pixels, and from pixels to small pictures to keep."""
