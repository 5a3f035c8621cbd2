"""What reads pictures and media in an installation without any of the optional parts."""

import sys

from exposure_app.confine.serve import serve


def main(arguments):
    for module in ("pi_heif", "pillow_jxl", "pypdfium2", "av"):
        sys.modules[module] = None

    from exposure_app.decoder import jobs, media_jobs

    return serve(arguments, lambda room: {**jobs.load(room), **media_jobs.load(room)})
