"""What snapshots, runs and decisions need."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import highground.state.tables

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "assignments",
        sa.Column("policy_id", sa.String(), nullable=False),
        sa.Column("resource_id", sa.String(), nullable=False),
        sa.Column("scope_id", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("eta_on", sa.Date(), nullable=True),
        sa.Column("justification", sa.String(), nullable=True),
        sa.Column("grace", sa.Boolean(), nullable=False),
        sa.Column("assigned_by", sa.String(), nullable=False),
        sa.Column(
            "assigned_at", highground.state.tables.UtcDateTime(timezone=True), nullable=False
        ),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("policy_id", "resource_id", name=op.f("pk_assignments")),
    )
    op.create_table(
        "decision_events",
        sa.Column(
            "seq",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("at", highground.state.tables.UtcDateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("policy_id", sa.String(), nullable=False),
        sa.Column("resource_id", sa.String(), nullable=True),
        sa.Column("exemption_id", sa.String(), nullable=True),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_decision_events")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("decision_events", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_decision_events_exemption_id"), ["exemption_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_decision_events_policy_id"), ["policy_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_decision_events_resource_id"), ["resource_id"], unique=False
        )

    op.create_table(
        "exemptions",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("policy_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("scope_id", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("expires_at", highground.state.tables.UtcDateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("created_at", highground.state.tables.UtcDateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", highground.state.tables.UtcDateTime(timezone=True), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exemptions")),
    )
    op.create_table(
        "runs",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("request", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("queued_at", highground.state.tables.UtcDateTime(timezone=True), nullable=False),
        sa.Column("began_at", highground.state.tables.UtcDateTime(timezone=True), nullable=True),
        sa.Column("ended_at", highground.state.tables.UtcDateTime(timezone=True), nullable=True),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("summary", sa.JSON(), nullable=True),
        sa.Column("cancel_requested", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
    )
    op.create_table(
        "score_points",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("view", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("low", sa.Float(), nullable=True),
        sa.Column("snapshot_id", sa.String(), nullable=False),
        sa.Column("decision_version", sa.BigInteger(), nullable=False),
        sa.Column("inputs", sa.JSON(), nullable=False),
        sa.UniqueConstraint("day", "scope", "view", name=op.f("uq_score_points_day")),
    )
    op.create_table(
        "snapshots",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("run_id", sa.String(), nullable=False),
        sa.Column("began_at", highground.state.tables.UtcDateTime(timezone=True), nullable=False),
        sa.Column(
            "published_at", highground.state.tables.UtcDateTime(timezone=True), nullable=False
        ),
        sa.Column("base_id", sa.String(), nullable=False),
        sa.Column("engine_version", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snapshots")),
        sa.UniqueConstraint("base_id", name=op.f("uq_snapshots_base_id")),
        sa.UniqueConstraint("run_id", name=op.f("uq_snapshots_run_id")),
    )
    op.create_table(
        "snapshot_parts",
        sa.Column("snapshot_id", sa.String(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("rows", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["snapshot_id"], ["snapshots.id"], name=op.f("fk_snapshot_parts_snapshot_id")
        ),
        sa.PrimaryKeyConstraint(
            "snapshot_id", "table_name", "path", name=op.f("pk_snapshot_parts")
        ),
    )


def downgrade() -> None:
    """Drop them again."""
    op.drop_table("snapshot_parts")
    op.drop_table("snapshots")
    op.drop_table("score_points")
    op.drop_table("runs")
    op.drop_table("exemptions")
    with op.batch_alter_table("decision_events", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_decision_events_resource_id"))
        batch_op.drop_index(batch_op.f("ix_decision_events_policy_id"))
        batch_op.drop_index(batch_op.f("ix_decision_events_exemption_id"))

    op.drop_table("decision_events")
    op.drop_table("assignments")
