import pytest
from hypothesis import given
from hypothesis import strategies as st

from exposure_app.domain.moments import Moment, moment_in, within, without_moment
from exposure_app.wording import moment_words

FILES = ["file:///home/me/a%23t=3.mp4", "file:///a.zip#posts/film & more.mp4", "file:///t=3.pdf"]
ENDLESS = [f"file:///a.zip#film&{word}{5_000 * '9'}" for word in ("page=", "page=1&picture=", "t=")]
MOMENTS = st.one_of(
    st.floats(0, 1e6).map(lambda seconds: Moment(seconds=round(seconds, 2))),
    st.builds(Moment, seconds=st.integers(0, 99), until=st.integers(100, 10**6)),
    st.builds(Moment, page=st.integers(1, 10**6), picture=st.integers(1, 99)),
)


@given(st.sampled_from(FILES), MOMENTS)
def test_a_moment_written_into_an_address_is_read_from_it(url, moment):
    written = within(url, moment.written)
    assert moment_in(written) == moment
    assert without_moment(written) == url
    assert written.count("#") == 1


@pytest.mark.parametrize(
    "url",
    [*FILES, "https://example.org/#t=soon", "file:///a.pdf#page=x", "https://a.example/?of=3&page=4",
     *ENDLESS],
)  # fmt: skip
def test_the_address_of_a_whole_file_names_no_moment(url):
    assert moment_in(url) is None
    assert without_moment(url) == url
    assert moment_words(url) == ""


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("t=0", "at 0:00"),
        ("t=12.5", "at 0:12"),
        ("t=754", "at 12:34"),
        ("t=12.5,12.9", "at 0:12"),
        ("t=12.5,20", "between 0:12 and 0:20"),
        ("t=3723.9", "at 1:02:03"),
        ("page=3", "page 3"),
        ("page=3&picture=2", "page 3"),
    ],
)
def test_a_moment_is_told_as_players_and_readers_show_it(written, words):
    assert moment_words(f"file:///a#{written}") == words
    assert moment_words(f"file:///a.zip#b&{written}") == words
