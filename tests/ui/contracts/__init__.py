"""What the window counts on, part by part, asked of the fake session and of the real one."""
