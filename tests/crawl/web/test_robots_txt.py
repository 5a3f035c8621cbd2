import time

import pytest

from exposure_app.crawl.web.robots_txt import MAX_BYTES, parse

HOST = "https://example.org"


def allows(robots_txt, path="/x", token="ExposureApp"):
    body = robots_txt if isinstance(robots_txt, bytes) else robots_txt.encode()
    return parse(body, token).allow(HOST + path)


@pytest.mark.parametrize(
    ("robots_txt", "path", "is_allowed"),
    [
        ("", "/x", True),
        ("user-agent: *\ndisallow: /", "/x", False),
        ("user-agent: *\ndisallow: /", "/robots.txt", True),
        ("disallow: /", "/x", True),
        ("user-agent: *\ndisallow:", "/x", True),
        ("user-agent: *\nDISALLOW: /x", "/X", True),
        ("user-agent: *\ndisallow: /a\nallow: /a/b", "/a/b/c", True),
        ("user-agent: *\nallow: /a\ndisallow: /a/b", "/a/b/c", False),
        ("user-agent: *\nallow: /a\ndisallow: /a", "/a", True),
        ("user-agent: *\ndisallow: /*.jpg$", "/p/a.jpg", False),
        ("user-agent: *\ndisallow: /*.jpg$", "/p/a.jpg?x", True),
        ("user-agent: *\ndisallow: /a%3cd.html", "/a%3Cd.html", False),
        ("user-agent: *\ndisallow: /bücher", "/b%C3%BCcher", False),
        ("user-agent: *\ndisallow: /a?b=*", "/a?b=1", False),
        ("user-agent: *\rdisallow: /x\r", "/x", False),
        ("user-agent: *\r\ndisallow: /x # why", "/x", False),
        ("user-agent : *\ndisallow : /x", "/x", False),
        ("user-agent *\ndisallow /x", "/x", False),
        ("user agent: *\ndissalow: /x", "/x", False),
        ("user-agent: *\ndisallow: /a\u2028allow: /", "/a\u2028allow", True),
    ],
)
def test_the_rules_of_rfc_9309_are_followed(robots_txt, path, is_allowed):
    assert allows(robots_txt, path) is is_allowed


@pytest.mark.parametrize(
    ("agent", "is_us"),
    [
        ("ExposureApp", True),
        ("exposureapp", True),
        ("ExposureApp/1.0", True),
        ("ExposureApp Bot", True),
        ("Exposure", False),
        ("ExposureAppBot", False),
        ("Exposure App", False),
        ("MyExposureApp", False),
        ("ExposureApp*", True),
        ("**", False),
        ("", False),
    ],
)
def test_an_agent_line_means_us_if_it_is_our_whole_token(agent, is_us):
    assert allows(f"user-agent: {agent}\ndisallow: /") is not is_us


def test_our_own_group_replaces_everybody_s():
    robots_txt = "user-agent: *\ndisallow: /\n\nuser-agent: exposureapp\ndisallow: /a"
    assert allows(robots_txt, "/b")
    assert not allows(robots_txt, "/a")


def test_our_own_empty_group_allows_all():
    assert allows("user-agent: *\ndisallow: /\nuser-agent: exposureapp")


def test_groups_of_one_agent_are_read_as_one():
    robots_txt = "user-agent: exposureapp\ndisallow: /a\nuser-agent: b\ndisallow: /b\n"
    robots_txt += "user-agent: exposureapp\ndisallow: /c"
    assert [allows(robots_txt, path) for path in ("/a", "/b", "/c")] == [False, True, False]


@pytest.mark.parametrize(
    "between", ["crawl-delay: 2", "sitemap: https://example.org/s", "foo: bar", "noindex", "", "#"]
)
def test_only_a_rule_ends_the_agents_of_a_group(between):
    assert not allows(f"user-agent: exposureapp\n{between}\nuser-agent: b\ndisallow: /")


def test_a_byte_order_mark_is_no_part_of_the_first_line():
    assert not allows(b"\xef\xbb\xbfuser-agent: *\ndisallow: /")


@pytest.mark.parametrize("body", [b"<!doctype html><p>Not found", bytes(range(256)) * 10, b"\xff"])
def test_what_is_no_robots_txt_has_no_rules(body):
    assert allows(body)


def test_rules_beyond_the_limit_are_not_read():
    body = b"user-agent: *\n".ljust(MAX_BYTES, b"#") + b"\ndisallow: /"
    assert allows(body)
    assert not allows(b"user-agent: *\ndisallow: /\n".ljust(MAX_BYTES * 2, b"#"))


@pytest.mark.parametrize(
    ("robots_txt", "delay_s"),
    [
        ("user-agent: *\ncrawl-delay: 2.5", 2.5),
        ("user-agent: *\ndisallow: /a\ncrawl delay: 3", 3.0),
        ("crawl-delay: 9\nuser-agent: *\ncrawl-delay: soon", 0.0),
        ("user-agent: *\ncrawl-delay: -1\ncrawl-delay: inf", 0.0),
        ("user-agent: *\nallow: /\ncrawl-delay: 9\nuser-agent: exposureapp", 0.0),
    ],
)
def test_the_crawl_delay_of_our_group_is_known(robots_txt, delay_s):
    assert parse(robots_txt.encode(), "ExposureApp").crawl_delay_s == delay_s


@pytest.mark.parametrize(
    "rules",
    [
        "disallow: /*a*a*a*a*b\n" * 20_000,
        "disallow: /" + "*a" * 250_000 + "b",
        "disallow: /" + "a" * 500_000,
        "disallow: /$\n" * 35_000,
        "user-agent: *\n" * 35_000,
    ],
)
def test_heavy_patterns_are_matched_in_moments(rules):
    began = time.process_time()
    parse(b"user-agent: *\n" + rules.encode(), "ExposureApp").allow(HOST + "/" + "a" * 4_000)
    assert time.process_time() - began < 2
