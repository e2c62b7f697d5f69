"""Open the state database and bring it to today's shape: SQLite out of the box, or PostgreSQL."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, inspect, text
from sqlalchemy.pool import ConnectionPoolEntry

MIGRATIONS = Path(__file__).parent / "migrations"


def connect(url: str) -> Engine:
    """An engine on a database that has been migrated. Safe to call from several processes."""
    engine = create_engine(url, pool_pre_ping=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_sqlite)
    if not is_current(engine):
        migrate(engine)
    return engine


def is_current(engine: Engine) -> bool:
    """Whether the database has the newest revision: the one whose file sorts last."""
    newest = max(MIGRATIONS.glob("versions/[0-9]*.py")).name.split("_")[0]
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return False
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found == newest


def migrate(engine: Engine) -> None:
    """Bring the database to the newest revision; nothing happens if it is there already."""
    # It takes half a second to import, and only the first command of a release needs it.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _set_sqlite(connection: Any, _: ConnectionPoolEntry) -> None:
    # Writers wait for each other instead of failing, and what is committed survives a crash.
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=30000", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
