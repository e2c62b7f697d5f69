import { makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'

import { LevelCounts } from '../../components/Distribution'
import { FactorChips } from '../../components/Factors'
import { type Field, Fields } from '../../components/Fields'
import { LevelMark } from '../../components/Level'
import { AppLink } from '../../components/Links'
import { StatusMark } from '../../components/Status'
import { Ago } from '../../components/Time'
import { Unknown } from '../../components/Unknown'
import type { Details } from '../../lib/api'
import { count, day, NONE } from '../../lib/format'
import { S } from '../../lib/strings'
import { Tactics } from './Tactics'

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground3, fontStyle: 'italic' },
  more: {
    display: 'block',
    padding: 0,
    border: 'none',
    background: 'none',
    cursor: 'pointer',
    color: tokens.colorBrandForegroundLink,
  },
})

/** All fields of a recommendation, in the order that people know them. */
export function DetailFields({ details }: { details: Details }) {
  return <Fields fields={fields(details)} />
}

function fields(details: Details): Field[] {
  const { policy, resource } = details
  return [
    [S.details.riskLevel, <Level key="level" details={details} />],
    [S.details.riskFactors, <FactorChips key="factors" factors={details.factors} show={8} />],
    [S.details.resource, <ResourceName key="resource" resource={resource} />],
    [S.details.status, <StatusMark key="status" status={details.status} />],
    [S.details.description, <Description key="description" text={policy.description ?? NONE} />],
    [S.details.paths, <Paths key="paths" details={details} />],
    [S.details.scope, <ScopeName key="scope" details={details} />],
    [S.details.freshness, <Freshness key="freshness" details={details} />],
    [S.details.changed, day(details.changed_at)],
    [S.details.severity, S.level.word[policy.severity]],
    [S.details.owner, <Owner key="owner" details={details} />],
    [S.details.due, <Due key="due" details={details} />],
    [S.details.ticket, NONE],
    [S.details.tactics, <Tactics key="tactics" details={details} />],
    ...(details.findings ? [findingsField(details.findings)] : []),
  ]
}

function findingsField(findings: NonNullable<Details['findings']>): Field {
  return [
    S.details.findings,
    <div key="findings">
      {S.findings.count(findings.total)}
      <LevelCounts levels={findings} />
      {findings.unknown > 0 && <Unknown>{S.unknown.short(findings.unknown)}</Unknown>}
    </div>,
  ]
}

function Level({ details }: { details: Details }) {
  if (!details.risk_level) return <span title={S.details.notUnhealthy}>{NONE}</span>
  const points = details.reasons.map((reason) => `${reason.points}  ${reason.why}`).join('\n')
  return <LevelMark level={details.risk_level} atLeast={details.at_least} title={points} />
}

function ResourceName({ resource }: Pick<Details, 'resource'>) {
  if (resource.is_account) {
    return (
      <>
        {resource.name}
        <div>{S.details.isAccount}</div>
      </>
    )
  }
  return (
    <>
      <AppLink to="/inventory/$resource" params={{ resource: resource.id }} title={resource.id}>
        {resource.name}
      </AppLink>
      <div>{resource.type}</div>
    </>
  )
}

const LONG = 180

function Description({ text }: { text: string }) {
  const styles = useStyles()
  const [whole, setWhole] = useState(false)
  if (text.length <= LONG) return <>{text}</>
  return (
    <>
      {whole ? text : `${text.slice(0, LONG)}…`}
      <button
        type="button"
        className={styles.more}
        aria-expanded={whole}
        onClick={() => setWhole(!whole)}
      >
        {whole ? S.details.less : S.details.more}
      </button>
    </>
  )
}

function Paths({ details }: { details: Details }) {
  if (details.attack_paths_evaluated) return <>{count(details.attack_paths)}</>
  return <Unknown>{S.details.pathsNone}</Unknown>
}

function ScopeName({ details }: { details: Details }) {
  const { resource, scope } = details
  return (
    <>
      {[resource.environment, scope.account].filter(Boolean).join(' · ')}
      {scope.kind === 'resource_group' && (
        <div>
          {S.details.resourceGroup} {resource.resource_group}
        </div>
      )}
    </>
  )
}

function Freshness({ details }: { details: Details }) {
  return (
    <>
      {details.freshness} · {S.details.evaluated} <Ago at={details.evaluated_at} />
    </>
  )
}

function Owner({ details }: { details: Details }) {
  const styles = useStyles()
  if (details.owner) return <>{details.owner}</>
  return (
    <span className={styles.quiet}>
      {details.suggested_owner ? S.list.suggested(details.suggested_owner) : S.list.nobody}
    </span>
  )
}

function Due({ details }: { details: Details }) {
  return (
    <>
      {day(details.due_on)}
      {details.eta_on && (
        <div title={details.justification ?? undefined}>
          {S.details.eta} {day(details.eta_on)}
        </div>
      )}
    </>
  )
}
