import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'

import { HATCHED } from '../lib/levels'

const useStyles = makeStyles({
  row: { display: 'inline-flex', alignItems: 'center', gap: '6px' },
  mark: {
    display: 'inline-grid',
    placeItems: 'center',
    flexShrink: 0,
    width: '18px',
    height: '18px',
    borderRadius: tokens.borderRadiusSmall,
    backgroundImage: HATCHED,
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
  },
  sign: {
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    fontSize: '11px',
    lineHeight: '12px',
    fontWeight: 700,
    padding: '0 2px',
  },
})

/** What nobody saw: hatched grey with a question mark, and its words beside it. */
export function Unknown({ children, className }: { children: ReactNode; className?: string }) {
  const styles = useStyles()
  return (
    <span className={mergeClasses(styles.row, className)}>
      <span className={styles.mark} aria-hidden="true">
        <span className={styles.sign}>?</span>
      </span>
      <span>{children}</span>
    </span>
  )
}
