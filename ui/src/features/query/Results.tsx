import { Button, MessageBar, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components'
import { ArrowDownloadRegular, DismissRegular } from '@fluentui/react-icons'
import { type CSSProperties, useState } from 'react'

import { Json } from '../../components/Code'
import { EmptyFace } from '../../components/Faces'
import type { Rows } from '../../lib/api'
import { csv, save } from '../../lib/csv'
import { inline } from '../../lib/format'
import { S } from '../../lib/strings'

const useStyles = makeStyles({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '4px 16px',
    margin: '12px 0 8px',
  },
  gap: { flexGrow: 1 },
  note: { color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums' },
  box: {
    overflow: 'auto',
    maxHeight: '60vh',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  table: {
    borderCollapse: 'collapse',
    minWidth: '100%',
    '& th, & td': {
      textAlign: 'left',
      verticalAlign: 'top',
      padding: '6px 12px',
      borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
      maxWidth: '420px',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
    },
    '& th': {
      position: 'sticky',
      top: 0,
      backgroundColor: tokens.colorNeutralBackground3,
      fontWeight: 600,
    },
  },
  type: {
    display: 'block',
    fontWeight: 400,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
  number: { fontVariantNumeric: 'tabular-nums' },
  null: { color: tokens.colorNeutralForeground3, fontStyle: 'italic' },
  value: {
    padding: 0,
    border: 'none',
    background: 'none',
    font: 'inherit',
    cursor: 'pointer',
    color: tokens.colorBrandForegroundLink,
    maxWidth: '400px',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  pane: { marginTop: '12px' },
})

const NUMBERS = new Set(['int', 'long', 'real', 'decimal'])
const STEP = 200

const align = (type: string): CSSProperties => ({ textAlign: NUMBERS.has(type) ? 'right' : 'left' })

type Cell = Rows['rows'][number][number]
type Opened = { name: string; value: Cell }

/** What the query gave: typed columns, values to open, and a file of them. */
export function Results({ rows }: { rows: Rows }) {
  const styles = useStyles()
  const [opened, setOpened] = useState<Opened>()
  return (
    <section aria-label={S.query.results}>
      <Head rows={rows} />
      {rows.truncated && (
        <MessageBar intent="warning">
          <MessageBarBody>{S.query.truncated(rows.rows.length)}</MessageBarBody>
        </MessageBar>
      )}
      {rows.rows.length === 0 ? (
        <EmptyFace title={S.query.none} />
      ) : (
        <Values rows={rows} onOpen={setOpened} />
      )}
      {opened && (
        <div className={styles.pane}>
          <Button
            size="small"
            appearance="subtle"
            icon={<DismissRegular />}
            onClick={() => setOpened(undefined)}
          >
            {S.query.close}
          </Button>
          <Json label={`${S.query.json}: ${opened.name}`} value={opened.value} />
        </div>
      )}
    </section>
  )
}

function Head({ rows }: { rows: Rows }) {
  const styles = useStyles()
  const download = () =>
    save(
      'query.csv',
      csv(
        rows.columns.map((column) => column.name),
        rows.rows,
      ),
    )
  return (
    <div className={styles.head}>
      <strong role="status" data-testid="rows" data-rows={rows.rows.length}>
        {S.query.rows(rows.rows.length)}
        {rows.truncated && '+'}
      </strong>
      <span className={styles.note}>{S.query.seconds(rows.seconds)}</span>
      <span className={styles.gap} />
      <Button icon={<ArrowDownloadRegular />} onClick={download}>
        {rows.truncated ? S.query.csvPart : S.query.csv}
      </Button>
    </div>
  )
}

function Values({ rows, onOpen }: { rows: Rows; onOpen: (opened: Opened) => void }) {
  const styles = useStyles()
  const [shown, setShown] = useState(STEP)
  const left = rows.rows.length - shown
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={styles.box} tabIndex={0} aria-label={S.query.rows(rows.rows.length)}>
        <table className={styles.table}>
          <thead>
            <tr>
              {rows.columns.map((column) => (
                <th key={column.name} scope="col" style={align(column.type)}>
                  {column.name}
                  <span className={styles.type}>{column.type}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.rows.slice(0, shown).map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a result's rows have no key but their place
              <Row key={at} row={row} columns={rows.columns} onOpen={onOpen} />
            ))}
          </tbody>
        </table>
      </section>
      {left > 0 && (
        <Button appearance="subtle" onClick={() => setShown(shown + STEP)}>
          {S.query.more(Math.min(left, STEP))}
        </Button>
      )}
    </>
  )
}

type RowProps = { row: Cell[]; columns: Rows['columns']; onOpen: (opened: Opened) => void }

function Row({ row, columns, onOpen }: RowProps) {
  const styles = useStyles()
  return (
    <tr>
      {columns.map((column, at) => (
        <td
          key={column.name}
          className={styles.number}
          style={align(column.type)}
          title={inline(row[at])}
        >
          <Shown
            value={row[at] ?? null}
            onOpen={() => onOpen({ name: column.name, value: row[at] ?? null })}
          />
        </td>
      ))}
    </tr>
  )
}

function Shown({ value, onOpen }: { value: Cell; onOpen: () => void }) {
  const styles = useStyles()
  if (value === null) return <span className={styles.null}>null</span>
  if (typeof value !== 'object') return <>{String(value)}</>
  return (
    <button type="button" className={styles.value} onClick={onOpen}>
      {inline(value)}
    </button>
  )
}
