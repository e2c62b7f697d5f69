"""Tie scanner reports to the resources they are about, and findings to the aspects of those."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from highground.tables.inventory import FINDINGS, REPORTS, RESOURCES
from highground.tables.table import Relation

# A report names a resource, in falling order of certainty: a manifest says so; by its id; by an
# image reference whose registry we know; by a name that only one resource has. Registries name
# their images as https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html,
# https://learn.microsoft.com/azure/container-registry/container-registry-concepts and
# https://docs.cloud.google.com/artifact-registry/docs/docker/names say.
REPORTS_SQL = r"""
WITH all_reports AS (
    FROM collected_reports

    UNION ALL

    FROM last_reports AS last
    ANTI JOIN collected_reports USING (id)
),

targets AS (
    SELECT
        id AS report,
        lower(resource_id) AS told,
        lower(regexp_replace(target, '^(https?://|ami:|ebs:)', '')) AS target
    FROM all_reports
),

images AS (
    SELECT
        report,
        target,
        regexp_extract(target, '@(sha256:[0-9a-f]+)$', 1) AS image_digest,
        regexp_replace(regexp_replace(target, '@[^@]*$', ''), ':[^:/]*$', '') AS image
    FROM targets
    WHERE contains(target, '/')
),

repositories AS (
    SELECT
        *,
        regexp_extract(
            image,
            '^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?/(.+)$',
            ['account', 'region', 'name']
        ) AS ecr,
        regexp_extract(image, '^([a-z0-9-]+\.azurecr\.[a-z.]+)/', 1) AS acr,
        regexp_extract(
            image,
            '^([a-z0-9-]+)-docker\.pkg\.dev/([^/]+)/([^/]+)/(.+)$',
            ['location', 'project', 'name', 'image']
        ) AS gar
    FROM images
),

image_ids AS (
    SELECT
        report,
        3 AS rank,
        format(':ecr:{}:{}:repository/{}', ecr.region, ecr.account, ecr.name) AS id
    FROM repositories
    WHERE ecr.account <> ''

    UNION ALL

    SELECT
        report,
        CASE WHEN child = '' THEN 4 ELSE 3 END AS rank,
        format(
            '//artifactregistry.googleapis.com/projects/{}/locations/{}/repositories/{}{}',
            gar.project,
            gar.location,
            gar.name,
            child
        ) AS id
    FROM
        repositories,
        unnest(['', format('/dockerimages/{}@{}', gar.image, image_digest)]) AS children (child)
    WHERE gar.project <> ''

    UNION ALL

    SELECT
        report,
        3 AS rank,
        '//containerregistry.googleapis.com/' || image || '@' || image_digest AS id
    FROM repositories
    WHERE image_digest <> ''
),

known AS (
    SELECT
        id,
        lower(id) AS low_id,
        regexp_replace(lower(id), '^arn:aws[a-z-]*:ecr:', ':ecr:') AS image_id,
        lower(name) AS low_name
    FROM carried
),

registries AS (
    SELECT
        id,
        lower(json_extract_string(properties, '$.loginServer')) AS host
    FROM carried
    WHERE type = 'microsoft.containerregistry/registries'
),

candidates AS (
    SELECT report, 1 AS rank, known.id
    FROM targets
    JOIN known ON known.low_id = targets.told

    UNION ALL

    SELECT report, 2 AS rank, known.id
    FROM targets
    JOIN known ON known.low_id = targets.target

    UNION ALL

    SELECT report, rank, known.id
    FROM image_ids
    JOIN known ON known.image_id = image_ids.id

    UNION ALL

    SELECT report, 5 AS rank, registries.id
    FROM repositories
    JOIN registries ON registries.host = repositories.acr

    UNION ALL

    SELECT report, 6 AS rank, any_value(known.id) AS id
    FROM targets
    JOIN known ON known.low_name = targets.target
    GROUP BY ALL
    HAVING count(*) = 1
),

best AS (
    SELECT report, arg_min(id, (rank, id)) AS id
    FROM candidates
    GROUP BY report
)

SELECT
    all_reports.* REPLACE (coalesce(carried.id, all_reports.resource_id) AS resource_id),
    carried.account,
    carried.scope_id
FROM all_reports
LEFT JOIN best ON best.report = all_reports.id
LEFT JOIN carried ON carried.id = best.id
ORDER BY all_reports.id
"""

FINDINGS_SQL = """
WITH all_findings AS (
    FROM collected_findings

    UNION ALL

    SELECT last.*
    FROM last_findings AS last
    ANTI JOIN collected_reports ON collected_reports.id = last.report_id
)

SELECT
    all_findings.*,
    CASE WHEN reports.account IS NOT NULL THEN reports.resource_id END AS resource_id,
    reports.account,
    reports.scope_id,
    CASE
        WHEN starts_with(upper(finding), 'CVE-') THEN list_contains($known, upper(finding))
    END AS known_exploited
FROM all_findings
JOIN reports ON reports.id = all_findings.report_id
ORDER BY all_findings.id
"""

# `aspects` has the members exactly where a report of that kind covers the resource. A carried
# resource brings those of the last run along, which are taken away first.
ATTACHED_SQL = """
WITH covered AS (
    SELECT
        resource_id AS id,
        bool_or(kind = 'vulnerability') AS of_vulnerabilities,
        bool_or(kind = 'secret') AS of_secrets
    FROM reports
    WHERE account IS NOT NULL
    GROUP BY resource_id
),

found AS (
    SELECT
        resource_id AS id,
        kind,
        to_json(list_distinct(list(
            CASE
                WHEN kind = 'secret'
                    THEN json_object('id', finding, 'severity', severity, 'location', location)
                ELSE json_object(
                    'id', finding,
                    'severity', severity,
                    'cvss', cvss,
                    'package', package,
                    'version', version,
                    'fixedVersion', fixed_version,
                    'knownExploited', coalesce(known_exploited, FALSE)
                )
            END
            ORDER BY finding, package, version, location, findings.id
        )).list_sort()) AS elements
    FROM findings
    WHERE resource_id IS NOT NULL
    GROUP BY resource_id, kind
),

members AS (
    SELECT
        covered.id,
        json_object(
            'vulnerabilities',
            CASE
                WHEN of_vulnerabilities THEN coalesce(vulnerabilities.elements, '[]'::JSON)
            END,
            'secrets',
            CASE WHEN of_secrets THEN coalesce(secrets.elements, '[]'::JSON) END
        ) AS patch
    FROM covered
    LEFT JOIN found AS vulnerabilities
        ON vulnerabilities.id = covered.id AND vulnerabilities.kind = 'vulnerability'
    LEFT JOIN found AS secrets
        ON secrets.id = covered.id AND secrets.kind = 'secret'
)

SELECT carried.* REPLACE (
    CASE
        WHEN members.id IS NOT NULL OR carried.last_seen_at IS NOT NULL
            THEN json_merge_patch(
                coalesce(carried.aspects, '{}'::JSON),
                coalesce(members.patch, '{"vulnerabilities": null, "secrets": null}'::JSON)
            )
        ELSE carried.aspects
    END AS aspects
)
FROM carried
LEFT JOIN members ON members.id = carried.id
ORDER BY carried.id
"""


def match_reports(con: DuckDBPyConnection) -> Relation:
    """Say which resource each report is about.

    Reads:  `collected_reports`; `last_reports`, which count where no newer one replaces them;
            `carried`, the resources
    Gives:  `reports`; `account` and `scope_id` are NULL where it names nothing that we know
    Raises: nothing of its own
    Cost:   one hash join with the resources for each way of naming one
    """
    return REPORTS.check(con.sql(REPORTS_SQL))


def match_findings(con: DuckDBPyConnection, known_exploited: frozenset[str]) -> Relation:
    """Give every finding the resource of its report.

    Reads:  `reports`; `collected_findings`; `last_findings`, those of reports that still count
    Gives:  `findings`; `resource_id` is NULL where the report matched nothing, and
            `known_exploited` is NULL of what is no CVE
    Raises: nothing of its own
    Cost:   one hash join on the report
    """
    return FINDINGS.check(con.sql(FINDINGS_SQL, params={"known": sorted(known_exploited)}))


def attach(con: DuckDBPyConnection) -> Relation:
    """Put findings where policies read them: lists in the `aspects` of the resource.

    Reads:  `carried`, `reports`, `findings`
    Gives:  `resources`, with `aspects.vulnerabilities` and `aspects.secrets`: `[]` where a report
            of that kind found nothing, and no member where no report covers the resource
    Raises: nothing of its own
    Cost:   documents are rewritten only where a report covers the resource, or a scan carried it
    """
    return RESOURCES.check(con.sql(ATTACHED_SQL))
