"""The closed sets of words that policies use, as the field knows them."""

from __future__ import annotations

from typing import Literal

# The workloads of the Recommendations page's filter.
Category = Literal[
    "compute",
    "containers",
    "data",
    "identity",
    "networking",
    "app_services",
    "serverless",
    "api",
    "ai",
    "devops",
    "key_management",
]

Degree = Literal["low", "moderate", "high"]

# Threats of Defender's assessment metadata.
Threat = Literal[
    "accountBreach",
    "dataExfiltration",
    "dataSpillage",
    "maliciousInsider",
    "elevationOfPrivilege",
    "threatResistance",
    "missingCoverage",
    "denialOfService",
]

# ATT&CK's enterprise tactics, in their order.
Tactic = Literal[
    "Reconnaissance",
    "Resource Development",
    "Initial Access",
    "Execution",
    "Persistence",
    "Privilege Escalation",
    "Defense Evasion",
    "Credential Access",
    "Discovery",
    "Lateral Movement",
    "Collection",
    "Command and Control",
    "Exfiltration",
    "Impact",
]

Factor = Literal[
    "internet",
    "anonymous",
    "unencrypted",
    "vuln",
    "sensitive",
    "critical",
    "lateral",
    "lateralSensitive",
]

# The controls of the classic secure score.
Control = Literal[
    "Enable MFA",
    "Secure management ports",
    "Apply system updates",
    "Remediate vulnerabilities",
    "Remediate security configurations",
    "Manage access and permissions",
    "Enable encryption at rest",
    "Encrypt data in transit",
    "Restrict unauthorized network access",
    "Apply adaptive application control",
    "Protect applications against DDoS attacks",
    "Enable endpoint protection",
    "Enable auditing and logging",
    "Enable enhanced security features",
    "Implement security best practices",
]
