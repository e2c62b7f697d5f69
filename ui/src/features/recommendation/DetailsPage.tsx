import { makeStyles, Tab, TabList, tokens } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'

import { Faces, Skeletons } from '../../components/Faces'
import { LevelMark } from '../../components/Level'
import { AppLink, ButtonLink } from '../../components/Links'
import { OpenQuery } from '../../components/OpenQuery'
import { Card, PageHead } from '../../components/Page'
import { StatusMark } from '../../components/Status'
import type { Details } from '../../lib/api'
import { count, NONE } from '../../lib/format'
import { one } from '../../lib/search'
import { S } from '../../lib/strings'
import { detailsQuery, type Key } from './api'
import { CvesTab } from './CvesTab'
import { DetailFields } from './DetailFields'
import { FindingsTab } from './FindingsTab'
import { GraphTab } from './GraphTab'
import { TakeAction } from './TakeAction'

const WIDE = '@media (min-width: 1000px)'

const useStyles = makeStyles({
  strip: { display: 'flex', flexWrap: 'wrap', gap: '8px 32px', marginBottom: '12px' },
  name: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  columns: {
    display: 'grid',
    gap: '16px',
    gridTemplateColumns: 'minmax(0, 1fr)',
    [WIDE]: { gridTemplateColumns: '320px minmax(0, 1fr)', alignItems: 'start' },
  },
  fields: { [WIDE]: { position: 'sticky', top: '68px' } },
  tabs: { overflowX: 'auto', marginBottom: '12px' },
})

const TABS = ['action', 'findings', 'graph', 'cves'] as const
type TabName = (typeof TABS)[number]

/** One recommendation on one resource: what to do, why, and who. */
export function DetailsPage() {
  const params = useParams({ strict: false })
  const key = { policy: params.policy ?? '', resource: params.resource ?? '' }
  const query = useQuery(detailsQuery(key))
  return (
    <Faces query={query} skeleton={<Skeletons rows={6} height={72} />}>
      {(details) => (
        <>
          <Head details={details} />
          <Body details={details} of={key} />
        </>
      )}
    </Faces>
  )
}

function Head({ details }: { details: Details }) {
  const styles = useStyles()
  const { policy, resource, queries } = details
  return (
    <>
      <PageHead title={policy.title}>
        <OpenQuery offers={offers(queries)} />
        <ButtonLink to="/policies/$policy" params={{ policy: policy.id }}>
          {S.details.definition}
        </ButtonLink>
        <ButtonLink to="/recommendations/$policy" params={{ policy: policy.id }}>
          {S.details.forAll}
        </ButtonLink>
      </PageHead>
      <div className={styles.strip}>
        <div>
          <div className={styles.name}>{S.details.riskLevel}</div>
          {details.risk_level ? (
            <LevelMark level={details.risk_level} atLeast={details.at_least} />
          ) : (
            <span title={S.details.notUnhealthy}>{NONE}</span>
          )}
        </div>
        <div>
          <div className={styles.name}>{S.details.resource}</div>
          {resource.is_account ? (
            <span title={S.details.isAccount}>{resource.name}</span>
          ) : (
            <AppLink to="/inventory/$resource" params={{ resource: resource.id }}>
              {resource.name}
            </AppLink>
          )}
        </div>
        <div>
          <div className={styles.name}>{S.details.status}</div>
          <StatusMark status={details.status} />
        </div>
      </div>
    </>
  )
}

function offers(queries: Details['queries']) {
  const all = [
    { label: S.details.queryResources, query: queries.resources },
    { label: S.details.queryResource, query: queries.resource },
  ]
  return queries.findings
    ? [...all, { label: S.details.queryFindings, query: queries.findings }]
    : all
}

function Body({ details, of }: { details: Details; of: Key }) {
  const styles = useStyles()
  const navigate = useNavigate()
  const search = useSearch({ strict: false })
  const hasFindings = details.findings !== null
  const hasCves = hasFindings && details.policy.view === 'vulnerability'
  const offered: TabName[] = [
    'action',
    ...(hasFindings ? (['findings'] as const) : []),
    ...(details.risk_level ? (['graph'] as const) : []),
    ...(hasCves ? (['cves'] as const) : []),
  ]
  const tab = one(search.tab, offered) ?? 'action'
  const choose = (value: unknown) =>
    navigate({
      to: '.',
      search: (old) => ({ ...old, tab: value === 'action' ? undefined : String(value) }),
      replace: true,
      resetScroll: false,
    })
  return (
    <div className={styles.columns}>
      <Card className={styles.fields}>
        <DetailFields details={details} />
      </Card>
      <div>
        <TabList
          className={styles.tabs}
          selectedValue={tab}
          onTabSelect={(_, data) => choose(data.value)}
        >
          {offered.map((name) => (
            <Tab key={name} value={name}>
              {S.details.tabs[name]}
              {name === 'findings' && ` ${count(details.findings?.total ?? 0)}`}
            </Tab>
          ))}
        </TabList>
        {tab === 'action' && <TakeAction details={details} of={of} />}
        {tab === 'findings' && <FindingsTab of={of} />}
        {tab === 'graph' && <GraphTab details={details} />}
        {tab === 'cves' && <CvesTab of={of} />}
      </div>
    </div>
  )
}
