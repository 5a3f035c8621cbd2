"""Opens a JPEG as Pillow does, without what it parses besides."""

from PIL import JpegImagePlugin


class Jpeg(JpegImagePlugin.JpegImageFile):
    """A JPEG picture whose EXIF block is not looked at while it is opened."""

    def _read_dpi_from_exif(self) -> None:
        # Otherwise opening parses all of EXIF for a number we do not need, and a broken block
        # costs the picture.
        pass
