"""`exposure source prove`: says where the token belongs, and believes a site that shows it."""

from tests.site import Answer, Site

FILE = "/.well-known/exposure-app.txt"


def test_a_site_is_told_where_the_token_belongs_and_is_believed_once_it_is_there(exposure):
    with Site({}) as web:
        added = exposure(
            "source", "add", web.url, "--footing", "owned", "--delay", "0", "--allow-private",
            "--json",
        )  # fmt: skip
        source = added.document
        said = exposure("source", "prove", source["id"])
        assert said.code != 0
        assert f"{web.url.rstrip('/')}{FILE}: {source['token']}" in said.out
        assert f'<meta name="exposure-app" content="{source["token"]}">' in said.out
        # An address of numbers has no name in the DNS.
        assert "TXT" not in said.out
        web.pages[FILE] = Answer(source["token"].encode(), "text/plain")
        proved = exposure("source", "prove", source["id"], "--lift-robots", "--json")
    assert proved.code == 0, proved.err
    assert (proved.document["proved_by"], proved.document["lifts_robots"]) == ("file", True)
