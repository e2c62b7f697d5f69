import { LevelBar, LevelCounts } from '../../components/Distribution'
import { FactorChips } from '../../components/Factors'
import type { Column } from '../../components/Grid'
import { LevelMark } from '../../components/Level'
import { AppLink } from '../../components/Links'
import { StatusMark } from '../../components/Status'
import { Unknown } from '../../components/Unknown'
import type { Recommendation, ResourceGroup, Title } from '../../lib/api'
import { count } from '../../lib/format'
import { S } from '../../lib/strings'
import { Owner, Preview, StatusCounts } from './cells'

const NAMES = S.list.columns

/** The flat list: a recommendation on a resource. */
export const FLAT: readonly Column<Recommendation>[] = [
  {
    id: 'risk',
    name: NAMES.risk,
    width: '160px',
    sort: 'risk',
    bare: true,
    cell: (row) => <LevelMark level={row.risk_level} atLeast={row.at_least} />,
  },
  {
    id: 'title',
    name: NAMES.title,
    sort: 'title',
    bare: true,
    wrap: 'two',
    cell: (row) => (
      <>
        <AppLink
          data-row
          to="/recommendations/$policy/$resource"
          params={{ policy: row.policy_id, resource: row.resource_id }}
          title={row.title}
        >
          {row.title}
        </AppLink>
        <Preview maturity={row.maturity} />
      </>
    ),
  },
  {
    id: 'resource',
    name: NAMES.resource,
    width: '13%',
    sort: 'resource_name',
    cell: (row) => (
      <AppLink
        to="/inventory/$resource"
        params={{ resource: row.resource_id }}
        title={`${row.resource_id}\n${row.resource_type}`}
      >
        {row.resource_name}
      </AppLink>
    ),
  },
  {
    id: 'factors',
    name: NAMES.factors,
    width: '216px',
    cell: (row) => <FactorChips factors={row.factors} />,
  },
  {
    id: 'paths',
    name: NAMES.paths,
    width: '80px',
    number: true,
    sort: 'attack_paths',
    cell: (row) => count(row.attack_paths),
  },
  {
    id: 'owner',
    name: NAMES.owner,
    width: '12%',
    sort: 'owner',
    cell: (row) => <Owner owner={row.owner} suggested={row.suggested_owner} />,
  },
  {
    id: 'status',
    name: NAMES.status,
    width: '128px',
    sort: 'status',
    cell: (row) => <StatusMark status={row.status} />,
  },
]

/** By title: a recommendation and the resources it affects. */
export const BY_TITLE: readonly Column<Title>[] = [
  {
    id: 'title',
    name: NAMES.title,
    sort: 'title',
    bare: true,
    wrap: 'two',
    cell: (row) => (
      <>
        <AppLink
          data-row
          to="/recommendations/$policy"
          params={{ policy: row.policy_id }}
          title={row.title}
        >
          {row.title}
        </AppLink>
        <Preview maturity={row.maturity} />
      </>
    ),
  },
  {
    id: 'risk',
    name: NAMES.risk,
    width: '160px',
    sort: 'risk',
    cell: (row) => <LevelMark level={row.risk_level} atLeast={row.at_least} />,
  },
  {
    id: 'affected',
    name: NAMES.affected,
    width: '190px',
    sort: 'count',
    cell: (row) => (
      <span title={row.resource_type}>
        {S.list.affected(row.affected, row.total)}{' '}
        {row.unknown > 0 && <Unknown>{S.unknown.short(row.unknown)}</Unknown>}
      </span>
    ),
  },
  {
    id: 'factors',
    name: NAMES.factors,
    width: '216px',
    cell: (row) => <FactorChips factors={row.factors} />,
  },
  {
    id: 'levels',
    name: NAMES.levels,
    width: '210px',
    cell: (row) => <Levels levels={row.levels} />,
  },
]

/** By resource: a resource and what there is to fix on it. */
export const BY_RESOURCE: readonly Column<ResourceGroup>[] = [
  {
    id: 'resource',
    name: NAMES.resource,
    sort: 'resource_name',
    bare: true,
    cell: (row) => (
      <AppLink
        data-row
        to="/inventory/$resource"
        params={{ resource: row.resource_id }}
        title={`${row.resource_id}\n${row.resource_type}`}
      >
        {row.resource_name}
      </AppLink>
    ),
  },
  {
    id: 'risk',
    name: NAMES.risk,
    width: '160px',
    sort: 'risk',
    cell: (row) => <LevelMark level={row.risk_level} atLeast={row.at_least} />,
  },
  {
    id: 'recommendations',
    name: NAMES.recommendations,
    width: '190px',
    sort: 'count',
    cell: (row) => (
      <>
        {count(row.recommendations)}{' '}
        {row.unknown > 0 && <Unknown>{S.unknown.short(row.unknown)}</Unknown>}
      </>
    ),
  },
  {
    id: 'levels',
    name: NAMES.levels,
    width: '190px',
    cell: (row) => <Levels levels={row.levels} />,
  },
  {
    id: 'factors',
    name: NAMES.factors,
    width: '216px',
    cell: (row) => <FactorChips factors={row.factors} />,
  },
  {
    id: 'paths',
    name: NAMES.paths,
    width: '80px',
    number: true,
    sort: 'attack_paths',
    cell: (row) => count(row.attack_paths),
  },
  {
    id: 'owner',
    name: NAMES.owner,
    width: '14%',
    cell: (row) => <Owner owner={row.owners.join(', ') || null} suggested={null} />,
  },
  {
    id: 'status',
    name: NAMES.status,
    width: '150px',
    cell: (row) => <StatusCounts statuses={row.statuses} />,
  },
]

function Levels({ levels }: Pick<Title, 'levels'>) {
  return (
    <div style={{ display: 'grid', gap: 2, width: '100%', minWidth: 120 }}>
      <LevelBar levels={levels} />
      <LevelCounts levels={levels} />
    </div>
  )
}
