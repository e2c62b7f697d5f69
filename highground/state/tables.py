"""The state database's tables: what people decided, which snapshots there are, which runs ran."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    TypeDecorator,
    UniqueConstraint,
)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time, kept as UTC; a naive one is refused. SQLite would drop its offset."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a time that does not say where it is."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive time")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back UTC, whatever the driver made of it."""
        if value is None:
            return None
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC)


METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# Autoincrement needs INTEGER on SQLite.
SEQUENCE = BigInteger().with_variant(Integer, "sqlite")

SNAPSHOTS = Table(
    "snapshots",
    METADATA,
    Column("id", String, primary_key=True),
    Column("run_id", String, nullable=False, unique=True),
    Column("began_at", UtcDateTime, nullable=False),
    Column("published_at", UtcDateTime, nullable=False),
    # Each snapshot has one successor at most: this is the compare-and-swap of publishing.
    Column("base_id", String, nullable=False, unique=True),
    Column("engine_version", String, nullable=False),
)

SNAPSHOT_PARTS = Table(
    "snapshot_parts",
    METADATA,
    Column("snapshot_id", String, ForeignKey("snapshots.id"), primary_key=True),
    Column("table_name", String, primary_key=True),
    Column("path", String, primary_key=True),  # below the lake
    Column("account", String, nullable=False),
    Column("rows", BigInteger, nullable=False),
)

RUNS = Table(
    "runs",
    METADATA,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("request", JSON, nullable=False),  # sources; never a credential
    Column("state", String, nullable=False),  # queued, running, finished, failed, cancelled
    Column("queued_at", UtcDateTime, nullable=False),
    Column("began_at", UtcDateTime),
    Column("ended_at", UtcDateTime),
    Column("done", Integer, nullable=False, default=0),  # units
    Column("total", Integer),
    Column("message", String, nullable=False, default=""),
    Column("summary", JSON),
    Column("cancel_requested", Boolean, nullable=False, default=False),
)

# Append-only: who decided what, when. Its highest `seq` is the decision version.
DECISION_EVENTS = Table(
    "decision_events",
    METADATA,
    Column("seq", SEQUENCE, primary_key=True, autoincrement=True),
    Column("at", UtcDateTime, nullable=False),
    Column("by", String, nullable=False),
    Column("kind", String, nullable=False),  # assigned, changed, unassigned, exempted, revoked
    Column("policy_id", String, nullable=False, index=True),
    Column("resource_id", String, index=True),
    Column("exemption_id", String, index=True),
    Column("detail", JSON, nullable=False),
    sqlite_autoincrement=True,
)

ASSIGNMENTS = Table(
    "assignments",
    METADATA,
    Column("policy_id", String, primary_key=True),
    Column("resource_id", String, primary_key=True),
    Column("scope_id", String, nullable=False),
    Column("account", String, nullable=False),
    Column("owner", String, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("eta_on", Date),
    Column("justification", String),
    Column("grace", Boolean, nullable=False),
    Column("assigned_by", String, nullable=False),
    Column("assigned_at", UtcDateTime, nullable=False),
    Column("version", BigInteger, nullable=False),
)

EXEMPTIONS = Table(
    "exemptions",
    METADATA,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("description", String, nullable=False),
    Column("category", String, nullable=False),
    Column("policy_id", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("target", String, nullable=False),
    Column("scope_id", String, nullable=False),
    Column("account", String, nullable=False),
    Column("expires_at", UtcDateTime),
    Column("created_by", String, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("revoked_at", UtcDateTime),
    Column("version", BigInteger, nullable=False),
)

SCORE_POINTS = Table(
    "score_points",
    METADATA,
    Column("day", Date, nullable=False),
    Column("scope", String, nullable=False),
    Column("view", String, nullable=False),
    Column("score", Float),
    Column("low", Float),
    Column("snapshot_id", String, nullable=False),
    Column("decision_version", BigInteger, nullable=False),
    Column("inputs", JSON, nullable=False),  # counts per level, constants
    UniqueConstraint("day", "scope", "view"),
)
