"""The JSON documents of the command line and of reports: the shapes that scripts rely on.

One module for each area, one function for each document. A key may be added at the end of its
object; none is renamed, moved or taken away.
"""
