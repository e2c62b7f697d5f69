import { makeStyles, tokens } from '@fluentui/react-components'

import { At } from '../../components/Time'
import type { Event } from '../../lib/api'
import { inline } from '../../lib/format'
import { S } from '../../lib/strings'

const useStyles = makeStyles({
  list: { margin: 0, paddingLeft: '20px', display: 'grid', gap: '8px' },
  detail: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
})

/** Who decided what, and when. */
export function History({ events }: { events: readonly Event[] }) {
  const styles = useStyles()
  if (events.length === 0) return <span>{S.action.noHistory}</span>
  return (
    <ol className={styles.list}>
      {events.map((event) => (
        <li key={event.seq}>
          <strong>{S.action.events[event.kind] ?? event.kind}</strong> {S.action.by} {event.by},{' '}
          <At at={event.at} />
          <div className={styles.detail}>{words(event.detail)}</div>
        </li>
      ))}
    </ol>
  )
}

/** What was decided, without what the page says anyway. */
function words(detail: Event['detail']): string {
  if (detail === null || typeof detail !== 'object' || Array.isArray(detail)) return inline(detail)
  return Object.entries(detail)
    .filter(([name, value]) => value !== null && !HIDDEN.has(name))
    .map(
      ([name, value]) =>
        `${name.replace(/_(on|at|id)$/, '').replaceAll('_', ' ')} ${inline(value)}`,
    )
    .join(' · ')
}

const HIDDEN = new Set([
  'policy_id',
  'resource_id',
  'scope_id',
  'account',
  'target',
  'version',
  'id',
])
