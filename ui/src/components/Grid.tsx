import {
  makeStyles,
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  tokens,
} from '@fluentui/react-components'
import type { MouseEvent, ReactNode } from 'react'

import { useNarrow } from '../lib/media'

export type Column<T> = {
  id: string
  name: string
  cell: (row: T) => ReactNode
  width?: string
  /** Numbers stand at the end of their column, under each other. */
  number?: boolean
  /** The API's name of this order; without one the column cannot be sorted by. */
  sort?: string
  /** In a card the value speaks for itself. */
  bare?: boolean
  /** The value may take several lines; `two`: no more than that. */
  wrap?: boolean | 'two'
}

type Props<T> = {
  label: string
  columns: readonly Column<T>[]
  rows: readonly T[]
  keyOf: (row: T) => string
  /** As in the URL: a column's `sort`, with `-` the other way round. */
  sort?: string | undefined
  onSort?: (sort: string) => void
  onOpen?: (row: T) => void
  busy?: boolean
}

const useStyles = makeStyles({
  table: {
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  row: { height: '40px' },
  open: { cursor: 'pointer' },
  busy: { opacity: 0.6 },
  cell: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  wrap: { whiteSpace: 'normal', overflowWrap: 'anywhere', paddingBlock: '6px' },
  two: {
    whiteSpace: 'normal',
    overflowWrap: 'anywhere',
    lineHeight: '17px',
    '& > a': {
      display: '-webkit-box',
      WebkitLineClamp: 2,
      WebkitBoxOrient: 'vertical',
      overflow: 'hidden',
    },
  },
  number: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
  head: { boxSizing: 'border-box' },
  numberHead: { '& > *': { justifyContent: 'flex-end' } },
  cards: { listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: '8px' },
  card: {
    display: 'grid',
    gap: '6px',
    padding: '12px',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    overflowWrap: 'anywhere',
  },
  pair: { display: 'flex', flexWrap: 'wrap', gap: '2px 8px', minWidth: 0 },
  name: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
})

/** Rows of one kind: a table, or cards in a narrow window. */
export function Grid<T>(props: Props<T>) {
  return useNarrow() ? <Cards {...props} /> : <Wide {...props} />
}

function Wide<T>({ label, columns, rows, keyOf, sort, onSort, onOpen, busy }: Props<T>) {
  const styles = useStyles()
  return (
    <Table aria-label={label} aria-busy={busy} className={styles.table} size="small">
      <TableHeader>
        <TableRow>
          {columns.map((column) => (
            <HeaderCell key={column.id} column={column} sort={sort} onSort={onSort} />
          ))}
        </TableRow>
      </TableHeader>
      <TableBody className={mergeClasses(busy && styles.busy)}>
        {rows.map((row) => (
          <TableRow
            key={keyOf(row)}
            className={mergeClasses(styles.row, onOpen && styles.open)}
            {...(onOpen ? { onClick: opener(() => onOpen(row)) } : {})}
          >
            {columns.map((column) => (
              <TableCell
                key={column.id}
                className={mergeClasses(
                  styles.cell,
                  column.wrap === true && styles.wrap,
                  column.wrap === 'two' && styles.two,
                  column.number && styles.number,
                )}
              >
                {column.cell(row)}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

type HeadProps<T> = { column: Column<T> } & Pick<Props<T>, 'sort'> & {
    onSort: ((sort: string) => void) | undefined
  }

function HeaderCell<T>({ column, sort, onSort }: HeadProps<T>) {
  const styles = useStyles()
  const by = column.sort
  const direction =
    by && sort === by ? 'ascending' : by && sort === `-${by}` ? 'descending' : undefined
  const className = mergeClasses(styles.head, column.number && styles.numberHead)
  const style = column.width ? { width: column.width } : {}
  if (!by || !onSort) {
    return (
      <TableHeaderCell className={className} style={style}>
        {column.name}
      </TableHeaderCell>
    )
  }
  return (
    <TableHeaderCell
      className={className}
      style={style}
      sortable
      {...(direction ? { sortDirection: direction } : {})}
      onClick={() => onSort(direction === 'ascending' ? `-${by}` : by)}
    >
      {column.name}
    </TableHeaderCell>
  )
}

/** The whole row opens what its link opens; links and buttons inside keep their own meaning. */
function opener(open: () => void) {
  return (event: MouseEvent<HTMLElement>) => {
    const inside = event.target instanceof Element && event.target.closest('a, button')
    if (!inside && !getSelection()?.toString()) open()
  }
}

function Cards<T>({ label, columns, rows, keyOf, busy }: Props<T>) {
  const styles = useStyles()
  return (
    <ul aria-label={label} className={mergeClasses(styles.cards, busy && styles.busy)}>
      {rows.map((row) => (
        <li key={keyOf(row)} className={styles.card}>
          {columns.map((column) => (
            <div key={column.id} className={styles.pair}>
              {!column.bare && <span className={styles.name}>{column.name}</span>}
              {column.cell(row)}
            </div>
          ))}
        </li>
      ))}
    </ul>
  )
}
