"""docs/tables.md has every table and every column, with what stands beside it in the source."""

from __future__ import annotations

from tests.docs.tables import FILE, document, tables


def test_the_page_is_that_of_the_tables() -> None:
    assert FILE.read_text(encoding="utf-8") == document(), (
        "run `python -m tests.docs.tables --write`"
    )


def test_every_table_and_column_is_on_it() -> None:
    sections = FILE.read_text(encoding="utf-8").split("\n## ")
    by_name = {section.split()[0]: section for section in sections[1:]}
    for table in tables():
        for column in table.columns:
            assert f"\n| `{column}` | " in by_name[table.name], (table.name, column)
