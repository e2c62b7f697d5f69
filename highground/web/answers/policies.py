"""What a policy's page is told."""

from __future__ import annotations

from pydantic import Field

from highground.web.answers.common import Answer, Page
from highground.web.answers.details import Counts, Named, PolicyBrief, Remediation


class PolicyRow(PolicyBrief):
    """One policy in force, and its verdicts by status."""

    counts: Counts


class BrokenPolicy(Answer):
    """A policy file that cannot be used: nothing is judged by it."""

    file: str
    line: int
    problem: str


class Policies(Page[PolicyRow]):
    """The library that this snapshot was assessed with, and what of it is broken today."""

    broken: list[BrokenPolicy]


class Definition(PolicyBrief):
    """A policy's definition: its text, its clauses and its cases."""

    remediation: Remediation
    threats: list[str]
    tactics: list[Named]
    techniques: list[Named]
    catalogue: list[str]
    relevance: list[str]
    not_applicable_when: list[str] = Field(description="Clauses in the order they decide")
    unhealthy_when: list[str]
    kql: str | None = Field(description="The query that decides instead of clauses")
    file: str | None = Field(description="Within `policies/`; none: no longer in the library")
    text: str | None = Field(description="The file as people wrote it")
    cases: str | None = Field(description="The cases beside it")
    counts: Counts
    query: str
