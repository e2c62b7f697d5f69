"""The cloud secure score: how well the resources of a scope stand, weighed by how critical."""

from __future__ import annotations

import json

from duckdb import DuckDBPyConnection

from highground.config import CloudScore
from highground.tables.score import SCORES
from highground.tables.table import Relation

VIEWS = ("all", "misconfiguration", "vulnerability", "secret")

SCORES_SQL = """
WITH counted AS (
    SELECT
        verdicts.policy_id,
        verdicts.resource_id,
        verdicts.account,
        verdicts.status,
        policies.environment,
        policies.severity,
        policies.view
    FROM verdicts
    JOIN policies ON policies.id = verdicts.policy_id
    WHERE policies.maturity IS DISTINCT FROM 'preview'
),

-- A level that is only a lower bound could be any above it.
opened AS (
    SELECT
        counted.*,
        CASE
            WHEN r.policy_id IS NULL OR r.status = 'exempted' THEN NULL
            WHEN r.risk_level = 'not_evaluated' THEN counted.severity
            ELSE r.risk_level
        END AS level,
        level IS NOT NULL AND coalesce(r.at_least, FALSE) AS at_least
    FROM counted
    LEFT JOIN recommendations AS r USING (policy_id, resource_id)
),

by_view AS (
    SELECT
        resource_id,
        account,
        environment,
        view,
        count(*) FILTER (WHERE status <> 'unknown') AS known,
        count(*) FILTER (WHERE status = 'unknown') AS unknown,
        count(*) FILTER (WHERE level = 'critical') AS critical,
        count(*) FILTER (WHERE level = 'high') AS high,
        count(*) FILTER (WHERE level = 'medium') AS medium,
        count(*) FILTER (WHERE level = 'low') AS low,
        count(*) FILTER (WHERE at_least) AS raised,
        count(*) FILTER (WHERE level = 'high' AND at_least) AS raised_high,
        count(*) FILTER (WHERE level = 'medium' AND at_least) AS raised_medium,
        count(*) FILTER (WHERE level = 'low' AND at_least) AS raised_low
    FROM opened
    GROUP BY ALL
),

stacked AS (
    FROM by_view
    UNION ALL
    SELECT
        resource_id,
        account,
        environment,
        'all' AS view,
        sum(columns(* EXCLUDE (resource_id, account, environment, view)))::BIGINT
    FROM by_view
    GROUP BY resource_id, account, environment
),

criticality AS (
    SELECT resource_id, value
    FROM factors
    WHERE factor = 'critical'
),

-- What is judged but is no resource is the account of a listing that did not complete.
weighed AS (
    SELECT
        stacked.*,
        resources.id IS NOT NULL AS found,
        CASE criticality.value
            WHEN 'very_high' THEN $weight_very_high
            WHEN 'high' THEN $weight_high
            WHEN 'medium' THEN $weight_medium
            ELSE $weight_low
        END AS weight,
        criticality.resource_id IS NOT NULL AND criticality.value IS NULL AS unweighed,
        pow($critical, critical) * pow($high, high) * pow($medium, medium) * pow($low, low)
            AS asset,
        pow($critical, critical + raised + unknown)
            * pow($high, high - raised_high)
            * pow($medium, medium - raised_medium)
            * pow($low, low - raised_low) AS least_asset
    FROM stacked
    LEFT JOIN resources ON resources.id = stacked.resource_id
    LEFT JOIN criticality ON criticality.resource_id = stacked.resource_id
),

-- Resources that stand alike are counted once from here on: there are few ways to stand.
alike AS (
    SELECT
        account,
        environment,
        view,
        known > 0 AND found AS counts,
        found,
        unweighed,
        weight,
        asset,
        least_asset,
        count(*) AS resources,
        sum(unknown) AS unknown,
        sum(critical) AS critical,
        sum(high) AS high,
        sum(medium) AS medium,
        sum(low) AS low
    FROM weighed
    GROUP BY ALL
),

accounts AS (
    SELECT account, environment FROM alike
    UNION
    SELECT account, environment FROM coverage
    UNION
    SELECT account, environment FROM resources
),

scopes AS (
    SELECT account, environment, unnest(list_distinct(['', environment, account])) AS scope
    FROM accounts
    WHERE account <> '' AND environment IS NOT NULL
),

summed AS (
    SELECT
        scope,
        view,
        sum(asset * weight * resources) FILTER (WHERE counts) AS points,
        sum(weight * resources) FILTER (WHERE counts) AS most,
        sum(least_asset * weight * resources) FILTER (WHERE found AND NOT unweighed) AS least,
        sum(weight * resources) FILTER (WHERE found AND NOT unweighed) AS least_most,
        sum(resources) FILTER (WHERE counts) AS resources,
        sum(resources) FILTER (WHERE found AND NOT counts) AS unknown_resources,
        sum(unknown) AS unknown,
        sum(critical) AS critical,
        sum(high) AS high,
        sum(medium) AS medium,
        sum(low) AS low_level
    FROM alike
    JOIN scopes USING (account, environment)
    GROUP BY scope, view
),

-- How critical these are nobody could read. The score is least if the worst of them weigh most,
-- and the others least; from which one on the others begin is tried.
doubtful AS (
    SELECT scope, view, least_asset AS asset, sum(resources) AS resources
    FROM alike
    JOIN scopes USING (account, environment)
    WHERE found AND unweighed
    GROUP BY ALL

    UNION ALL

    SELECT scope, view, -1, 0
    FROM summed
),

split AS (
    SELECT
        scope,
        view,
        sum(asset * resources) OVER worse AS worse,
        sum(resources) OVER worse AS worse_count,
        sum(asset * resources) OVER every - sum(asset * resources) OVER worse AS better,
        sum(resources) OVER every - sum(resources) OVER worse AS better_count
    FROM doubtful
    WINDOW
        worse AS (PARTITION BY scope, view ORDER BY asset),
        every AS (PARTITION BY scope, view)
),

lowest AS (
    SELECT
        scope,
        view,
        min(
            (coalesce(least, 0) + $heaviest * worse + $lightest * better)
            / nullif(
                coalesce(least_most, 0) + $heaviest * worse_count + $lightest * better_count, 0
            )
        ) AS low
    FROM split
    JOIN summed USING (scope, view)
    GROUP BY scope, view
),

-- Of a type that was not listed whole there may be resources that nobody counts.
wanted AS (
    SELECT DISTINCT environment, applies_to AS type, unnest(['all', view]) AS view
    FROM policies
    WHERE maturity IS DISTINCT FROM 'preview'
),

listings AS (
    SELECT account, type, bool_and(outcome IN ('complete', 'not_enabled')) AS whole
    FROM coverage
    WHERE aspect = 'list'
    GROUP BY account, type
),

gaps AS (
    SELECT
        scopes.scope,
        wanted.view,
        list(DISTINCT scopes.account || ' ' || wanted.type) AS unlisted
    FROM scopes
    JOIN wanted USING (environment)
    LEFT JOIN listings ON listings.account = scopes.account AND listings.type = wanted.type
    WHERE NOT coalesce(listings.whole, FALSE)
    GROUP BY scopes.scope, wanted.view
),

every AS (
    SELECT DISTINCT scope, unnest($views) AS view
    FROM (
        SELECT scope FROM scopes
        UNION ALL
        SELECT ''
    )
)

SELECT
    every.scope,
    every.view,
    round(100 * points / most, 4) AS score,
    CASE WHEN gaps.unlisted IS NULL THEN round(100 * lowest.low, 4) END AS low,
    coalesce(list_sort(gaps.unlisted), []) AS unlisted,
    coalesce(resources, 0)::BIGINT AS resources,
    coalesce(unknown_resources, 0)::BIGINT AS unknown_resources,
    coalesce(unknown, 0)::BIGINT AS unknown,
    coalesce(critical, 0)::BIGINT AS critical,
    coalesce(high, 0)::BIGINT AS high,
    coalesce(medium, 0)::BIGINT AS medium,
    coalesce(low_level, 0)::BIGINT AS low_level,
    $constants::JSON AS constants
FROM every
LEFT JOIN summed ON summed.scope = every.scope AND summed.view = every.view
LEFT JOIN lowest ON lowest.scope = every.scope AND lowest.view = every.view
LEFT JOIN gaps ON gaps.scope = every.scope AND gaps.view = every.view
ORDER BY every.scope, every.view
"""


def scores(con: DuckDBPyConnection, constants: CloudScore) -> Relation:
    """Score everything, each environment and each account, in each view.

    Reads:  `verdicts`, `policies`, `recommendations`, `resources`, `factors`, `coverage`
    Gives:  `scores`. A resource counts with its first known verdict; one of which nothing is known
            is counted beside. `low` takes each unknown verdict, and each level that is only a lower
            bound, as Critical, and a criticality that nobody could read as the one that hurts
            most; it is NULL where a type that policies apply to was not listed whole: `unlisted`.
    Raises: nothing of its own
    Cost:   one aggregation over the verdicts; the rest is over the few ways resources stand

    With less evidence a score may rise, and `low` never does. Preview policies do not count, and
    what is exempted is not open.

    Source: the formula is Microsoft Defender for Cloud's, its constants attached to the levels in
    the order that its text asks for and its picture does not; the weights are ours. All are
    settings, stored with every row.
    """
    weights = (
        constants.weight_low,
        constants.weight_medium,
        constants.weight_high,
        constants.weight_very_high,
    )
    params = constants.model_dump() | {
        "heaviest": max(weights),
        "lightest": min(weights),
        "views": list(VIEWS),
        "constants": json.dumps(constants.model_dump()),
    }
    return SCORES.check(con.sql(SCORES_SQL, params=params))
