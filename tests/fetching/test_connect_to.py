import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.web.connect_to import ConnectToError, Rule, Target, find_target, parse_rule


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("example.org:443:127.0.0.1:8443", Rule("example.org", 443, "127.0.0.1", 8443)),
        ("Example.ORG.:443:Other.example:8443", Rule("example.org", 443, "other.example", 8443)),
        (":443:127.0.0.1:8443", Rule("", 443, "127.0.0.1", 8443)),
        ("example.org::127.0.0.1:", Rule("example.org", None, "127.0.0.1", None)),
        (":::8443", Rule("", None, "", 8443)),
        (":::", Rule("", None, "", None)),
        ("[2001:db8::1]:80:[::1]:8080", Rule("2001:db8::1", 80, "::1", 8080)),
        (" a:1:b:2 ", Rule("a", 1, "b", 2)),
    ],
)
def test_rules(text: str, rule: Rule) -> None:
    assert parse_rule(text) == rule


@pytest.mark.parametrize("text", ["", "a", "a:80", "a:80:b", "a:80:b:90:c", "a:x:b:1", "::1:80:b:1", "[::1:80:b:1"])
def test_what_is_no_rule_is_told_with_an_example(text: str) -> None:
    with pytest.raises(ConnectToError, match="HOST1:PORT1:HOST2:PORT2"):
        parse_rule(text)


@pytest.mark.parametrize("text", ["a:0:b:1", "a:1:b:65536", "a:99999999:b:1"])
def test_a_port_is_from_1_to_65535(text: str) -> None:
    with pytest.raises(ConnectToError, match="expected 1 to 65535"):
        parse_rule(text)


RULES = [parse_rule(text) for text in ("a.example:443:127.0.0.1:8443", "a.example:80::8080", ":25:mail.example:")]


@pytest.mark.parametrize(
    ("host", "port", "target"),
    [
        ("a.example", 443, Target("127.0.0.1", 8443, named=True)),
        ("A.Example.", 443, Target("127.0.0.1", 8443, named=True)),
        ("a.example", 80, Target("a.example", 8080, named=False)),
        ("b.example", 25, Target("mail.example", 25, named=True)),
        ("b.example", 443, Target("b.example", 443, named=False)),
    ],
)
def test_the_first_rule_that_matches_decides(host: str, port: int, target: Target) -> None:
    assert find_target(RULES, host, port) == target


@given(
    st.from_regex(r"[a-z0-9-]{1,10}(\.[a-z]{2,5})?", fullmatch=True),
    st.integers(1, 65535),
    st.from_regex(r"[a-z0-9-]{1,10}(\.[a-z]{2,5})?", fullmatch=True),
    st.integers(1, 65535),
)
def test_a_rule_that_is_written_is_read(host: str, port: int, target: str, target_port: int) -> None:
    rule = parse_rule(f"{host}:{port}:{target}:{target_port}")
    assert find_target([rule], host, port) == Target(target, target_port, named=True)
    assert find_target([rule], f"{host}.elsewhere", port).named is False


@given(st.text(max_size=60))
def test_any_text_without_three_colons_is_no_rule(text: str) -> None:
    with pytest.raises(ConnectToError, match="--connect-to"):
        parse_rule(text.replace(":", ""))
