"""What to ask an archive for: the date that a citation means, and the forms of an address to try."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources
from urllib.parse import SplitResult, urlsplit, urlunsplit

from ruamel.yaml import YAML

from crawler.archives.timestamp import TimestampError, from_iso
from crawler.references.citation import Citation

_OTHER_SCHEME = {"http": "https", "https": "http"}


def wanted_date(citation: Citation) -> str | None:
    """The date (ISO 8601, as exact as known) near which a capture shows what was cited; None where none is given.

    The date of the snapshot cited, else the day on which the page was read, else that of publication. What is no ISO
    date is passed over.
    """
    dates = (citation.archive_date, citation.access_date, citation.date)
    return next((date for date in dates if _is_date(date)), None)


def variants(original: str) -> tuple[str, ...]:
    """The address itself, then other forms under which the same page may have been captured, each once.

    Without the fragment; without tracking parameters; then, of that, with the other scheme, with or without `www.`,
    both, and with or without the last slash. Only the address itself where it is not an http or https one.
    """
    try:
        parts = urlsplit(original)
    except ValueError:
        return (original,)
    if parts.scheme not in _OTHER_SCHEME or not parts.netloc:
        return (original,)
    return tuple(dict.fromkeys((original, *_forms(parts))))


def without_tracking(query: str) -> str:
    """A query string without the parameters of tracking.yaml, the rest as it was."""
    return "&".join(piece for piece in query.split("&") if not _is_tracking(piece.partition("=")[0].lower()))


def _forms(parts: SplitResult) -> Iterator[str]:
    bare = parts._replace(fragment="")
    yield urlunsplit(bare)
    clean = bare._replace(query=without_tracking(bare.query))
    yield urlunsplit(clean)
    yield urlunsplit(_with_other_scheme(clean))
    yield urlunsplit(_with_other_www(clean))
    yield urlunsplit(_with_other_www(_with_other_scheme(clean)))
    yield urlunsplit(_with_other_slash(clean))


def _with_other_scheme(parts: SplitResult) -> SplitResult:
    return parts._replace(scheme=_OTHER_SCHEME[parts.scheme])


def _with_other_www(parts: SplitResult) -> SplitResult:
    userinfo, at, host = parts.netloc.rpartition("@")
    other = host[len("www.") :] if host.lower().startswith("www.") else f"www.{host}"
    # An address in figures has no www.
    numeric = host.startswith("[") or host.partition(":")[0].replace(".", "").isdigit()
    return parts if numeric else parts._replace(netloc=f"{userinfo}{at}{other}")


def _with_other_slash(parts: SplitResult) -> SplitResult:
    path = parts.path[:-1] if parts.path.endswith("/") else f"{parts.path}/"
    return parts._replace(path=path)


def _is_date(text: str) -> bool:
    try:
        from_iso(text)
    except TimestampError:
        return False
    return True


def _is_tracking(name: str) -> bool:
    names, beginnings = _tracking()
    return name in names or name.startswith(beginnings)


@cache
def _tracking() -> tuple[frozenset[str], tuple[str, ...]]:
    text = resources.files(__package__).joinpath("tracking.yaml").read_text(encoding="utf-8")
    lists = YAML(typ="safe").load(text)
    return frozenset(lists["names"]), tuple(lists["beginnings"])
