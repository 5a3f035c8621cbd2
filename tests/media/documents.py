"""Writes small PDF documents, object by object, as ISO 32000-1 has them."""

import io
import zlib

from PIL import Image

from tests.pictures import jpeg_bytes

A4 = (595, 842)


class Document:
    """A PDF in the making: pictures are kept once and shown by the number that `keep` gives."""

    def __init__(self):
        self._objects = [b"", b""]  # the catalogue and the list of pages come last
        self._pages = []

    def keep(self, picture: Image.Image, *, kind="jpeg", mask=None) -> int:
        """An image XObject: a JPEG as it is, or bare pixels, deflated."""
        width, height = picture.size
        if kind == "jpeg":
            body, how = jpeg_bytes(picture), b"/Filter /DCTDecode"
            body = body if picture.mode != "CMYK" else jpeg_bytes(picture)
        else:
            body, how = zlib.compress(picture.tobytes()), b"/Filter /FlateDecode"
        space = {"RGB": b"/DeviceRGB", "L": b"/DeviceGray", "CMYK": b"/DeviceCMYK"}[picture.mode]
        masked = b"/SMask %d 0 R" % self.keep(mask, kind="flate") if mask else b""
        return self._add(
            b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace %s "
            b"/BitsPerComponent 8 %s %s /Length %d >>\nstream\n%s\nendstream"
            % (width, height, space, how, masked, len(body), body)
        )

    def page(self, *shown, size=A4, rotate=0, more=b"", text="") -> None:
        """A page with pictures, each a number and (left, bottom, width, height) or a matrix."""
        content = [more]
        used = {}
        for number, place in shown:
            matrix = place
            if len(place) == 4:
                left, bottom, width, height = place
                matrix = (width, 0, 0, height, left, bottom)
            content.append(b"q %s cm /I%d Do Q" % (" ".join(map(str, matrix)).encode(), number))
            used[number] = b"/I%d %d 0 R" % (number, number)
        if text:
            content.append(b"BT /F1 12 Tf 40 40 Td (%s) Tj ET" % text.encode())
        stream = zlib.compress(b"\n".join(content))
        body = self._add(
            b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream)
        )
        font = b"/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
        self._pages.append(
            self._add(
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Rotate %d /Contents %d 0 R "
                b"/Resources << %s /XObject << %s >> >> >>"
                % (*size, rotate, body, font, b" ".join(used.values()))
            )
        )

    def form(self, number, place) -> int:
        """A form XObject that draws a picture; it is shown like one."""
        width, height = place
        content = b"q %d 0 0 %d 0 0 cm /I%d Do Q" % (width, height, number)
        return self._add(
            b"<< /Type /XObject /Subtype /Form /BBox [0 0 %d %d] /Matrix [%f 0 0 %f 0 0] "
            b"/Resources << /XObject << /I%d %d 0 R >> >> /Length %d >>\nstream\n%s\nendstream"
            % (width, height, 1 / width, 1 / height, number, number, len(content), content)
        )

    def body(self) -> bytes:
        """The document as a file."""
        kids = b" ".join(b"%d 0 R" % page for page in self._pages)
        self._objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
        self._objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(self._pages))
        file = io.BytesIO()
        file.write(b"%PDF-1.7\n")
        places = []
        for number, one in enumerate(self._objects, start=1):
            places.append(file.tell())
            file.write(b"%d 0 obj\n%s\nendobj\n" % (number, one))
        table = file.tell()
        file.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1))
        file.writelines(b"%010d 00000 n \n" % place for place in places)
        file.write(
            b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
            % (len(places) + 1, table)
        )
        return file.getvalue()

    def _add(self, body: bytes) -> int:
        self._objects.append(body)
        return len(self._objects)


def locked_document() -> bytes:
    """A document that asks for a password: encrypted by the standard handler, revision 2."""
    document = Document()
    document.page(text="secret")
    body = document.body()
    key = b"<" + b"5a" * 32 + b">"
    return body.replace(
        b"/Root 1 0 R >>",
        b"/Root 1 0 R /ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
        b"/O %s /U %s >> >>" % (key, key),
    )
