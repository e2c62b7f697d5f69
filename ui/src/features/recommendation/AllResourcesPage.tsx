import { Button, makeStyles, Tab, TabList, tokens } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'

import { LevelBar, LevelCounts } from '../../components/Distribution'
import { EmptyFace, Faces } from '../../components/Faces'
import { Grid } from '../../components/Grid'
import { AppLink, ButtonLink } from '../../components/Links'
import { OpenQuery } from '../../components/OpenQuery'
import { Card, PageHead } from '../../components/Page'
import { Unknown } from '../../components/Unknown'
import type { AffectedResource, AllResources } from '../../lib/api'
import { count } from '../../lib/format'
import { moveRow, useKeys } from '../../lib/keys'
import { one, text } from '../../lib/search'
import { S } from '../../lib/strings'
import { affectedColumns } from './affectedColumns'
import { allResourcesQuery } from './api'

const TABS = ['unhealthy', 'healthy', 'not_applicable', 'unknown'] as const
type TabName = (typeof TABS)[number]

const useStyles = makeStyles({
  intro: { display: 'grid', gap: '8px', marginBottom: '12px' },
  note: { color: tokens.colorNeutralForeground2, margin: 0, maxWidth: '80ch' },
  tabs: { marginBottom: '8px', overflowX: 'auto' },
  more: { marginTop: '12px' },
  steps: { whiteSpace: 'pre-wrap', margin: 0 },
})

/** One recommendation for all resources, by what was found of each. */
export function AllResourcesPage() {
  const { policy = '' } = useParams({ strict: false })
  const search = useSearch({ strict: false })
  const tab = one(search.tab, TABS) ?? 'unhealthy'
  const query = useQuery(allResourcesQuery(policy, tab, text(search.after)))
  useKeys({ j: () => moveRow(1), k: () => moveRow(-1) })
  return (
    <Faces query={query}>
      {(all) => (
        <>
          <Head all={all} />
          <Tabs all={all} tab={tab} />
          <Resources all={all} busy={query.isPlaceholderData} />
          {all.remediation.manual && <Steps text={all.remediation.manual} />}
        </>
      )}
    </Faces>
  )
}

function Head({ all }: { all: AllResources }) {
  const styles = useStyles()
  const offers = [
    { label: S.details.queryResources, query: all.query },
    ...(all.findings_query ? [{ label: S.details.queryFindings, query: all.findings_query }] : []),
  ]
  return (
    <>
      <PageHead title={all.policy.title}>
        <OpenQuery offers={offers} />
        <ButtonLink to="/policies/$policy" params={{ policy: all.policy.id }}>
          {S.details.definition}
        </ButtonLink>
      </PageHead>
      <div className={styles.intro}>
        {all.policy.description && <p className={styles.note}>{all.policy.description}</p>}
        <LevelBar levels={all.levels} />
        <LevelCounts levels={all.levels} />
      </div>
    </>
  )
}

function Tabs({ all, tab }: { all: AllResources; tab: TabName }) {
  const styles = useStyles()
  const navigate = useNavigate()
  return (
    <TabList
      className={styles.tabs}
      selectedValue={tab}
      onTabSelect={(_, data) =>
        navigate({
          to: '.',
          search: (old) => ({
            ...old,
            after: undefined,
            tab: data.value === 'unhealthy' ? undefined : String(data.value),
          }),
          replace: true,
          resetScroll: false,
        })
      }
    >
      {TABS.map((name) => (
        <Tab key={name} value={name}>
          {S.all.tabs[name]} {count(all.counts[name])}
        </Tab>
      ))}
    </TabList>
  )
}

const keyOf = (row: AffectedResource) => row.resource.id

function Resources({ all, busy }: { all: AllResources; busy: boolean }) {
  const styles = useStyles()
  const navigate = useNavigate()
  if (all.items.length === 0) {
    return (
      <EmptyFace title={S.all.empty[all.tab]}>
        {all.tab !== 'unknown' && all.counts.unknown > 0 && (
          <Unknown>
            {S.all.mayHide(all.counts.unknown)} <AppLink to="/coverage">{S.unknown.why}</AppLink>
          </Unknown>
        )}
      </EmptyFace>
    )
  }
  return (
    <>
      <Grid
        label={S.all.tabs[all.tab]}
        columns={affectedColumns(all.policy.id, all.tab)}
        rows={all.items}
        keyOf={keyOf}
        busy={busy}
        onOpen={(row) =>
          navigate({
            to: '/recommendations/$policy/$resource',
            params: { policy: all.policy.id, resource: row.resource.id },
          })
        }
      />
      {all.next && (
        <Button
          className={styles.more}
          onClick={() =>
            navigate({ to: '.', search: (old) => ({ ...old, after: all.next ?? undefined }) })
          }
        >
          {S.list.next}
        </Button>
      )}
    </>
  )
}

function Steps({ text: steps }: { text: string }) {
  const styles = useStyles()
  return (
    <Card title={S.all.remediation} className={styles.more}>
      <p className={styles.steps}>{steps}</p>
    </Card>
  )
}
