"""The texts behind *Open query*: what the pages show, as KQL."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from highground.web.answers.filters import Filters
from highground.web.choosing import OPEN_STATUSES, PLAIN

ASSESSMENTS_KQL = """securityresources
| where type =~ "microsoft.security/assessments"
"""

RESOURCES_KQL = (
    ASSESSMENTS_KQL
    + """\
| where name =~ {key}
| extend source = tolower(tostring(properties.resourceDetails.Source))
| extend resourceId = tolower(tostring(coalesce(properties.resourceDetails.Id, \
properties.resourceDetails.AzureResourceId, \
extract("(?i)^(.+)/providers/Microsoft.Security/assessments/[^/]+$", 1, id))))
| extend statusCode = tostring(properties.status.code), \
statusCause = tostring(properties.status.cause)
| extend severity = tostring(properties.metadata.severity), \
riskLevel = tostring(properties.risk.level)
| extend attackPaths = coalesce(array_length(properties.risk.attackPathsReferences), 0)
| where statusCode == "Unhealthy"
| project subscriptionId, resourceGroup, resourceId, source, severity, riskLevel, attackPaths, \
statusCode, statusCause, statusChangeDate = todatetime(properties.status.statusChangeDate)
| order by resourceId asc
"""
)

FINDINGS_KQL = """securityresources
| where type =~ "microsoft.security/assessments/subassessments"
| extend assessmentKey = \
extract("(?i)/providers/Microsoft.Security/assessments/([^/]+)", 1, id)
| where assessmentKey =~ {key}
| extend assessedResourceId = \
tolower(extract("(?i)^(.+)/providers/Microsoft.Security/assessments/", 1, id))
| extend findingId = tostring(properties.id), findingName = tostring(properties.displayName), \
category = tostring(properties.category)
| extend severity = tostring(properties.status.severity), \
statusCode = tostring(properties.status.code)
| extend findingKind = tostring(properties.additionalData.assessedResourceType)
| where statusCode == "Unhealthy"{only}
| project subscriptionId, resourceGroup, assessedResourceId, findingId, findingName, category, \
severity, statusCode, findingKind, timeGenerated = todatetime(properties.timeGenerated), \
additionalData = properties.additionalData
| order by assessedResourceId asc, severity asc
"""

WHOLE_LIST_KQL = (
    ASSESSMENTS_KQL
    + """\
| extend assessmentId = tolower(id), statusCode = tostring(properties.status.code), \
cause = tostring(properties.status.cause)
| extend riskLevel = case(tostring(properties.risk.level) =~ "Critical", 4, \
tostring(properties.risk.level) =~ "High", 3, tostring(properties.risk.level) =~ "Medium", 2, \
tostring(properties.risk.level) =~ "Low", 1, 0)
| extend attackPaths = coalesce(array_length(properties.risk.attackPathsReferences), 0)
| project assessmentId, displayName = tostring(properties.displayName), statusCode, cause, \
riskLevel, attackPaths
| join kind=leftouter (
    securityresources
    | where type =~ "microsoft.security/assessments/governanceassignments"
    | project assignedTo = tolower(tostring(properties.assignedResourceId)), \
owner = tostring(properties.owner), dueDate = todatetime(properties.remediationDueDate)
  ) on $left.assessmentId == $right.assignedTo
| extend status = case(cause =~ "Exempt", "Exempted", statusCode =~ "Healthy", "Completed", \
statusCode =~ "NotApplicable", "NotApplicable", isnull(dueDate), "Unassigned", \
dueDate >= bin(now(), 1d), "OnTime", "Overdue")
| project-away assignedTo
| order by riskLevel desc, attackPaths desc, displayName asc
"""
)

DUE_KQL = {
    "overdue": "due_on < bin(now(), 1d)",
    "in_7_days": "(due_on >= bin(now(), 1d) and due_on <= bin(now(), 1d) + 7d)",
    "in_30_days": "(due_on > bin(now(), 1d) + 7d and due_on <= bin(now(), 1d) + 30d)",
    "later": "due_on > bin(now(), 1d) + 30d",
    "none": "isnull(due_on)",
}
SEEN_OPEN_KQL = (
    "(set_has_element(factors, 'internet') or resource_id in "
    "((exposure | where width in ('wide', 'narrow') | project resource_id)))"
)
SEEN_SHUT_KQL = (
    "resource_id in ((exposure | where width in ('trusted', 'none') | project resource_id))"
)
EXPOSED_KQL = {
    "yes": SEEN_OPEN_KQL,
    "no": f"(not({SEEN_OPEN_KQL}) and {SEEN_SHUT_KQL})",
    "not_evaluated": f"(not({SEEN_OPEN_KQL}) and not({SEEN_SHUT_KQL}))",
}


def affected(key: str) -> str:
    """All resources that a recommendation affects."""
    return RESOURCES_KQL.format(key=_quote(key))


def item(key: str, resource_id: str) -> str:
    """One recommendation on one resource, whatever its verdict."""
    only = _only(resource_id)
    return f"{ASSESSMENTS_KQL}| where name =~ {_quote(key)}{only}\n"


def findings(key: str, resource_id: str | None = None) -> str:
    """A recommendation's security findings, on all resources or on one."""
    only = "" if resource_id is None else _only(resource_id)
    return FINDINGS_KQL.format(key=_quote(key), only=only)


def resource(resource_id: str) -> str:
    """One row of `resources`."""
    return f"resources\n| where id =~ {_quote(resource_id)}\n"


def filtered(filters: Filters) -> str:
    """The rows of the list that these filters leave."""
    statuses = list(filters.status or OPEN_STATUSES)
    plain = [name for name in PLAIN if name not in {"status", "due", "exposed"}]
    lines = [_in("status", statuses)]
    lines += [_in(name, getattr(filters, name)) for name in plain if getattr(filters, name)]
    made: dict[str, Callable[[Sequence[str]], str]] = {
        "due": lambda asked: _any(DUE_KQL[each] for each in asked),
        "exposed": lambda asked: _any(EXPOSED_KQL[each] for each in asked),
        "factor": lambda asked: _any(f"set_has_element(factors, {_quote(each)})" for each in asked),
        "owner": _owner,
        "tactic": _tactic,
    }
    lines += [make(getattr(filters, name)) for name, make in made.items() if getattr(filters, name)]
    if filters.view != "all":
        lines.append(f"['view'] == {_quote(filters.view)}")
    if filters.q:
        text = _quote(filters.q)
        lines.append(f"['title'] contains {text} or resource_name contains {text}")
    return "recommendations\n" + "".join(f"| where {line}\n" for line in lines)


def _only(resource_id: str) -> str:
    """Outside Azure an assessment hangs under a connector, and knows the provider's own id."""
    native = "tostring(properties.resourceDetails.NativeCloudUniqueIdentifier)"
    return f"\n| where {native} =~ {_quote(resource_id)}"


def _owner(owners: Sequence[str]) -> str:
    named = [each for each in owners if each]
    both = [
        *([_in("owner", named)] if named else []),
        *(["isempty(owner)"] if "" in owners else []),
    ]
    return _any(both)


def _tactic(tactics: Sequence[str]) -> str:
    has = _any(f"set_has_element(tactics, {_quote(each)})" for each in tactics)
    return f"policy_id in ((policies | where {has} | project id))"


def _in(column: str, values: Sequence[str]) -> str:
    return f"{column} in ({', '.join(map(_quote, values))})"


def _any(conditions: Iterable[str]) -> str:
    return " or ".join(conditions)


def _quote(text: str) -> str:
    """A KQL text literal."""
    escaped = (
        text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    )
    return f'"{escaped}"'
