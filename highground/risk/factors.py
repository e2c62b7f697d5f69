"""The factors of risk: what of each resource's surroundings can raise a level."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from highground.risk.tags import TagRules
from highground.tables.risk import FACTORS
from highground.tables.table import EVIDENCE, MISSING, Relation

# Which factors this version of the model computes. Lateral movement and attack paths are outside
# it: they count for nothing, and do not make a level a lower bound.
MODEL = "risk-model v1: internet, anonymous, unencrypted, vuln, sensitive, critical"

# A vulnerability scanner looks into these. One without a report was not evaluated.
SCANNED = (
    "AWS::EC2::Instance",
    "AWS::ECR::Image",
    "artifactregistry.googleapis.com/DockerImage",
    "compute.googleapis.com/Instance",
    "microsoft.compute/virtualmachines",
)

# Exposure says of these whether they answer without authentication, or in plain text; of others
# there is no such thing to say.
ANONYMOUS = (
    "AWS::S3::Bucket",
    "microsoft.storage/storageaccounts",
    "storage.googleapis.com/Bucket",
)
UNENCRYPTED = (
    "AWS::S3::Bucket",
    "microsoft.storage/storageaccounts",
    "sqladmin.googleapis.com/Instance",
)

# The aspects that say who may read a store.
ANSWERS = ("acl", "containers", "iamPolicy", "policy", "publicAccessBlock")

FACTORS_SQL = f"""
WITH internet AS (
    SELECT resource_id, 'internet' AS factor, width AS value, evidence, missing
    FROM exposure
),

access AS (
    SELECT
        exposure.resource_id,
        said.factor,
        said.held,
        exposure.evidence,
        exposure.missing
            || [each FOR each IN resources.missing IF list_contains($answers, each.aspect)]
            AS missing
    FROM exposure
    JOIN resources ON resources.id = exposure.resource_id
    CROSS JOIN unnest([
        {{'factor': 'anonymous', 'held': anonymous, 'types': $anonymous}},
        {{'factor': 'unencrypted', 'held': unencrypted, 'types': $unencrypted}}
    ]) AS each(said)
    WHERE said.held IS NOT NULL OR list_contains(said.types, resources.type)
),

reported AS (
    SELECT resource_id, NULL::STRUCT(id VARCHAR, finding VARCHAR) AS bad
    FROM reports
    WHERE kind = 'vulnerability'

    UNION ALL

    SELECT
        resource_id,
        CASE
            WHEN severity IN ('high', 'critical') OR known_exploited
                THEN {{'id': id, 'finding': finding}}
        END
    FROM findings
    WHERE kind = 'vulnerability'
),

scanned AS (
    SELECT resource_id, list_sort(list(DISTINCT bad) FILTER (WHERE bad IS NOT NULL)) AS bad
    FROM reported
    WHERE resource_id IS NOT NULL
    GROUP BY resource_id
),

vulnerable AS (
    SELECT
        coalesce(scanned.resource_id, machine.id) AS resource_id,
        'vuln' AS factor,
        CASE
            WHEN scanned.resource_id IS NULL THEN NULL
            WHEN len(coalesce(bad, [])) > 0 THEN 'yes'
            ELSE 'no'
        END AS value,
        [
            {{
                'resource_id': coalesce(scanned.resource_id, machine.id),
                'path': 'findings.' || each.id,
                'value': to_json(each.finding)
            }}
            FOR each IN coalesce(bad, [])
        ] AS evidence,
        CASE
            WHEN scanned.resource_id IS NULL THEN [{{'aspect': 'findings', 'code': ''}}]
            ELSE []
        END AS missing
    FROM scanned
    FULL JOIN (SELECT id FROM resources WHERE list_contains($scanned, type)) AS machine
        ON machine.id = scanned.resource_id
),

tags AS (
    SELECT id, unnest(json_keys(tags)) AS key, tags
    FROM resources
    WHERE json_type(tags) = 'OBJECT'
),

plain AS (
    SELECT
        id,
        key,
        tags -> ('$."' || key || '"') AS held,
        regexp_replace(lower(key), '[^a-z0-9]', '', 'g') AS plain_key,
        regexp_replace(lower(coalesce(tags ->> ('$."' || key || '"'), '')), '[^a-z0-9]', '', 'g')
            AS plain_value
    FROM tags
    -- DuckDB's paths have no way to write a key with a quotation mark in it.
    WHERE NOT contains(key, '"')
),

tagged AS (
    SELECT
        plain.id AS resource_id,
        rule.factor,
        arg_min(rule.value, rule.rank) AS value,
        list({{'resource_id': plain.id, 'path': 'tags.' || plain.key, 'value': plain.held}}
            ORDER BY plain.key) AS evidence,
        [] AS missing
    FROM plain
    JOIN (
        SELECT
            unnest($rules, recursive := TRUE)
    ) AS rule ON rule.key = plain.plain_key AND rule.tag = plain.plain_value
    GROUP BY ALL
),

untold AS (
    SELECT
        id AS resource_id,
        unnest(['sensitive', 'critical']) AS factor,
        NULL AS value,
        [] AS evidence,
        [each FOR each IN missing IF each.aspect = 'tags'] AS missing
    FROM resources
    WHERE list_contains([each.aspect FOR each IN missing], 'tags')
),

every AS (
    FROM internet
    UNION ALL
    SELECT
        resource_id,
        factor,
        CASE WHEN held THEN 'yes' WHEN NOT held THEN 'no' END,
        evidence,
        CASE WHEN held IS NULL THEN list_sort(list_distinct(missing)) ELSE [] END
    FROM access
    UNION ALL
    FROM vulnerable
    UNION ALL
    FROM tagged
    UNION ALL
    FROM untold
    WHERE NOT EXISTS (
        FROM tagged
        WHERE tagged.resource_id = untold.resource_id AND tagged.factor = untold.factor
    )
)

SELECT
    resource_id,
    factor,
    value,
    evidence::{EVIDENCE} AS evidence,
    coalesce(missing, [])::{MISSING} AS missing
FROM every
"""


def factors(con: DuckDBPyConnection, rules: TagRules) -> Relation:
    """Say of each resource what around it can raise the risk of a recommendation.

    Reads:  `resources`, `exposure`, `reports`, `findings`
    Gives:  `factors`, one row per factor of a resource. NULL means that it was not evaluated; no
            row, that it is not so or that the model does not ask it of such a resource. A narrow
            exposure that could be wider keeps its `missing`.
    Raises: nothing of its own
    Cost:   one pass over exposure and findings, one over the tags of every resource

    Source: the factors are Microsoft Defender for Cloud's; from which finding on a machine counts
    as vulnerable, and which tags speak, is ours. A missing tag means not tagged.
    """
    levels = ("yes", "very_high", "high", "medium", "low")
    given = [
        {"factor": factor, "key": key, "tag": tag, "value": value, "rank": levels.index(value)}
        for factor, key, tag, value in rules.rows()
    ]
    params = {
        "rules": given,
        "scanned": list(SCANNED),
        "anonymous": list(ANONYMOUS),
        "unencrypted": list(UNENCRYPTED),
        "answers": list(ANSWERS),
    }
    return FACTORS.check(con.sql(FACTORS_SQL, params=params))
