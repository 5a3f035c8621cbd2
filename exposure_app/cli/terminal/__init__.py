"""How the command line asks, answers and is told what to do."""
