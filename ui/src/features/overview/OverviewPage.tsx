import { makeStyles, tokens } from '@fluentui/react-components'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'

import { LevelBar, LevelCounts } from '../../components/Distribution'
import { EmptyFace, Faces, Skeletons } from '../../components/Faces'
import { LevelMark } from '../../components/Level'
import { AppLink, ButtonLink } from '../../components/Links'
import { Card, PageHead } from '../../components/Page'
import { ScoreHistory, ScoreRing } from '../../components/Score'
import { At } from '../../components/Time'
import { Unknown } from '../../components/Unknown'
import { type Status, type Summary, statusQuery, type TitlePage } from '../../lib/api'
import { count } from '../../lib/format'
import { get } from '../../lib/http'
import { LEVELS } from '../../lib/levels'
import { list } from '../../lib/search'
import { S } from '../../lib/strings'

const useStyles = makeStyles({
  cards: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(260px, 1fr))',
    gap: '12px',
    marginBottom: '12px',
  },
  stack: { display: 'grid', gap: '8px', alignContent: 'start' },
  rows: { listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: '8px' },
  row: { display: 'flex', flexWrap: 'wrap', gap: '4px 12px', alignItems: 'baseline' },
  top: {
    display: 'grid',
    gridTemplateColumns: '144px minmax(0, 1fr) 200px',
    gap: '4px 12px',
    '@media (max-width: 999.98px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  name: { flexGrow: 1, flexBasis: '240px', minWidth: 0 },
  number: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
  note: { color: tokens.colorNeutralForeground2, margin: 0 },
  level: { display: 'flex', justifyContent: 'space-between' },
})

const summaryQuery = (account: string[]) =>
  queryOptions({
    queryKey: ['overview', 'summary', account],
    queryFn: ({ signal }) => get<Summary>('/recommendations/summary', { account }, signal),
  })

const topQuery = (account: string[]) =>
  queryOptions({
    queryKey: ['overview', 'top', account],
    queryFn: ({ signal }) =>
      get<TitlePage>('/recommendations', { account, group: 'title', limit: 8 }, signal),
  })

/** Where the estate stands: score, levels, what to fix first, what nobody could see. */
export function OverviewPage() {
  const styles = useStyles()
  const status = useQuery(statusQuery)
  const account = list(useSearch({ strict: false }).account)
  return (
    <>
      <PageHead
        title={S.overview.title}
        note={status.data?.snapshot && <At at={status.data.snapshot.began_at} />}
      >
        <ButtonLink to="/recommendations" appearance="primary">
          {S.overview.viewAll}
        </ButtonLink>
      </PageHead>
      <Faces query={status} skeleton={<Skeletons rows={3} height={140} />}>
        {(known) =>
          known.snapshot ? (
            <>
              <Numbers account={account} />
              <div className={styles.cards}>
                <Top account={account} />
                <Seen status={known} />
              </div>
            </>
          ) : (
            <Nothing />
          )
        }
      </Faces>
    </>
  )
}

function Nothing() {
  return (
    <EmptyFace title={S.overview.nothing}>
      <span>
        {S.overview.nothingText} <code>highground scan</code> {S.overview.nothingAfter}
      </span>
    </EmptyFace>
  )
}

function Numbers({ account }: { account: string[] }) {
  const styles = useStyles()
  const query = useQuery(summaryQuery(account))
  return (
    <Faces query={query} skeleton={<Skeletons rows={1} height={140} />}>
      {(summary) => (
        <div className={styles.cards}>
          <Card title={S.score.title}>
            <ScoreRing card={summary.score} />
          </Card>
          <Card title={S.score.history}>
            <ScoreHistory card={summary.score} />
          </Card>
          <Card title={S.cards.open}>
            <Open summary={summary} />
          </Card>
        </div>
      )}
    </Faces>
  )
}

function Open({ summary }: { summary: Summary }) {
  const styles = useStyles()
  return (
    <div className={styles.stack}>
      <LevelBar levels={summary.levels} />
      <ul className={styles.rows}>
        {LEVELS.filter((level) => level !== 'not_evaluated' || summary.levels[level] > 0).map(
          (level) => (
            <li key={level} className={styles.level}>
              <LevelMark level={level} />
              <AppLink
                to="/recommendations"
                search={{ risk_level: level }}
                className={styles.number}
                aria-label={S.level.countOf(summary.levels[level], S.level.word[level])}
              >
                {count(summary.levels[level])}
              </AppLink>
            </li>
          ),
        )}
      </ul>
      <Unknown>
        <AppLink to="/coverage">{S.unknown.verdicts(summary.unknown)}</AppLink>
      </Unknown>
    </div>
  )
}

function Top({ account }: { account: string[] }) {
  const styles = useStyles()
  const query = useQuery(topQuery(account))
  return (
    <Card title={S.overview.first}>
      <Faces query={query}>
        {(page) =>
          page.items.length === 0 ? (
            <EmptyFace title={S.list.none}>
              <Unknown>{S.unknown.verdicts(page.unknown)}</Unknown>
            </EmptyFace>
          ) : (
            <ul className={styles.rows}>
              {page.items.map((row) => (
                <li key={row.policy_id} className={styles.top}>
                  <LevelMark level={row.risk_level} atLeast={row.at_least} />
                  <AppLink
                    className={styles.name}
                    to="/recommendations/$policy"
                    params={{ policy: row.policy_id }}
                  >
                    {row.title}
                  </AppLink>
                  <LevelCounts levels={row.levels} />
                </li>
              ))}
            </ul>
          )
        }
      </Faces>
    </Card>
  )
}

function Seen({ status }: { status: Status }) {
  const styles = useStyles()
  return (
    <Card title={S.overview.gaps}>
      <div className={styles.stack}>
        {status.gaps > 0 ? (
          <Unknown>
            <AppLink to="/coverage">{S.bar.gaps(status.gaps)}</AppLink> ·{' '}
            {S.unknown.verdicts(status.unknown)}
          </Unknown>
        ) : (
          <span>{S.overview.gapsNone}</span>
        )}
        <ul className={styles.rows}>
          {status.accounts
            .filter((each) => each.account)
            .map((each) => (
              <li key={`${each.environment} ${each.account}`} className={styles.row}>
                <AppLink
                  className={styles.name}
                  to="/recommendations"
                  search={{ account: each.account }}
                >
                  {each.environment} {each.account}
                </AppLink>
                <span className={styles.number}>{S.overview.resources(each.resources)}</span>
                {each.unknown > 0 && <Unknown>{S.unknown.short(each.unknown)}</Unknown>}
              </li>
            ))}
        </ul>
      </div>
    </Card>
  )
}
