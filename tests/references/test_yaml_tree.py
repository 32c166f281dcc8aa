from __future__ import annotations

import pytest

from crawler.references import yaml_tree
from crawler.references.problem import ReferencesError
from crawler.references.yaml_tree import MAX_DEPTH, Mapping, Scalar, Sequence, parse


def error(text: str) -> str:
    with pytest.raises(ReferencesError) as caught:
        parse(text, "f.yaml")
    assert len(caught.value.problems) == 1
    return str(caught.value)


def value(text: str) -> yaml_tree.Node:
    tree = parse(text, "f.yaml")
    assert isinstance(tree, Mapping)
    return tree.pairs[0][1]


@pytest.mark.parametrize(
    ("written", "text", "plain", "null"),
    [
        ("2019-09-06", "2019-09-06", True, False),
        ("2003", "2003", True, False),
        ("012", "012", True, False),
        ("1.50", "1.50", True, False),
        ("yes", "yes", True, False),
        ("'2003'", "2003", False, False),
        ('"a\\tb"', "a\tb", False, False),
        ("~", "~", True, True),
        ("", "", True, True),
        ("null", "null", True, True),
        ("'null'", "null", False, False),
        ("!!str null", "null", True, False),
        (">-\n  a\n  b", "a b", False, False),
        ("|-\n  a\n  b", "a\nb", False, False),
        ("&here x", "x", True, False),
    ],
)
def test_scalars_stay_as_they_were_written(written: str, text: str, plain: bool, null: bool) -> None:  # noqa: FBT001 - a table's columns
    found = value(f"a: {written}\n")
    assert isinstance(found, Scalar)
    assert (found.text, found.plain, found.null) == (text, plain, null)


def test_places_count_from_1_and_offsets_from_0() -> None:
    text = "a: 1\nbc:\n  - 中: 'x'\n"
    tree = parse(text, "f.yaml")
    assert isinstance(tree, Mapping)
    listed = tree.pairs[1][1]
    assert isinstance(listed, Sequence)
    entry = listed.items[0]
    assert isinstance(entry, Mapping)
    key, found = entry.pairs[0]
    assert (key.place.line, key.place.column) == (3, 5)
    assert text[found.place.start : found.place.end] == "'x'"


def test_keys_that_stand_twice_are_kept_for_the_reader_to_name() -> None:
    tree = parse("a: 1\na: 2\n", "f.yaml")
    assert isinstance(tree, Mapping)
    assert len(tree.pairs) == 2


def test_flow_is_told_from_block() -> None:
    flow, block = value("a: [x]"), value("a:\n- x\n")
    assert isinstance(flow, Sequence)
    assert isinstance(block, Sequence)
    assert (flow.flow, block.flow) == (True, False)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "f.yaml: the file is empty; expected `article:` and `references:`"),
        ("# only a comment\n", "f.yaml: the file is empty"),
        ("a: 1\n---\nb: 2\n", "f.yaml:2:1: a second YAML document; expected one document a file"),
        ("a: *x", "f.yaml:1:4: an alias"),
        ("a: &x [y]\nb: *x\n", 'f.yaml:2:4: an alias "*x"; expected the value itself'),
        ("a: !!python/object/apply:os.system [x]", "f.yaml:1:4: a tag"),
        ("a: !!binary aGk=", "f.yaml:1:4: a tag"),
        ("a: !mine {}", 'f.yaml:1:4: a tag "!mine"; expected the value without a tag'),
        ("a: [1", "f.yaml:1:6: not YAML: "),
        ("a: b: c", "f.yaml:1:5: not YAML: mapping values are not allowed here"),
        ("a:\n\t- b", "f.yaml:2:1: not YAML: "),
        ('a: "open', "f.yaml:1:9: not YAML: "),
        ("a: \x07", "f.yaml:1:4: not YAML: special characters are not allowed"),
        ("a: b\nc: d\x00", "f.yaml:2:5: not YAML: special characters are not allowed"),
        ('a: "\\0"', "f.yaml:1:4: the character U+0000; expected printable text"),
        ('a: "\\ud800"', "f.yaml:1:4: the character U+D800; expected printable text"),
        ("%YAML 9.9\n---\na: 1", "f.yaml:1:1: not YAML: "),
        ('a: "\\U99999999"', "f.yaml: not YAML that can be read (OverflowError)"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(text: str, said: str) -> None:
    assert error(text).startswith(said)


def test_nesting_is_bounded() -> None:
    deepest = "[" * MAX_DEPTH + "]" * MAX_DEPTH
    assert isinstance(parse(deepest, "f.yaml"), Sequence)
    assert f"nested more than {MAX_DEPTH} deep" in error("[" * (MAX_DEPTH + 1))


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "{? "])
def test_deep_nesting_ends_at_the_bound_however_it_is_written(opening: str) -> None:
    assert f"nested more than {MAX_DEPTH} deep" in error(opening * 50_000)


def test_an_alias_bomb_does_not_grow() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    assert error(bomb).startswith('f.yaml:2:8: an alias "*a"')


def test_the_number_of_values_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_tree, "MAX_VALUES", 3)
    assert isinstance(parse("[a, b]", "f.yaml"), Sequence)
    assert error("[a, b, c]") == "f.yaml:1:8: more than 3 values; expected a shorter list"


def test_a_long_tag_is_refused_before_the_parser_chokes_on_it() -> None:
    assert error("a: 1\nb: !" + "x" * 2_000_000).startswith("f.yaml:2:4: a word of over 20,000 characters after `!`")
