import { FactorChips } from '../../components/Factors'
import type { Column } from '../../components/Grid'
import { LevelMark } from '../../components/Level'
import { AppLink } from '../../components/Links'
import { StatusMark } from '../../components/Status'
import { Ago } from '../../components/Time'
import { Unknown } from '../../components/Unknown'
import type { AffectedResource, AllResources } from '../../lib/api'
import { day, NONE } from '../../lib/format'
import { S } from '../../lib/strings'

type Affected = Column<AffectedResource>

/** What a tab says of each resource: only open ones have a level, an owner and a due date. */
export function affectedColumns(policy: string, tab: AllResources['tab']): Affected[] {
  return [...nameColumns(policy), ...(tab === 'unhealthy' ? OPEN : CLOSED)]
}

const nameColumns = (policy: string): Affected[] => [
  {
    id: 'name',
    name: S.all.name,
    bare: true,
    cell: ({ resource }) => (
      <AppLink
        data-row
        to="/recommendations/$policy/$resource"
        params={{ policy, resource: resource.id }}
        title={resource.is_account ? S.details.isAccount : resource.id}
      >
        {resource.name}
      </AppLink>
    ),
  },
  {
    id: 'account',
    name: S.all.account,
    width: '18%',
    cell: ({ resource }) => (
      <span title={resource.account}>
        {resource.environment} {resource.account}
      </span>
    ),
  },
]

const OPEN: Affected[] = [
  {
    id: 'risk',
    name: S.details.riskLevel,
    width: '160px',
    cell: (row) =>
      row.risk_level ? <LevelMark level={row.risk_level} atLeast={row.at_least} /> : NONE,
  },
  {
    id: 'factors',
    name: S.details.riskFactors,
    width: '216px',
    cell: (row) => <FactorChips factors={row.factors} />,
  },
  { id: 'owner', name: S.details.owner, width: '16%', cell: (row) => row.owner ?? S.list.nobody },
  { id: 'due', name: S.details.due, width: '110px', cell: (row) => day(row.due_on) },
  {
    id: 'status',
    name: S.details.status,
    width: '120px',
    cell: (row) => <StatusMark status={row.status} />,
  },
]

const CLOSED: Affected[] = [
  {
    id: 'reason',
    name: S.all.reason,
    width: '36%',
    wrap: true,
    cell: (row) =>
      row.verdict === 'unknown' ? <Unknown>{why(row)}</Unknown> : (row.reason ?? NONE),
  },
  {
    id: 'status',
    name: S.details.status,
    width: '150px',
    cell: (row) => <StatusMark status={row.status} />,
  },
  {
    id: 'changed',
    name: S.resource.changed,
    width: '120px',
    cell: (row) => <Ago at={row.changed_at} />,
  },
]

function why(row: AffectedResource): string {
  const first = row.missing[0]
  return row.reason ?? (first ? `${first.aspect}: ${first.code}` : S.details.nobodySays)
}
