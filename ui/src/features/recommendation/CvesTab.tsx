import { useQuery } from '@tanstack/react-query'

import { EmptyFace, Faces } from '../../components/Faces'
import { type Column, Grid } from '../../components/Grid'
import { LevelMark } from '../../components/Level'
import { OutLink } from '../../components/Links'
import { Unknown } from '../../components/Unknown'
import type { Finding } from '../../lib/api'
import { count, NONE } from '../../lib/format'
import { S } from '../../lib/strings'
import { findingsQuery, type Key } from './api'

type Cve = { id: string; first: Finding; findings: number }

const COLUMNS: readonly Column<Cve>[] = [
  {
    id: 'severity',
    name: S.findings.severity,
    width: '110px',
    bare: true,
    cell: ({ first }) =>
      first.severity === 'unknown' ? (
        <Unknown>{S.severityUnknown}</Unknown>
      ) : (
        <LevelMark level={first.severity} />
      ),
  },
  {
    id: 'id',
    name: S.findings.id,
    width: '160px',
    cell: ({ id, first }) => (first.url ? <OutLink href={first.url}>{id}</OutLink> : id),
  },
  { id: 'check', name: S.findings.check, cell: ({ first }) => first.title },
  {
    id: 'cvss',
    name: S.findings.cvss,
    width: '80px',
    number: true,
    cell: ({ first }) => first.cvss ?? NONE,
  },
  {
    id: 'exploited',
    name: S.findings.exploited,
    width: '140px',
    cell: ({ first }) => (first.known_exploited ? S.graph.yes : S.graph.no),
  },
  {
    id: 'findings',
    name: S.findings.cveFindings,
    width: '90px',
    number: true,
    cell: ({ findings }) => count(findings),
  },
]

/** The CVEs among the findings, each once: its worst finding stands for it. */
export function CvesTab({ of }: { of: Key }) {
  const query = useQuery(findingsQuery(of, { severity: undefined, q: 'CVE-' }))
  return (
    <Faces query={query}>
      {(page) => {
        const cves = distinct(page.items)
        if (cves.length === 0) return <EmptyFace title={S.findings.none} />
        return (
          <Grid label={S.details.tabs.cves} columns={COLUMNS} rows={cves} keyOf={(row) => row.id} />
        )
      }}
    </Faces>
  )
}

/** The API gives the most severe first, so the first of each is its worst. */
function distinct(findings: readonly Finding[]): Cve[] {
  const cves = new Map<string, Cve>()
  for (const first of findings) {
    const known = cves.get(first.finding)
    cves.set(first.finding, known ?? { id: first.finding, first, findings: 0 })
    const cve = cves.get(first.finding)
    if (cve) cve.findings += 1
  }
  return [...cves.values()].filter((cve) => cve.id.startsWith('CVE-'))
}
