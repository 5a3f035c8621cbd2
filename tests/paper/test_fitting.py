from PySide6.QtGui import QImage

from exposure_app.paper.fitting import as_fine_as_seen, middle


def image(width, height):
    return QImage(width, height, QImage.Format.Format_RGB32)


def test_a_picture_has_no_more_pixels_than_paper_shows():
    fine = as_fine_as_seen(image(1200, 800), (72, 48))
    assert (fine.width(), fine.height()) == (300, 200)


def test_a_small_picture_stays_as_it_is():
    assert as_fine_as_seen(image(100, 100), (72, 72)).width() == 100


def test_the_middle_of_a_picture_fills_its_place():
    part = middle(image(300, 100), 1.0)
    assert (part.x(), part.y(), part.width(), part.height()) == (100, 0, 100, 100)
    part = middle(image(100, 300), 2.0)
    assert (part.y(), part.width(), part.height()) == (125, 100, 50)
