import pytest

from exposure_app.crawl.html.charset import decoded

NAME = "Zoë Łuć"


@pytest.mark.parametrize(
    ("body", "charset", "text"),
    [
        (NAME.encode(), "", NAME),
        (NAME.encode(), "utf-8", NAME),
        (b"\xef\xbb\xbf" + NAME.encode(), "iso-8859-1", NAME),
        (b"\xff\xfe" + NAME.encode("utf-16-le"), "", NAME),
        (b"\xfe\xff" + NAME.encode("utf-16-be"), "utf-8", NAME),
        (NAME.encode("utf-16-le"), "utf-16", NAME),
        (b"\x93Zo\xeb\x94", "iso-8859-1", "“Zoë”"),
        (b"\x93Zo\xeb\x94", "", "“Zoë”"),
        ("日本".encode("shift_jis"), "Shift_JIS", "日本"),
        (b"a\xffb", "utf-8", "a\ufffdb"),
    ],
)
def test_the_mark_comes_first_then_the_header_then_a_guess(body, charset, text):
    assert decoded(body, charset) == text


@pytest.mark.parametrize(
    "meta",
    [
        "<meta charset=windows-1250>",
        "<META CHARSET = 'cp1250'>",
        "<meta http-equiv=Content-Type content='text/html; charset=windows-1250'>",
        "<!-- <meta charset=utf-8> --><meta charset=windows-1250>",
        "<script><meta charset=utf-8></script><meta charset=windows-1250>",
        "<meta name=x><meta charset=nonsense><meta charset=windows-1250>",
    ],
)
def test_a_meta_element_names_the_encoding_where_the_header_does_not(meta):
    body = f"{meta}{NAME.replace('ë', 'ě')}".encode("windows-1250")
    assert decoded(body, "").endswith(NAME.replace("ë", "ě"))
    assert decoded(body, "unheard-of").endswith(NAME.replace("ë", "ě"))


def test_a_meta_element_that_reads_as_ascii_is_not_utf_16():
    assert decoded(f"<meta charset=utf-16le>{NAME}".encode(), "").endswith(NAME)


def test_a_meta_element_after_the_first_kilobyte_is_too_late():
    body = b" " * 1_024 + b"<meta charset=windows-1250>\xec"
    assert decoded(body, "").endswith("ì")


@pytest.mark.parametrize(
    "label", ["utf-7", "unicode_escape", "idna", "zip", "base64", "punycode", "rot13", "utf_8_sig"]
)
def test_python_s_own_codecs_are_no_encodings_of_a_page(label):
    body = b"+ADw-img src=x+AD4- \\u003cb\\u003e"
    assert decoded(body, label) == body.decode()
    assert decoded(b"<meta charset=%s>" % label.encode() + body, "").endswith(body.decode())
