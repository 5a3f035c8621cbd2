"""Processes of our own that can do nothing but think: no files, no network, no other process.

Whatever parses bytes from outside may turn out to have a hole. So it runs where the hole leads
nowhere: in a process that has loaded all it needs and then given up the rest, for good.

    start       the one place where processes are started
    serve       the inside: locks itself down, then does one job after another
    confined    one such process, from outside; pool: several, started, watched and replaced
    wire        what the two sides say to each other; shared: the memory in which pixels cross
    linux, macos, windows, posix_limits     what each system can refuse
    posix_start, posix_memory, windows_start, windows_memory    how each hands over what is open

Each module that bears a system's name is imported there alone. What tests look at on every system,
structures and numbers, it defines everywhere, and the rest on its own.
"""
