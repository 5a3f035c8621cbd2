"""The only package that opens a socket: bare GETs, to checked addresses, within bounds."""
