"""The words that argparse itself says: usage, help, and what it cannot make sense of.

argparse looks them up in gettext's own folders, where ours are not. Here they stand as texts of
our catalogue, and argparse is pointed to it.
"""

import argparse

from exposure_app.i18n import _, ngettext


def translate_usage() -> None:
    """Let argparse ask our catalogue, from now on."""
    # Not in its stubs, and documented only as "uses gettext": a test sees to it that it still does.
    setattr(argparse, "_", _)  # noqa: B010 - see above
    setattr(argparse, "ngettext", ngettext)  # noqa: B010 - see above


def words_of_argparse() -> list[str]:
    """What argparse may say on any command line of ours, for the catalogue."""
    return [
        _("usage: "),
        _("options"),
        _("positional arguments"),
        _("show this help message and exit"),
        _("show program's version number and exit"),
        _("%(prog)s: error: %(message)s\n"),
        _("argument %(argument_name)s: %(message)s"),
        _("the following arguments are required: %s"),
        _("unrecognized arguments: %s"),
        _("ambiguous option: %(option)s could match %(matches)s"),
        _("ignored explicit argument %r"),
        _("expected one argument"),
        _("expected at least one argument"),
        _("expected at most one argument"),
        _("invalid choice: %(value)r (choose from %(choices)s)"),
        _("invalid %(type)s value: %(value)r"),
        _("not allowed with argument %s"),
        ngettext("expected %s argument", "expected %s arguments", 1),
    ]
