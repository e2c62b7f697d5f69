import { makeStyles, tokens } from '@fluentui/react-components'

import { HEALTHY_COLOR } from '../lib/levels'
import { S } from '../lib/strings'
import { Unknown } from './Unknown'

const useStyles = makeStyles({
  row: { display: 'inline-flex', alignItems: 'center', gap: '6px', whiteSpace: 'nowrap' },
})

type Look = { color: string; shape: 'full' | 'ring' | 'dash' | 'half' }

const LOOKS: Record<string, Look> = {
  unassigned: { color: tokens.colorNeutralForeground3, shape: 'ring' },
  on_time: { color: tokens.colorBrandForeground1, shape: 'half' },
  overdue: { color: 'var(--levelCritical)', shape: 'full' },
  exempted: { color: tokens.colorNeutralForeground3, shape: 'dash' },
  completed: { color: HEALTHY_COLOR, shape: 'full' },
  healthy: { color: HEALTHY_COLOR, shape: 'full' },
  unhealthy: { color: 'var(--levelCritical)', shape: 'full' },
  not_applicable: { color: tokens.colorNeutralForeground3, shape: 'dash' },
}

const SHAPES = {
  full: <circle cx="5" cy="5" r="4.5" fill="currentColor" />,
  ring: <circle cx="5" cy="5" r="4" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  half: (
    <>
      <circle cx="5" cy="5" r="4" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M5 1a4 4 0 0 1 0 8z" fill="currentColor" />
    </>
  ),
  dash: <path d="M1 5h8" stroke="currentColor" strokeWidth="2" />,
}

/** A status of a recommendation or a verdict: word and shape. Unknown is its own look. */
export function StatusMark({ status }: { status: string }) {
  const styles = useStyles()
  const word = S.status[status as keyof typeof S.status] ?? status
  if (status === 'unknown') return <Unknown>{word}</Unknown>
  const look = LOOKS[status] ?? { color: tokens.colorNeutralForeground3, shape: 'ring' as const }
  return (
    <span className={styles.row}>
      <svg
        width="10"
        height="10"
        viewBox="0 0 10 10"
        style={{ color: look.color }}
        aria-hidden="true"
      >
        {SHAPES[look.shape]}
      </svg>
      {word}
    </span>
  )
}
