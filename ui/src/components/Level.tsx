import { makeStyles } from '@fluentui/react-components'

import { LEVEL_COLOR, type Level } from '../lib/levels'
import { S } from '../lib/strings'

const useStyles = makeStyles({
  mark: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '6px',
    whiteSpace: 'nowrap',
    fontWeight: 600,
  },
  shape: { flexShrink: 0 },
})

const SHAPES: Record<Level, React.ReactNode> = {
  critical: <rect x="1" y="1" width="10" height="10" fill="currentColor" />,
  high: <path d="M6 .8 11.6 11H.4z" fill="currentColor" />,
  medium: <path d="M6 .4 11.6 6 6 11.6.4 6z" fill="currentColor" />,
  low: <circle cx="6" cy="6" r="5" fill="currentColor" />,
  not_evaluated: (
    <circle cx="6" cy="6" r="5" fill="none" stroke="currentColor" strokeDasharray="2.2 1.6" />
  ),
}

/** The shape of a level in its colour: always beside its word. */
export function LevelShape({ level, size = 12 }: { level: Level; size?: number }) {
  const styles = useStyles()
  return (
    <svg
      className={styles.shape}
      width={size}
      height={size}
      viewBox="0 0 12 12"
      style={{ color: LEVEL_COLOR[level] }}
      aria-hidden="true"
    >
      {SHAPES[level]}
    </svg>
  )
}

type Props = { level: Level; atLeast?: boolean | undefined; title?: string | undefined }

/** A level as word, shape and colour. A lower bound never looks like a full level. */
export function LevelMark({ level, atLeast = false, title }: Props) {
  const styles = useStyles()
  const text = atLeast ? S.level.atLeast(S.level.word[level]) : S.level.word[level]
  return (
    <span className={styles.mark} style={{ color: LEVEL_COLOR[level] }} title={title}>
      <LevelShape level={level} />
      {text}
    </span>
  )
}
