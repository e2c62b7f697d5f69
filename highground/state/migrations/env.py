"""Alembic's entry: migrations run on the connection that the caller opened."""

from __future__ import annotations

from alembic import context

from highground.state.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    compare_type=True,
    # DBOS keeps its own tables beside ours on PostgreSQL.
    include_name=lambda name, kind, _: kind != "table" or name in METADATA.tables,
)
with context.begin_transaction():
    context.run_migrations()
