"""The only package that opens a socket. It can ask by GET and has no call that sends a body."""
