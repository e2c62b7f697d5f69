"""Ids that are ours: scopes, assessment keys, hashes. Everything else is the provider's own."""

from __future__ import annotations

import re
from hashlib import blake2b
from uuid import UUID, uuid5

# The namespace of assessment keys that the catalogue does not give. Never change it: the keys
# stand in people's saved queries.
ASSESSMENTS = UUID("6f1d1f63-6f4b-5c57-9d0c-0d3f5a7f2b11")

RESOURCE_GROUP = re.compile(r"^/subscriptions/[^/]+/resourcegroups/[^/]+", re.IGNORECASE)


def scope_of(resource_id: str, account: str) -> str:
    """The narrowest scope of a resource: its resource group on Azure, else its account."""
    group = RESOURCE_GROUP.match(resource_id)
    return group.group().lower() if group else account


def assessment_key(policy_id: str) -> str:
    """The `name` under which a policy without a catalogue key appears in `securityresources`."""
    return str(uuid5(ASSESSMENTS, policy_id))


def digest(*parts: str, size: int = 16) -> str:
    """A stable hash of texts, as hexadecimal."""
    return blake2b("\x1f".join(parts).encode(), digest_size=size).hexdigest()
