"""The decoder: from untrusted bytes to pixels, in a process that can do nothing else.

For whoever needs pixels (`decoder.Decoder`, used in a `with` statement, by any number of threads)::

    with Decoder(workers=2, cancel=cancel) as decoder:
        raster = decoder.raster_of(untrusted_body, url)      # as faces.pictures.decode.raster_of
        first, *later = decoder.frames_of(untrusted_body, url)
        pixels = decoder.decode(untrusted_body, url)
        taken = decoder.taken_of(untrusted_body, url)        # when and where, by its EXIF block
        for facts, pixels in decoder.pictures("pdf", untrusted_body, {"pages": 20}, url=url):
            ...

`pictures` streams: each picture is there as soon as it is decoded, and the process works on the
next one meanwhile. Pixels are (height, width, 3) uint8 RGB, upright, read-only, and the caller's.
In place of bytes it takes a file that is open for reading ("rb", a real one): for that a process
is started anew and given the descriptor; it opens nothing itself. `facts` are flat: short texts
and finite numbers, their values as untrusted as the file they come from.

Errors are those of `faces.pictures.decode`, and besides: `TookTooLong` (no picture within 15 s),
`Unreadable` with the obstacle ENDED (the process crashed or answered garbage) or MEMORY, and
`DecoderKeepsEnding` or `DecoderUnavailable`, which are no gaps: work stops there.

Videos and documents are read by processes of another program, `decoder.MEDIA`, with the jobs in
`media_jobs`.

For whoever adds a format: one line in `jobs.load`. A job is a generator::

    def pdf(untrusted: bytes | IO[bytes], parameters: Facts) -> Iterator[tuple[Facts, Pixels]]:

It gets bytes, or an open file where `pictures` was given one; raises `DecodeError`s (or
`BudgetSpent`; `refusals` has the table) with "" for the url, which is filled in outside; anything
else that it raises means "damaged". It runs after the doors were closed: it can import and open
nothing. What it needs is imported, and tried once with a small file if it loads parts late, in
`jobs.load`.
"""
