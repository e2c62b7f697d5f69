"""What hangs under assessments or beside them: findings, assignments, scores, policies."""

from __future__ import annotations

from highground.kql.assessments import (
    ASSESSMENT_ID,
    ASSESSMENTS_SQL,
    DETAILS,
    EXEMPT,
    METADATA_SQL,
    PLACE,
    VERDICTS_SQL,
    judged,
    rows,
)

SCANNED = "hg_title(lower(v.environment))"
VULNERABILITY_SQL = f"""json_object(
    'assessedResourceType', CASE WHEN regexp_matches(lower(v.type), 'image|repositor|registr')
        THEN {SCANNED} || 'ContainerRegistryVulnerability' ELSE 'ServerVulnerabilityTvm' END,
    'type', 'Vulnerability',
    'cvssV30Score', f.cvss,
    'patchable', f.fixed_version IS NOT NULL,
    'knownExploited', f.known_exploited,
    'cve', CASE WHEN starts_with(f.finding, 'CVE-')
        THEN [{{'title': f.finding, 'link': f.url}}] ELSE [] END,
    'vulnerabilityDetails', json_object(
        'cveId', f.finding,
        'severity', hg_title(f.severity),
        'cvss', json_object('3.0', json_object('base', f.cvss)),
        'references', CASE WHEN f.url IS NULL THEN [] ELSE [{{'title': f.finding, 'link': f.url}}]
            END),
    'softwareDetails', json_object(
        'packageName', f.package,
        'version', f.version,
        'fixedVersion', f.fixed_version,
        'fixStatus', CASE WHEN f.fixed_version IS NULL THEN 'Unknown' ELSE 'FixAvailable' END),
    'location', f.location,
    'details', f.details)"""
SECRET_SQL = """json_object(
    'assessedResourceType', 'ExposedSecret',
    'secretType', f.finding,
    'location', f.location,
    'details', f.details)"""

# Findings hang under the assessments whose policy reads that kind of finding.
SUBASSESSMENTS_SQL = rows(
    f"""{VERDICTS_SQL}
JOIN base.findings AS f ON f.resource_id = v.resource_id AND f.kind = v."view"
LEFT JOIN base.reports AS t ON t.id = f.report_id
LEFT JOIN base.recommendations AS c
    ON c.policy_id = v.policy_id AND c.resource_id = v.resource_id""",
    id=f"{ASSESSMENT_ID} || '/subassessments/' || f.id",
    name="f.id",
    type="'microsoft.security/assessments/subassessments'",
    properties=f"""json_object(
        'id', f.finding,
        'displayName', f.title,
        'description', f.description,
        'remediation', CASE WHEN f.fixed_version IS NULL THEN ''
        ELSE 'Update ' || f.package || ' to ' || f.fixed_version END,
        'category', hg_title(f.kind),
        'status', json_object(
        'code', CASE WHEN {EXEMPT} THEN 'NotApplicable' ELSE 'Unhealthy' END,
        'cause', CASE WHEN {EXEMPT} THEN 'Exempt' ELSE '' END,
        'description', '',
        'severity', hg_title(f.severity)),
        'timeGenerated', hg_time(t.taken_at),
        'resourceDetails', {DETAILS},
        'additionalData', CASE f.kind WHEN 'secret' THEN {SECRET_SQL}
        ELSE {VULNERABILITY_SQL} END)""",
    **PLACE,
)

ASSIGNMENTS_SQL = rows(
    f"""{judged("assignments")}""",
    id=f"{ASSESSMENT_ID} || '/governanceAssignments/' || v.assessment_key",
    name="v.assessment_key",
    type="'microsoft.security/assessments/governanceassignments'",
    properties=f"""json_object(
        'assignedResourceId', {ASSESSMENT_ID},
        'owner', v.owner,
        'remediationDueDate', hg_time(v.due_on::TIMESTAMP),
        'remediationEta', CASE WHEN v.eta_on IS NOT NULL THEN json_object(
        'eta', hg_time(v.eta_on::TIMESTAMP), 'justification', v.justification) END,
        'isGracePeriod', coalesce(v.grace, FALSE),
        'additionalData', '{{}}'::JSON)""",
    **PLACE,
)

SCORES_SQL = rows(
    """FROM base.scores""",
    id="'/providers/Microsoft.Security/cloudSecureScores/' "
    "|| coalesce(nullif(scope, ''), 'all') || '/' || \"view\"",
    name='"view"',
    type="'microsoft.security/cloudsecurescores'",
    subscriptionId="scope",
    properties="""json_object(
        'scope', scope,
        'view', "view",
        'score', json_object('current', score, 'low', low, 'max', 100,
        'percentage', round(score / 100, 4)),
        'unlisted', coalesce(unlisted, []),
        'resources', resources,
        'unknownResources', unknown_resources,
        'unknown', unknown,
        'levels', json_object('Critical', critical, 'High', high, 'Medium', medium,
        'Low', low_level),
        'constants', constants)""",
)

EXEMPTIONS_SQL = rows(
    """FROM base.exemptions AS e
LEFT JOIN base.policies AS p ON p.id = e.policy_id
WHERE e.revoked_at IS NULL""",
    id="CASE WHEN e.kind <> 'account' AND starts_with(e.target, '/') THEN e.target "
    "ELSE '/subscriptions/' || e.account END "
    "|| '/providers/Microsoft.Authorization/policyExemptions/' || e.id",
    name="e.id",
    type="'microsoft.authorization/policyexemptions'",
    subscriptionId="e.account",
    properties="""json_object(
        'policyAssignmentId', '/providers/Microsoft.Authorization/policyAssignments/highground',
        'policyDefinitionReferenceIds', [coalesce(p.assessment_key, e.policy_id)],
        'exemptionCategory', hg_title(e.category),
        'expiresOn', hg_time(e.expires_at),
        'displayName', e.name,
        'description', e.description,
        'metadata', json_object('createdBy', e.created_by, 'createdOn', hg_time(e.created_at),
        'policyId', e.policy_id, 'target', e.target),
        'resourceSelectors', '[]'::JSON,
        'assignmentScopeValidation', 'Default')""",
)

DEFINITIONS_SQL = rows(
    """FROM base.policies AS p""",
    id="'/providers/Microsoft.Authorization/policyDefinitions/' || p.id",
    name="p.id",
    type="'microsoft.authorization/policydefinitions'",
    properties="""json_object(
        'displayName', p.title,
        'description', p.description,
        'policyType', 'BuiltIn',
        'mode', 'All',
        'metadata', json_object('category', p.category, 'securityCenter', json_object(
        'severity', hg_title(p.severity),
        'remediationDescription', p.remediation ->> 'manual')))""",
)

# The branches of two of Resource Graph's tables, by type.
SECURITY_SQL = {
    "microsoft.security/assessments": ASSESSMENTS_SQL,
    "microsoft.security/assessmentmetadata": METADATA_SQL,
    "microsoft.security/assessments/subassessments": SUBASSESSMENTS_SQL,
    "microsoft.security/assessments/governanceassignments": ASSIGNMENTS_SQL,
    "microsoft.security/cloudsecurescores": SCORES_SQL,
}
POLICY_SQL = {
    "microsoft.authorization/policyexemptions": EXEMPTIONS_SQL,
    "microsoft.authorization/policydefinitions": DEFINITIONS_SQL,
}
