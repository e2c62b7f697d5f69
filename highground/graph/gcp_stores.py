"""How far the data stores of Google Cloud can be reached: buckets and Cloud SQL instances."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from highground.graph.addresses import block
from highground.graph.estate import Estate, Thing
from highground.graph.flows import Flow, boxes
from highground.graph.gates import Gate, Trusted, seen, unseen
from highground.graph.reach import Reach, Way, reach

BUCKET = "storage.googleapis.com/Bucket"
DATABASE = "sqladmin.googleapis.com/Instance"
TYPES = (BUCKET, DATABASE)

EVERYONE = {"allUsers", "allAuthenticatedUsers"}

# Roles other than those of storage itself that hold storage permissions.
BASIC = ("roles/owner", "roles/editor", "roles/viewer")

# https://cloud.google.com/sql/docs/postgres/admin-api/rest/v1/instances#sslmode
PLAINTEXT = {
    "ALLOW_UNENCRYPTED_AND_ENCRYPTED": True,
    "ENCRYPTED_ONLY": False,
    "TRUSTED_CLIENT_CERTIFICATE_REQUIRED": False,
}
PORTS = {"POSTGRES": (5432, 5432), "MYSQL": (3306, 3306), "SQLSERVER": (1433, 1433)}

Document = Mapping[str, Any]


def reaches(estate: Estate, trusted: Trusted) -> Iterator[Reach]:
    """One for every bucket and Cloud SQL instance."""
    for thing in estate.of_type(BUCKET):
        hop = thing.hop("id", thing.id)
        # A bucket's endpoint is the internet's by design; who may read it is another question.
        gate = seen(boxes(["tcp"], ["0.0.0.0/0", "::/0"], [(443, 443)], hop), [hop])
        yield reach(thing, [Way(gate)], trusted)._replace(anonymous=_anonymous(thing))
    for thing in estate.of_type(DATABASE):
        found = reach(thing, [Way(_database(thing))], trusted)
        yield found._replace(unencrypted=_unencrypted(thing))


def _anonymous(thing: Thing) -> bool | None:
    """Whether a role of storage is granted to everyone.

    https://cloud.google.com/storage/docs/public-access-prevention
    """
    if thing.carried:
        return None
    settings = thing.properties.get("iamConfiguration") or {}
    if settings.get("publicAccessPrevention") == "enforced":
        return False
    uniform = (settings.get("uniformBucketLevelAccess") or {}).get("enabled")
    grants = [] if uniform else thing.properties.get("acl") or []
    if any(each.get("entity") in EVERYONE for each in grants):
        return True
    policy = thing.aspects.get("iamPolicy")
    if policy is None:
        return None
    roles = [
        str(each.get("role"))
        for each in policy.get("bindings") or ()
        if EVERYONE & set(each.get("members") or ())
    ]
    if any(role.startswith("roles/storage.") or role in BASIC for role in roles):
        return True
    return None if roles else False  # what a custom role holds nobody looked up


def _database(thing: Thing) -> Gate:
    """Authorized networks, while the instance has a public address.

    https://cloud.google.com/sql/docs/postgres/authorize-networks
    """
    settings = (thing.properties.get("settings") or {}).get("ipConfiguration")
    if settings is None:
        return unseen(thing.unseen("list"))
    hop = thing.hop("properties.settings.ipConfiguration.ipv4Enabled", settings.get("ipv4Enabled"))
    networks = settings.get("authorizedNetworks") or ()
    path = "properties.settings.ipConfiguration.authorizedNetworks"
    shown_at = thing.properties.get("ipAddresses") or ()
    if not settings.get("ipv4Enabled", any(each.get("type") == "PRIMARY" for each in shown_at)):
        return seen([], [hop])
    engine = str(thing.properties.get("databaseVersion", "")).partition("_")[0]
    flows: list[Flow] = []
    for n, each in enumerate(networks):
        if block(str(each.get("value"))):
            at = thing.hop(f"{path}[{n}].value", each["value"])
            flows += boxes(["tcp"], [str(each["value"])], [PORTS.get(engine, (0, 65535))], at)
    shown = [flow._replace(via=(hop, *flow.via)) for flow in flows]
    return seen(shown, [hop, thing.hop(path, list(networks))])


def _unencrypted(thing: Thing) -> bool | None:
    """Whether the server takes connections without TLS: it does unless told otherwise."""
    settings = (thing.properties.get("settings") or {}).get("ipConfiguration")
    if settings is None or thing.carried:
        return None
    if mode := settings.get("sslMode"):
        return PLAINTEXT.get(str(mode))
    return not settings.get("requireSsl", False)
