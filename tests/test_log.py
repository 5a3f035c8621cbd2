import logging

from exposure_app import log


def test_an_exception_is_logged_by_class_and_line_never_by_its_words(tmp_path):
    log.start(tmp_path)
    try:
        raise ValueError("https://secret.example/anna.jpg")
    except ValueError:
        logging.getLogger("exposure_app.x").exception("unforeseen")
    finally:
        log.stop()
    text = (tmp_path / "exposure.log").read_text()
    assert "ValueError" in text
    assert "test_log.py" in text
    assert "secret" not in text
    assert "anna" not in text


def test_other_libraries_do_not_write_into_our_log(tmp_path):
    log.start(tmp_path, logging.DEBUG)
    logging.getLogger("urllib3").warning("https://secret.example/")
    log.stop()
    assert not (tmp_path / "exposure.log").exists()
