"""The tables of history.db, as steps from one version to the next. A step is never changed once it was released."""

from __future__ import annotations

import sqlite3

STEPS: tuple[str, ...] = (
    """
    CREATE TABLE runs (
        id TEXT PRIMARY KEY,
        started_at TEXT NOT NULL,
        finished_at TEXT,
        state TEXT NOT NULL CHECK (state IN ('running', 'finished', 'closed')),
        web TEXT NOT NULL,
        network TEXT NOT NULL DEFAULT 'ok',
        options TEXT NOT NULL,
        article TEXT NOT NULL DEFAULT '{}',
        asked TEXT NOT NULL DEFAULT '[]'
    ) STRICT;
    CREATE TABLE observations (
        run TEXT NOT NULL REFERENCES runs (id),
        kind TEXT NOT NULL CHECK (kind IN ('live', 'play', 'search')),
        address TEXT NOT NULL,
        observed_at TEXT NOT NULL,
        evidence TEXT NOT NULL,
        PRIMARY KEY (run, kind, address)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX observations_by_address ON observations (kind, address, observed_at);
    CREATE TABLE verdicts (
        run TEXT NOT NULL REFERENCES runs (id),
        place INTEGER NOT NULL,
        identity TEXT NOT NULL,
        label TEXT NOT NULL,
        judged_at TEXT NOT NULL,
        row TEXT NOT NULL,
        PRIMARY KEY (run, place)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX verdicts_by_identity ON verdicts (identity, judged_at);
    CREATE TABLE events (
        id INTEGER PRIMARY KEY,
        run TEXT NOT NULL REFERENCES runs (id),
        event TEXT NOT NULL
    ) STRICT;
    CREATE TABLE notes (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    """,
    """
    CREATE TABLE archive_requests (
        run TEXT NOT NULL REFERENCES runs (id),
        service TEXT NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (run, service)
    ) STRICT, WITHOUT ROWID;
    """,
)


class HistoryError(Exception):
    """history.db cannot be used; the message says why and what to do."""


def migrate(connection: sqlite3.Connection, path: str) -> None:
    """Brings the database to the newest version, whole steps only, whoever else opens it meanwhile.

    Raises HistoryError for one from a newer program, and for one that is not ours.
    """
    while (version := _version(connection, path)) < len(STEPS):
        connection.execute("BEGIN IMMEDIATE")
        if _version(connection, path) == version:
            for statement in filter(str.strip, STEPS[version].split(";")):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {version + 1}")
        connection.execute("COMMIT")


def _version(connection: sqlite3.Connection, path: str) -> int:
    # In one statement: between two of them somebody else may have made the tables.
    read = "SELECT user_version, EXISTS (SELECT 1 FROM sqlite_master) FROM pragma_user_version"
    version, has_tables = connection.execute(read).fetchone()
    if version > len(STEPS):
        raise HistoryError(
            f"{path} is from a newer citewatch (version {version}, known here: {len(STEPS)}): update citewatch"
        )
    if version == 0 and has_tables:
        raise HistoryError(f"{path} is another program's database. Nothing was changed: move it away.")
    return int(version)
