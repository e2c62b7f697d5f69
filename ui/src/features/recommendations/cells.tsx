import { makeStyles, tokens } from '@fluentui/react-components'

import type { ResourceGroup } from '../../lib/api'
import { count } from '../../lib/format'
import { S } from '../../lib/strings'

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground3, fontStyle: 'italic' },
  tag: {
    marginLeft: '8px',
    padding: '0 6px',
    fontSize: tokens.fontSizeBase100,
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  list: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '0 8px',
    listStyle: 'none',
    margin: 0,
    padding: 0,
    fontSize: tokens.fontSizeBase200,
  },
})

/** Who fixes it; in grey who probably should. */
export function Owner({ owner, suggested }: { owner: string | null; suggested: string | null }) {
  const styles = useStyles()
  if (owner) return <span title={owner}>{owner}</span>
  const text = suggested ? S.list.suggested(suggested) : S.list.nobody
  return (
    <span className={styles.quiet} title={text}>
      {text}
    </span>
  )
}

export function Preview({ maturity }: { maturity: string }) {
  const styles = useStyles()
  return maturity === 'preview' ? <span className={styles.tag}>{S.list.preview}</span> : null
}

const ORDER = ['overdue', 'unassigned', 'on_time', 'exempted'] as const

/** How many recommendations of each status a row stands for. */
export function StatusCounts({ statuses }: Pick<ResourceGroup, 'statuses'>) {
  const styles = useStyles()
  return (
    <ul className={styles.list}>
      {ORDER.filter((status) => statuses[status] > 0).map((status) => (
        <li key={status}>
          {count(statuses[status])} {S.status[status]}
        </li>
      ))}
    </ul>
  )
}
