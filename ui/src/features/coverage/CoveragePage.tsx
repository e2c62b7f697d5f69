import { makeStyles, tokens } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'

import { EmptyFace, Faces } from '../../components/Faces'
import { type Column, Grid } from '../../components/Grid'
import { PageHead } from '../../components/Page'
import { At } from '../../components/Time'
import { Unknown } from '../../components/Unknown'
import {
  type Gap,
  type Policies,
  type Status,
  statusQuery,
  type UnmatchedPage,
} from '../../lib/api'
import { count } from '../../lib/format'
import { list } from '../../lib/search'
import { S } from '../../lib/strings'
import { brokenQuery, gapsQuery, unmatchedQuery } from './api'

const useStyles = makeStyles({
  intro: { margin: '0 0 12px', color: tokens.colorNeutralForeground2 },
  title: { fontSize: tokens.fontSizeBase500, fontWeight: 600, margin: '24px 0 8px' },
  code: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
  quiet: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  note: { marginBottom: '8px' },
})

/** What could not be read, why, and which permission would help. */
export function CoveragePage() {
  const styles = useStyles()
  return (
    <>
      <PageHead title={S.coverage.title} />
      <p className={styles.intro}>{S.coverage.intro}</p>
      <Gaps />
      <Unmatched />
      <Broken />
      <Accounts />
    </>
  )
}

function Gaps() {
  const styles = useStyles()
  const account = list(useSearch({ strict: false }).account)
  const query = useQuery(gapsQuery)
  return (
    <section aria-label={S.coverage.gaps}>
      <Faces query={query}>
        {(page) => {
          const gaps = page.items.filter(
            (gap) => account.length === 0 || account.includes(gap.account),
          )
          if (gaps.length === 0) {
            return (
              <EmptyFace title={S.coverage.all}>
                <span>{S.coverage.allText}</span>
              </EmptyFace>
            )
          }
          return (
            <>
              <div className={styles.note} role="status">
                <Unknown>
                  {S.bar.gaps(account.length > 0 ? gaps.length : page.total)} ·{' '}
                  {S.coverage.otherUnknown(page.unknown)}
                </Unknown>
              </div>
              <Grid label={S.coverage.gaps} columns={GAPS} rows={gaps} keyOf={gapKey} />
            </>
          )
        }}
      </Faces>
    </section>
  )
}

// What scanners report, which no cloud's own answer shows.
const REPORTED = new Set(['vulnerabilities', 'secrets'])

// A file shows only what was exported: that is asked for where it was made, not with a permission.
const withoutPermission = (gap: Gap) => {
  if (gap.code === 'NotInExport') return S.coverage.export
  return REPORTED.has(gap.aspect) ? S.coverage.report : S.coverage.noHelp
}

const gapKey = (gap: Gap) => [gap.account, gap.type, gap.aspect, gap.outcome, gap.code].join('|')

const GAPS: readonly Column<Gap>[] = [
  {
    id: 'blinds',
    name: S.coverage.blinds,
    width: '132px',
    wrap: true,
    cell: (gap) => (
      <Unknown>
        {S.coverage.verdicts(gap.unknown)}
        <br />
        <Quiet>{S.coverage.policies(gap.policies)}</Quiet>
      </Unknown>
    ),
  },
  {
    id: 'what',
    name: S.coverage.what,
    wrap: true,
    bare: true,
    cell: (gap) => (
      <span>
        <Mono>{gap.type}</Mono>
        <br />
        {gap.aspect === 'list' ? S.coverage.list : <Mono>{gap.aspect}</Mono>}
      </span>
    ),
  },
  {
    id: 'where',
    name: S.coverage.where,
    width: '22%',
    wrap: true,
    cell: (gap) => (
      <span>
        {gap.environment} {gap.account || S.noAccount}
        <br />
        <span title={gap.regions.join('\n')}>
          <Quiet>
            {gap.regions.length > 1 ? S.coverage.regions(gap.regions.length) : gap.regions[0]}
            {gap.resources > 0 && ` · ${S.coverage.seenAnyway(gap.resources)}`}
          </Quiet>
        </span>
      </span>
    ),
  },
  {
    id: 'why',
    name: S.coverage.why,
    width: '16%',
    wrap: true,
    cell: (gap) => (
      <span>
        {S.outcome[gap.outcome]}
        <br />
        <Mono>{gap.code}</Mono>
      </span>
    ),
  },
  {
    id: 'help',
    name: S.coverage.help,
    width: '22%',
    wrap: true,
    cell: (gap) => (gap.needs ? <Mono>{gap.needs}</Mono> : withoutPermission(gap)),
  },
]

function Mono({ children }: { children: React.ReactNode }) {
  const styles = useStyles()
  return <span className={styles.code}>{children}</span>
}

function Quiet({ children }: { children: React.ReactNode }) {
  const styles = useStyles()
  return <span className={styles.quiet}>{children}</span>
}

type Report = UnmatchedPage['items'][number]

const REPORTS: readonly Column<Report>[] = [
  { id: 'target', name: S.coverage.target, bare: true, wrap: true, cell: (row) => row.target },
  { id: 'scanner', name: S.coverage.scanner, width: '120px', cell: (row) => row.scanner },
  { id: 'file', name: S.coverage.file, width: '24%', wrap: true, cell: (row) => row.file },
  {
    id: 'findings',
    name: S.coverage.findings,
    width: '100px',
    number: true,
    cell: (row) => count(row.findings.total),
  },
  {
    id: 'taken',
    name: S.coverage.taken,
    width: '200px',
    cell: (row) => <At at={row.taken_at} />,
  },
]

function Unmatched() {
  const styles = useStyles()
  const query = useQuery(unmatchedQuery)
  return (
    <section aria-label={S.coverage.unmatched}>
      <h2 className={styles.title}>{S.coverage.unmatched}</h2>
      <Faces query={query}>
        {(page) =>
          page.items.length === 0 ? (
            <EmptyFace title={S.coverage.unmatchedNone} />
          ) : (
            <>
              <p className={styles.intro}>{S.coverage.unmatchedText}</p>
              <Grid
                label={S.coverage.unmatched}
                columns={REPORTS}
                rows={page.items}
                keyOf={(row) => row.id}
              />
            </>
          )
        }
      </Faces>
    </section>
  )
}

type BrokenFile = Policies['broken'][number]

const BROKEN: readonly Column<BrokenFile>[] = [
  {
    id: 'file',
    name: S.coverage.file,
    bare: true,
    wrap: true,
    cell: (row) => <Mono>{S.coverage.line(row.file, row.line)}</Mono>,
  },
  { id: 'problem', name: S.coverage.problem, width: '60%', wrap: true, cell: (row) => row.problem },
]

/** Policy files that nothing is judged by; where all are whole there is nothing to say. */
function Broken() {
  const styles = useStyles()
  const { data } = useQuery(brokenQuery)
  if (!data || data.broken.length === 0) return null
  return (
    <section aria-label={S.coverage.broken}>
      <h2 className={styles.title}>{S.coverage.broken}</h2>
      <p className={styles.intro}>{S.coverage.brokenText}</p>
      <Grid
        label={S.coverage.broken}
        columns={BROKEN}
        rows={data.broken}
        keyOf={(row) => row.file}
      />
    </section>
  )
}

type Account = Status['accounts'][number]

const ACCOUNTS: readonly Column<Account>[] = [
  {
    id: 'account',
    name: S.resource.account,
    bare: true,
    cell: (row) => `${row.environment} ${row.account || S.noAccount}`,
  },
  {
    id: 'resources',
    name: S.coverage.resources,
    width: '140px',
    number: true,
    cell: (row) => count(row.resources),
  },
  {
    id: 'gaps',
    name: S.coverage.gapCount,
    width: '120px',
    number: true,
    cell: (row) => count(row.gaps),
  },
  {
    id: 'unknown',
    name: S.coverage.unknown,
    width: '180px',
    number: true,
    cell: (row) => <Unknown>{count(row.unknown)}</Unknown>,
  },
]

function Accounts() {
  const styles = useStyles()
  const query = useQuery(statusQuery)
  return (
    <section aria-label={S.coverage.accounts}>
      <h2 className={styles.title}>{S.coverage.accounts}</h2>
      <Faces query={query}>
        {(status) => (
          <Grid
            label={S.coverage.accounts}
            columns={ACCOUNTS}
            rows={status.accounts}
            keyOf={(row) => `${row.environment} ${row.account}`}
          />
        )}
      </Faces>
    </section>
  )
}
