import { makeStyles, tokens } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'

import { Json } from '../../components/Code'
import { ExposureWords } from '../../components/Exposure'
import { EmptyFace, Faces } from '../../components/Faces'
import { FactorsSeen } from '../../components/FactorsSeen'
import { type Field, Fields } from '../../components/Fields'
import { type Column, Grid } from '../../components/Grid'
import { LevelMark } from '../../components/Level'
import { AppLink } from '../../components/Links'
import { MissingList } from '../../components/MissingList'
import { OpenQuery } from '../../components/OpenQuery'
import { Card, PageHead } from '../../components/Page'
import { StatusMark } from '../../components/Status'
import { Ago } from '../../components/Time'
import { type Resource, resourceQuery } from '../../lib/api'
import { NONE } from '../../lib/format'
import { moveRow, useKeys } from '../../lib/keys'
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
  title: { fontSize: tokens.fontSizeBase300, fontWeight: 600, margin: '8px 0 4px' },
})

/** One resource in the provider's own words, and all that is concluded from it. */
export function ResourcePage() {
  const { resource = '' } = useParams({ strict: false })
  const query = useQuery(resourceQuery(resource))
  useKeys({ j: () => moveRow(1), k: () => moveRow(-1) })
  return <Faces query={query}>{(found) => <Found resource={found} />}</Faces>
}

function Found({ resource }: { resource: Resource }) {
  const styles = useStyles()
  return (
    <>
      <PageHead title={resource.name} note={resource.type}>
        <OpenQuery offers={[{ label: S.resource.openQuery, query: resource.query }]} />
      </PageHead>
      <div className={styles.columns}>
        <div className={styles.stack}>
          <Card>
            <Fields fields={fields(resource)} />
          </Card>
          <Card title={S.graph.exposure}>
            <ExposureWords resource={resource} />
          </Card>
          <Card title={S.graph.factors}>
            <FactorsSeen factors={resource.factors} about={resource.id} />
          </Card>
        </div>
        <div className={styles.stack}>
          <Verdicts resource={resource} />
          <Documents resource={resource} />
        </div>
      </div>
    </>
  )
}

function fields(resource: Resource): Field[] {
  return [
    [S.resource.id, resource.id],
    [S.resource.environment, resource.environment],
    [S.resource.account, resource.account],
    [S.resource.region, resource.region],
    ...(resource.resource_group ? [[S.resource.group, resource.resource_group] as const] : []),
    [S.resource.firstSeen, <Ago key="first" at={resource.first_seen_at} />],
    [S.resource.changed, <Ago key="changed" at={resource.changed_at} />],
    [
      S.resource.lastSeen,
      resource.last_seen_at ? <Ago key="last" at={resource.last_seen_at} /> : S.resource.now,
    ],
    ...(resource.missing.length > 0
      ? [[S.resource.missing, <MissingList key="missing" missing={resource.missing} />] as const]
      : []),
  ]
}

type Verdict = Resource['verdicts'][number]

function columns(resource: string): Column<Verdict>[] {
  return [
    {
      id: 'status',
      name: S.resource.status,
      width: '150px',
      bare: true,
      cell: (row) => <StatusMark status={row.status} />,
    },
    {
      id: 'title',
      name: S.list.columns.title,
      bare: true,
      wrap: true,
      cell: (row) => (
        <AppLink
          data-row
          to="/recommendations/$policy/$resource"
          params={{ policy: row.policy_id, resource }}
        >
          {row.title}
        </AppLink>
      ),
    },
    {
      id: 'risk',
      name: S.details.riskLevel,
      width: '140px',
      cell: (row) => (row.risk_level ? <LevelMark level={row.risk_level} /> : NONE),
    },
    {
      id: 'changed',
      name: S.resource.changed,
      width: '120px',
      cell: (row) => <Ago at={row.changed_at} />,
    },
  ]
}

function Verdicts({ resource }: { resource: Resource }) {
  const styles = useStyles()
  return (
    <section aria-label={S.resource.verdicts}>
      <h2 className={styles.title}>{S.resource.verdicts}</h2>
      {resource.verdicts.length === 0 ? (
        <EmptyFace title={S.resource.noVerdict} />
      ) : (
        <Grid
          label={S.resource.verdicts}
          columns={columns(resource.id)}
          rows={resource.verdicts}
          keyOf={(row) => row.policy_id}
        />
      )}
    </section>
  )
}

function Documents({ resource }: { resource: Resource }) {
  const styles = useStyles()
  return (
    <Card title={S.resource.json}>
      <h3 className={styles.title}>{S.resource.properties}</h3>
      <Json label={S.resource.properties} value={resource.properties} />
      <h3 className={styles.title}>{S.resource.aspects}</h3>
      <Json label={S.resource.aspects} value={resource.aspects} />
      <h3 className={styles.title}>{S.resource.tags}</h3>
      <Json label={S.resource.tags} value={resource.tags} />
    </Card>
  )
}
