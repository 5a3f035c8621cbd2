"""What is dropped on the window."""

from PySide6.QtCore import QMimeData, QUrl

from exposure_app.ui.kit.dropping import locators


def test_a_dropped_file_is_named_as_the_system_writes_it(tmp_path):
    path = tmp_path / "zwei Bilder" / "私の写真.jpg"
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)), QUrl("https://example.org/"), QUrl("ftp://a.b/")])
    assert locators(mime) == [str(path), "https://example.org/"]
