"""Verdicts as assessments: rows of `securityresources`.

Row types, paths and casing are Microsoft Defender for Cloud's, so that queries published for it
run unchanged. What we do not know is left out; an `unknown` verdict is `NotApplicable` with the
cause `EvidenceMissing` and says in its description what was not seen.
https://learn.microsoft.com/azure/defender-for-cloud/review-security-recommendations
"""

from __future__ import annotations

from highground.tables.inventory import ENVELOPE_COLUMNS

FACTOR_LABELS = {
    "internet": "Exposure to the Internet",
    "vuln": "Vulnerabilities",
    "sensitive": "Sensitive Data",
    "critical": "Critical Resource",
    "lateral": "Lateral Movement",
    "lateralSensitive": "Lateral Movement with Sensitive Data",
    "anonymous": "Anonymous Access",
    "unencrypted": "Unencrypted Access",
}
CATEGORIES = {
    "compute": "Compute",
    "containers": "Container",
    "data": "Data",
    "identity": "IdentityAndAccess",
    "networking": "Networking",
    "app_services": "AppServices",
    "serverless": "AppServices",
    "api": "AppServices",
    "iot": "IoT",
}


def _map(pairs: dict[str, str]) -> str:
    keys = ", ".join(f"'{key}'" for key in pairs)
    values = ", ".join(f"'{value}'" for value in pairs.values())
    return f"MAP([{keys}], [{values}])"


# `hg_assessed` is the id under which a resource has its assessments: its own on Azure, else one
# below a connector named like its account. Two resources may share kind, name and region, so a
# hash of the provider's id keeps them apart.
MACRO_SQL = rf"""
CREATE OR REPLACE MACRO hg_time(t) AS strftime(t, '%Y-%m-%dT%H:%M:%S.%fZ');
CREATE OR REPLACE MACRO hg_title(t) AS upper(t[1]) || t[2:];
CREATE OR REPLACE MACRO hg_slug(t) AS trim(regexp_replace(lower(t), '[^a-z0-9._]+', '-', 'g'), '-');
CREATE OR REPLACE MACRO hg_connector(account) AS '/subscriptions/' || account ||
    '/resourcegroups/highground/providers/microsoft.security/securityconnectors/' || account;
CREATE OR REPLACE MACRO hg_assessed(id, account, environment, type, region) AS CASE
    WHEN environment = 'Azure' THEN CASE WHEN id = account THEN '/subscriptions/' || id ELSE id END
    WHEN id = account THEN hg_connector(account)
    ELSE hg_connector(account) || '/securityentitydata/' || concat_ws('-', hg_slug(type),
        hg_slug(regexp_extract(id, '([^/:]*)$', 1)), hg_slug(region), md5(id)[1:8]) END;
CREATE OR REPLACE MACRO hg_assessment(assessed, key) AS
    assessed || '/providers/Microsoft.Security/assessments/' || key;
CREATE OR REPLACE MACRO hg_labels(factors) AS list_transform(coalesce(factors, []),
    lambda f: coalesce({_map(FACTOR_LABELS)}[f], f));
CREATE OR REPLACE MACRO hg_points(reasons, which) AS coalesce(list_sum(list_transform(
    list_filter(reasons, lambda r: r.part = which), lambda r: r.points)), 0)::INTEGER;
CREATE OR REPLACE MACRO hg_details(
    assessed, id, account, environment, type, name, region) AS json_object(
    'Source', environment,
    'Id', assessed,
    'ResourceName', coalesce(name, id),
    'ResourceType', type,
    'Region', region,
    'NativeCloudUniqueIdentifier', id,
    'HierarchyId', account,
    'ConnectorId', CASE WHEN environment <> 'Azure' THEN hg_connector(account) END);
"""

# What is the same on every assessment of a policy, made once for each.
POLICIES_SQL = f"""(
    SELECT
        id, environment, applies_to, "view", category, assessment_key, title, standards,
        json_object(
            'displayName', title,
            'description', description,
            'remediationDescription', coalesce(remediation ->> 'manual', ''),
            'policyDefinitionId', '/providers/Microsoft.Authorization/policyDefinitions/' || id,
            'categories', [coalesce({_map(CATEGORIES)}[category], hg_title(category))],
            'severity', hg_title(severity),
            'userImpact', hg_title(user_impact),
            'implementationEffort', hg_title(implementation_effort),
            'threats', coalesce(threats, []),
            'preview', maturity = 'preview',
            'assessmentType', 'BuiltIn',
            'tactics', coalesce(tactics, []),
            'techniqueIds', coalesce(techniques, [])
        ) AS metadata
    FROM base.policies
)"""

ENVELOPE = dict.fromkeys(ENVELOPE_COLUMNS, "''") | {
    name: "NULL::JSON" for name, type_ in ENVELOPE_COLUMNS.items() if type_ == "JSON"
}


def rows(source: str, **columns: str) -> str:
    """Rows of the envelope's columns out of `source`, empty but for those given."""
    row = ", ".join(f'{sql} AS "{name}"' for name, sql in (ENVELOPE | columns).items())
    return f"SELECT {row}\n{source}"


PLACE = {
    "tenantId": "coalesce(v.\"tenantId\", '')",
    "location": "v.region",
    "resourceGroup": "coalesce(v.\"resourceGroup\", '')",
    "subscriptionId": "v.account",
}
EXEMPT = "coalesce(c.status = 'exempted', FALSE)"
CODE = f"""CASE
    WHEN v.status = 'unhealthy' AND NOT {EXEMPT} THEN 'Unhealthy'
    WHEN v.status = 'healthy' THEN 'Healthy'
    ELSE 'NotApplicable' END"""
CAUSE = f"""CASE
    WHEN v.status = 'unknown' THEN 'EvidenceMissing'
    WHEN v.status = 'unhealthy' AND {EXEMPT} THEN 'Exempt'
    ELSE '' END"""
INITIATIVES = """list_transform(
    list_distinct(list_transform(coalesce(v.standards, []), lambda s: split_part(s, '/', 1))),
    lambda s: {
        'policyInitiativeName': s,
        'assessmentStatus': {'code': ({code}), 'cause': ({cause})}})
""".replace("({code})", CODE).replace("({cause})", CAUSE)

# Of each unknown verdict: what was not seen, the provider's code, and the permission that helps.
# An aspect of another type is named `<type>/<aspect>`; an aspect's own name holds no slash.
UNSEEN_SQL = """(
    SELECT u.policy_id, u.resource_id, string_agg(
        u.aspect || CASE WHEN u.code <> '' THEN ' (' || u.code || ')' ELSE '' END
        || CASE WHEN n.needs <> '' THEN ', which needs ' || n.needs ELSE '' END, '; '
        ORDER BY u.aspect) AS unseen
    FROM (
        SELECT
            v.policy_id, v.resource_id, v.account, m.aspect, m.code,
            coalesce(nullif(regexp_extract(m.aspect, '^(.*)/[^/]*$', 1), ''), p.applies_to) AS type,
            regexp_extract(m.aspect, '([^/]*)$', 1) AS look
        FROM base.verdicts AS v
        JOIN base.policies AS p ON p.id = v.policy_id
        CROSS JOIN unnest(v.missing) AS t(m)
        WHERE v.status = 'unknown'
    ) AS u
    LEFT JOIN (
        SELECT account, type, aspect, max(needs) AS needs FROM base.coverage GROUP BY ALL
    ) AS n ON n.account = u.account AND n.type = u.type AND n.aspect = u.look
    GROUP BY u.policy_id, u.resource_id
)"""


def judged(table: str) -> str:
    """Rows of a table of policies and resources, with what their assessments say of both."""
    return f"""FROM (
        SELECT
            j.*, r.name, r."tenantId", r."resourceGroup", r.first_seen_at,
            p.environment, p."view", p.category, p.assessment_key, p.title, p.standards, p.metadata,
            coalesce(r.type, p.applies_to) AS type,
            coalesce(r.region, 'global') AS region,
            hg_assessed(j.resource_id, j.account, p.environment,
                coalesce(r.type, p.applies_to), coalesce(r.region, 'global')) AS assessed
        FROM base.{table} AS j
        JOIN {POLICIES_SQL} AS p ON p.id = j.policy_id
        LEFT JOIN base.resources AS r ON r.id = j.resource_id
    ) AS v"""


VERDICTS_SQL = judged("verdicts")
DETAILS = """hg_details(
    v.assessed, v.resource_id, v.account, v.environment, v.type, v.name, v.region)"""
ASSESSMENT_ID = "hg_assessment(v.assessed, v.assessment_key)"

ASSESSMENT_SQL = f"""json_object(
    'displayName', v.title,
    'resourceDetails', {DETAILS},
    'status', json_object(
        'code', {CODE},
        'cause', {CAUSE},
        'description', CASE
            WHEN v.status = 'unknown' THEN 'Not seen: ' || coalesce(u.unseen, 'nobody looked')
            WHEN {EXEMPT} THEN 'Exempted: ' || c.exemption_category ELSE '' END,
        'statusChangeDate', hg_time(v.changed_at),
        'firstEvaluationDate', hg_time(coalesce(v.first_seen_at, v.changed_at))),
    'statusPerInitiative', {INITIATIVES},
    'additionalData', CASE WHEN v."view" <> 'misconfiguration'
        THEN json_object(
            'subAssessmentsLink', {ASSESSMENT_ID} || '/subassessments')
        ELSE '{{}}'::JSON END,
    'links', json_object('azurePortal', CASE WHEN v.environment = 'Azure'
        THEN 'portal.azure.com/#resource' || v.assessed END),
    'risk', json_object(
        'level', coalesce(hg_title(k.risk_level), 'None'),
        'riskFactors', hg_labels(k.factors),
        'attackPathsReferences', '[]'::JSON,
        'paths', '[]'::JSON,
        'isContextualRisk', k.risk_level IS NOT NULL),
    'metadata', v.metadata,
    'ext', json_object(
        'status', v.status,
        'category', v.category,
        'policyId', v.policy_id,
        'clause', v.clause,
        'points', CASE WHEN k.points IS NOT NULL THEN json_object(
            'S', hg_points(k.reasons, 'severity'), 'L', hg_points(k.reasons, 'likelihood'),
            'I', hg_points(k.reasons, 'impact'), 'P', hg_points(k.reasons, 'path'),
            'total', k.points, 'items', k.reasons) END,
        'atLeast', k.at_least,
        'evidence', v.evidence,
        'missing', v.missing)
)"""

ASSESSMENTS_SQL = rows(
    f"""{VERDICTS_SQL}
LEFT JOIN base.risks AS k ON k.policy_id = v.policy_id AND k.resource_id = v.resource_id
LEFT JOIN base.recommendations AS c
    ON c.policy_id = v.policy_id AND c.resource_id = v.resource_id
LEFT JOIN {UNSEEN_SQL} AS u ON u.policy_id = v.policy_id AND u.resource_id = v.resource_id""",
    id=ASSESSMENT_ID,
    name="v.assessment_key",
    type="'microsoft.security/assessments'",
    properties=ASSESSMENT_SQL,
    **PLACE,
)

METADATA_SQL = rows(
    f"""FROM {POLICIES_SQL} AS p""",
    id="'/providers/Microsoft.Security/assessmentMetadata/' || p.assessment_key",
    name="p.assessment_key",
    type="'microsoft.security/assessmentmetadata'",
    properties="p.metadata",
)
