"""The state database is brought to the newest revision, and only when it has to be."""

from __future__ import annotations

from pathlib import Path

from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

from highground.state.engine import MIGRATIONS, connect, is_current


def test_a_new_database_gets_the_newest_revision(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'state.sqlite'}")
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.connect() as db:
        found = db.execute(text("SELECT version_num FROM alembic_version")).scalar()
    assert found == ScriptDirectory.from_config(config).get_current_head()
    assert is_current(engine)


def test_a_database_of_an_older_release_is_not_current(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'state.sqlite'}"
    engine = create_engine(url)
    assert not is_current(engine)
    connect(url)
    with engine.begin() as db:
        db.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    assert not is_current(engine)
