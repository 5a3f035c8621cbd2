"""Sheets of paper: the report as a PDF, drawn with Qt. Imported only when one is asked for.

But for `jpeg`: the one reader of our small pictures stands here, on the lower of the two floors
that know Qt, and the window takes it from here. A floor of its own would let a third room know Qt.
"""
