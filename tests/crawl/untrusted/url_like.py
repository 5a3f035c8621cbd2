"""Text that looks like an address, well formed or not."""

from hypothesis import strategies as st

URL_LIKE = st.builds(
    "{}{}{}{}{}".format,
    st.sampled_from(["http://", "https:\\\\", "HTTP:/", "//", "", "ftp://", "javascript:"]),
    st.sampled_from(["Example.org", "a.b", "u:p@h", "0x7f.1", "[::1]", "bücher.de", "h:80", "%41"]),
    st.sampled_from(["", "/", ":443/", ":99999/"]),
    st.text(st.sampled_from("abé%2F./\\;?#=&@ \t☃"), max_size=12),
    st.sampled_from(["", "?", "??", "#", "?q#f", "/../x", "#?"]),
)
