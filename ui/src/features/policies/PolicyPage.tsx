import { makeStyles, tokens } from '@fluentui/react-components'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'

import { Code } from '../../components/Code'
import { Faces } from '../../components/Faces'
import { factorLabel } from '../../components/Factors'
import { type Field, Fields } from '../../components/Fields'
import { AppLink, ButtonLink, OutLink } from '../../components/Links'
import { OpenQuery } from '../../components/OpenQuery'
import { Card, PageHead } from '../../components/Page'
import { StatusMark } from '../../components/Status'
import type { Definition } from '../../lib/api'
import { count, NONE } from '../../lib/format'
import { get } from '../../lib/http'
import { S } from '../../lib/strings'

const WIDE = '@media (min-width: 1000px)'

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gap: '16px',
    gridTemplateColumns: 'minmax(0, 1fr)',
    [WIDE]: { gridTemplateColumns: '320px minmax(0, 1fr)', alignItems: 'start' },
  },
  stack: { display: 'grid', gap: '12px', gridTemplateColumns: 'minmax(0, 1fr)' },
  note: { margin: '0 0 12px', color: tokens.colorNeutralForeground2, maxWidth: '80ch' },
  counts: { listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: '4px' },
  count: { display: 'flex', justifyContent: 'space-between', fontVariantNumeric: 'tabular-nums' },
})

const policyQuery = (policy: string) =>
  queryOptions({
    queryKey: ['policy', policy],
    queryFn: ({ signal }) => get<Definition>(`/policies/${encodeURIComponent(policy)}`, {}, signal),
  })

/** A policy's definition: its clauses, its text, and the cases that show it works. */
export function PolicyPage() {
  const { policy = '' } = useParams({ strict: false })
  const query = useQuery(policyQuery(policy))
  return <Faces query={query}>{(definition) => <Found definition={definition} />}</Faces>
}

function Found({ definition }: { definition: Definition }) {
  const styles = useStyles()
  return (
    <>
      <PageHead title={definition.title} note={S.policy.title}>
        <OpenQuery offers={[{ label: S.details.queryResources, query: definition.query }]} />
        <ButtonLink to="/recommendations/$policy" params={{ policy: definition.id }}>
          {S.details.forAll}
        </ButtonLink>
      </PageHead>
      {definition.description && <p className={styles.note}>{definition.description}</p>}
      <div className={styles.columns}>
        <div className={styles.stack}>
          <Card title={S.policy.verdicts}>
            <Counts definition={definition} />
          </Card>
          <Card>
            <Fields fields={fields(definition)} />
          </Card>
        </div>
        <div className={styles.stack}>
          <Clauses definition={definition} />
          <Texts definition={definition} />
        </div>
      </div>
    </>
  )
}

const STATUSES = ['unhealthy', 'healthy', 'not_applicable', 'unknown'] as const

function Counts({ definition }: { definition: Definition }) {
  const styles = useStyles()
  return (
    <ul className={styles.counts}>
      {STATUSES.map((status) => (
        <li key={status} className={styles.count}>
          <StatusMark status={status} />
          <AppLink
            to="/recommendations/$policy"
            params={{ policy: definition.id }}
            search={{ tab: status }}
            aria-label={`${S.status[status]}: ${count(definition.counts[status])}`}
          >
            {count(definition.counts[status])}
          </AppLink>
        </li>
      ))}
    </ul>
  )
}

const words = (values: readonly string[]) => values.join(', ') || NONE

function fields(definition: Definition): Field[] {
  return [
    [S.details.severity, S.level.word[definition.severity]],
    [S.policy.appliesTo, `${definition.environment}: ${definition.applies_to}`],
    [S.policy.view, S.viewOne[definition.view]],
    [S.policy.maturity, S.maturity[definition.maturity]],
    [S.policy.threats, words(definition.threats)],
    [S.policy.relevance, words(definition.relevance.map(factorLabel))],
    [
      S.details.tactics,
      words([...definition.tactics, ...definition.techniques].map((it) => it.name)),
    ],
    [S.policy.control, definition.control ?? NONE],
    [S.policy.standards, words(definition.standards)],
    [S.policy.impact, definition.user_impact ?? NONE],
    [S.policy.effort, definition.implementation_effort ?? NONE],
    [
      S.policy.source,
      definition.source ? (
        <OutLink key="source" href={definition.source}>
          {definition.source}
        </OutLink>
      ) : (
        NONE
      ),
    ],
  ]
}

function Clauses({ definition }: { definition: Definition }) {
  return (
    <>
      {definition.kql && (
        <Card title={S.policy.query}>
          <Code label={S.policy.kql} text={definition.kql} />
        </Card>
      )}
      {definition.unhealthy_when.length > 0 && (
        <Card title={S.policy.clauses}>
          <Code
            label={`${S.policy.kql}: ${S.policy.clauses}`}
            text={definition.unhealthy_when.join('\n\n')}
          />
        </Card>
      )}
      {definition.not_applicable_when.length > 0 && (
        <Card title={S.policy.notApplicable}>
          <Code
            label={`${S.policy.kql}: ${S.policy.notApplicable}`}
            text={definition.not_applicable_when.join('\n\n')}
          />
        </Card>
      )}
    </>
  )
}

function Texts({ definition }: { definition: Definition }) {
  if (!definition.text) return <span>{S.policy.notInLibrary}</span>
  return (
    <>
      <Card title={`${S.policy.file} ${definition.file ?? ''}`}>
        <Code label={S.policy.text} text={definition.text} />
      </Card>
      {definition.cases && (
        <Card title={S.policy.cases}>
          <Code label={`${S.policy.text}: ${S.policy.cases}`} text={definition.cases} />
        </Card>
      )}
    </>
  )
}
