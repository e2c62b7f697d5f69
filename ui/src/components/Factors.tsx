import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'

import { S } from '../lib/strings'

const useStyles = makeStyles({
  row: { display: 'inline-flex', alignItems: 'center', gap: '4px', maxWidth: '100%', minWidth: 0 },
  wrap: { flexWrap: 'wrap' },
  chip: {
    padding: '0 6px',
    lineHeight: '20px',
    fontSize: tokens.fontSizeBase200,
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorNeutralBackground3,
    color: tokens.colorNeutralForeground1,
  },
  dimmed: {
    border: `1px dashed ${tokens.colorNeutralStroke1}`,
    color: tokens.colorNeutralForeground2,
  },
  more: { flexShrink: 0 },
  none: { color: tokens.colorNeutralForeground3 },
})

export const factorName = (key: string) => S.factor[key as keyof typeof S.factor]?.short ?? key
export const factorLabel = (key: string) => S.factor[key as keyof typeof S.factor]?.label ?? key

type Props = {
  factors: readonly string[]
  /** How many are shown as chips; the others are counted, and named on hover and to readers. */
  show?: number
  /** Factors that are true but do not count here. */
  dimmed?: readonly string[]
}

/** Risk factors as chips. */
export function FactorChips({ factors, show = 2, dimmed = [] }: Props) {
  const styles = useStyles()
  const rest = factors.slice(show)
  const restNames = rest.map(factorLabel).join(', ')
  if (factors.length === 0) return <span className={styles.none}>{S.factors.none}</span>
  return (
    <span className={mergeClasses(styles.row, show > 2 && styles.wrap)}>
      {factors.slice(0, show).map((key) => (
        <span
          key={key}
          className={mergeClasses(styles.chip, dimmed.includes(key) && styles.dimmed)}
          title={dimmed.includes(key) ? S.factors.notCounted(factorLabel(key)) : factorLabel(key)}
        >
          {factorName(key)}
        </span>
      ))}
      {rest.length > 0 && (
        <span className={mergeClasses(styles.chip, styles.more)} title={restNames}>
          <span aria-hidden="true">+{rest.length}</span>
          <span className="sr">{restNames}</span>
        </span>
      )}
    </span>
  )
}
