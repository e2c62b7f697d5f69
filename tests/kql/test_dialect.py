"""Resource Graph's ways of writing run, and errors still point into what the user wrote."""

from typing import Any

import pytest

from highground.kql import dialect
from highground.kql.queries import Schema
from tests.kql import estate
from tests.kql.estate import ask


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Schema:
    return estate.database(tmp_path_factory.mktemp("estate"))


STORES = "resources | where type =~ 'Microsoft.Storage/storageAccounts' | "

WRITTEN = [
    ("where kind == 'StorageV2' | project kind", [{"kind": "StorageV2"}]),
    ("summarize count() by kind | count", [{"Count": 2}]),
    ("extend kind = 'x' | distinct kind", [{"kind": "x"}]),
    ("project-away kind | project n = column_ifexists('kind', 'gone') | take 1", [{"n": "gone"}]),
    ("join kind=inner (resources) on kind | count", [{"Count": 2}]),
    ("join kind=inner (resources) on $left.kind == $right.kind | count", [{"Count": 2}]),
    ("project count = 1 | where count == 1 | count", [{"Count": 2}]),
    ("summarize count = count() | where count > 1 | project count", [{"count": 2}]),
    ("where properties.count == 7 | count", [{"Count": 1}]),
    ("where tostring(properties.count) == 'many' | count", [{"Count": 1}]),
    ("project p = properties.rules.[0].port | where isnotnull(p)", [{"p": 22}]),
    ("distinct * | count", [{"Count": 2}]),
    ("distinct * | where name contains 'logs' | project name", [{"name": "shoplogs"}]),
    ("where * contains 'SHOPLOG' | count", [{"Count": 1}]),
    ("where name == 'x' or * has 'prod' | count", [{"Count": 1}]),
    ("project name | take 1 | project all = pack_all()", [{"all": {"name": "shopdata"}}]),
    ("mv-expand properties.rules | project properties_rules", [{"properties_rules": {"port": 22}}]),
    ("mvexpand properties.rules | count", [{"Count": 1}]),
    ("mv-expand rule = properties.rules | project rule.port", [{"rule_port": 22}]),
    ("mv-expand kind=array tags | project tags | take 1", [{"tags": ["env", "prod"]}]),
    ("mv-expand todynamic(tags) | project tags | take 1", [{"tags": {"env": "prod"}}]),
    ("where typeof(properties.rules) == 'array' | count", [{"Count": 2}]),
    ("serialize | count", [{"Count": 2}]),
    ("summarize take_any(type, location)| project location", [{"location": "westeurope"}]),
    ("project a1 = 1, a2 = 2, b = 3 | project-away a* | take 1", [{"b": 3}]),
    ("project b = 3 | project-away a* | take 1", [{"b": 3}]),
    ("take 1 | project x = extract('store(\\\\d+)', 1, 'store12', typeof(long))", [{"x": 12}]),
    ("project name, e = '' | take 1 | project a = pack_all(true)", [{"a": {"name": "shopdata"}}]),
    ("limit 1; ", 1),
]


@pytest.mark.parametrize(("text", "wanted"), WRITTEN)
def test_what_the_grammar_lacks_still_runs(schema: Schema, text: str, wanted: Any) -> None:
    rows = ask(schema, STORES + text)
    assert (rows if isinstance(wanted, list) else len(rows)) == wanted


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("(resources | where type has 'storage') | count", 2),
        ("(resources) | where type has 'storage' | count", 2),
        ("union (resources | where name == 'shopdata'), ((resources)) | count", 6),
        (
            "resources | where id in ((resources | where type has 'storage' | project id)) | count",
            2,
        ),
        ("let t = (resources | where kind == 'StorageV2'); t | union t | count", 2),
        ("resources | join kind=inner ((resources | where kind == 'StorageV2')) on id | count", 1),
    ],
)
def test_a_source_may_stand_in_parentheses(schema: Schema, text: str, count: int) -> None:
    assert ask(schema, text) == [{"Count": count}]


def test_what_needs_no_rewriting_stays_as_it_is() -> None:
    text = "resources // kind\n| where name == 'kind, * has' | extend x = count_, y = 'a.kind'"
    assert dialect.rewrite(text).text == text


def test_a_place_leads_back_through_the_edits() -> None:
    text = "resources | where kind == 'a' and a.kind == 1\n| where kind ?? 1"
    rewritten = dialect.rewrite(text)
    wrong = rewritten.text.splitlines()[1].index("?")
    assert rewritten.place(2, wrong) == (2, text.splitlines()[1].index("?") + 1)


def test_a_place_inside_an_edit_is_where_the_edit_stands() -> None:
    rewritten = dialect.rewrite("resources | distinct *")
    assert rewritten.place(1, len("resources | distinct hg_al")) == (1, 22)
