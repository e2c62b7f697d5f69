import { Button, Input, makeStyles, Select, tokens } from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { Json } from '../../components/Code'
import { EmptyFace, Faces } from '../../components/Faces'
import { type Field, Fields } from '../../components/Fields'
import { type Column, Grid } from '../../components/Grid'
import { LevelMark } from '../../components/Level'
import { OutLink } from '../../components/Links'
import { Card } from '../../components/Page'
import { At } from '../../components/Time'
import { Unknown } from '../../components/Unknown'
import type { Finding } from '../../lib/api'
import { NONE } from '../../lib/format'
import { SEVERITIES } from '../../lib/levels'
import { S } from '../../lib/strings'
import { findingsQuery, type Key } from './api'

const useStyles = makeStyles({
  row: { display: 'flex', flexWrap: 'wrap', gap: '8px', marginBottom: '8px' },
  find: { width: '280px', maxWidth: '100%' },
  columns: { display: 'grid', gap: '12px', gridTemplateColumns: 'minmax(0, 1fr)' },
  withPane: {
    '@media (min-width: 1200px)': { gridTemplateColumns: 'minmax(0, 1fr) 380px' },
    alignItems: 'start',
  },
  exploited: { color: 'var(--levelCritical)', fontWeight: 600 },
  link: {
    padding: 0,
    border: 'none',
    background: 'none',
    font: 'inherit',
    textAlign: 'left',
    cursor: 'pointer',
    color: tokens.colorBrandForegroundLink,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  head: { display: 'flex', justifyContent: 'space-between', gap: '8px' },
})

/** What scanners reported on the resource, the most severe first. */
export function FindingsTab({ of }: { of: Key }) {
  const styles = useStyles()
  const [severity, setSeverity] = useState('')
  const [q, setQ] = useState('')
  const [open, setOpen] = useState<Finding>()
  const query = useQuery(findingsQuery(of, { severity: severity || undefined, q: q || undefined }))
  const columns = findingColumns(setOpen, styles.link)
  return (
    <>
      <search className={styles.row}>
        <Input
          className={styles.find}
          type="search"
          aria-label={S.findings.search}
          placeholder={S.findings.search}
          value={q}
          onChange={(_, data) => setQ(data.value)}
        />
        <Select
          aria-label={S.findings.severity}
          value={severity}
          onChange={(_, data) => setSeverity(data.value)}
        >
          <option value="">{S.findings.all}</option>
          {SEVERITIES.map((each) => (
            <option key={each} value={each}>
              {S.level.word[each]}
            </option>
          ))}
          <option value="unknown">{S.severityUnknown}</option>
        </Select>
      </search>
      <Faces query={query}>
        {(page) => (
          <div className={open ? `${styles.columns} ${styles.withPane}` : styles.columns}>
            <div>
              <div role="status">{S.findings.count(page.total)}</div>
              {page.items.length === 0 ? (
                <EmptyFace title={S.findings.none} />
              ) : (
                <Grid
                  label={S.details.tabs.findings}
                  columns={columns}
                  rows={page.items}
                  keyOf={(row) => row.id}
                  onOpen={setOpen}
                  busy={query.isPlaceholderData}
                />
              )}
            </div>
            {open && <Pane finding={open} onClose={() => setOpen(undefined)} />}
          </div>
        )}
      </Faces>
    </>
  )
}

function Severity({ finding }: { finding: Finding }) {
  if (finding.severity === 'unknown') return <Unknown>{S.severityUnknown}</Unknown>
  return <LevelMark level={finding.severity} />
}

function findingColumns(onOpen: (finding: Finding) => void, link: string): Column<Finding>[] {
  return [
    {
      id: 'severity',
      name: S.findings.severity,
      width: '110px',
      bare: true,
      cell: (row) => <Severity finding={row} />,
    },
    {
      id: 'id',
      name: S.findings.id,
      width: '150px',
      cell: (row) => (
        <button type="button" data-row className={link} onClick={() => onOpen(row)}>
          {row.finding}
        </button>
      ),
    },
    {
      id: 'check',
      name: S.findings.check,
      cell: (row) => <span title={row.title ?? ''}>{row.title}</span>,
    },
    {
      id: 'package',
      name: S.findings.package,
      width: '20%',
      cell: (row) => [row.package, row.version].filter(Boolean).join(' ') || NONE,
    },
    {
      id: 'location',
      name: S.findings.location,
      width: '20%',
      cell: (row) => <span title={row.location ?? ''}>{row.location ?? NONE}</span>,
    },
  ]
}

/** One finding, whole. */
export function Pane({ finding, onClose }: { finding: Finding; onClose: () => void }) {
  const styles = useStyles()
  return (
    <Card>
      <div className={styles.head}>
        <strong>{finding.finding}</strong>
        <Button
          appearance="subtle"
          size="small"
          icon={<DismissRegular />}
          aria-label={S.findings.close}
          onClick={onClose}
        />
      </div>
      {finding.known_exploited && <div className={styles.exploited}>{S.findings.exploited}</div>}
      <p>{finding.description ?? finding.title}</p>
      <Fields fields={paneFields(finding)} />
      {finding.details !== null && <Json label={S.findings.raw} value={finding.details} />}
    </Card>
  )
}

function paneFields(finding: Finding): Field[] {
  return [
    [S.findings.severity, <Severity key="severity" finding={finding} />],
    ...(finding.kind === 'vulnerability' ? vulnerabilityFields(finding) : []),
    [S.findings.location, finding.location ?? NONE],
    [S.findings.scanner, finding.scanner ?? NONE],
    [S.findings.taken, <At key="taken" at={finding.taken_at} />],
    ...(finding.url
      ? [
          [
            S.findings.more,
            <OutLink key="url" href={finding.url}>
              {finding.url}
            </OutLink>,
          ] as const,
        ]
      : []),
  ]
}

function vulnerabilityFields(finding: Finding): Field[] {
  return [
    [S.findings.cvss, finding.cvss ?? NONE],
    [S.findings.package, [finding.package, finding.version].filter(Boolean).join(' ') || NONE],
    [S.findings.fixed, finding.fixed_version ?? S.findings.noFix],
  ]
}
