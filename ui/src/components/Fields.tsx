import { makeStyles, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'

const useStyles = makeStyles({
  list: { margin: 0, display: 'grid', gap: '10px' },
  name: {
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  value: { margin: 0, overflowWrap: 'anywhere' },
})

export type Field = readonly [name: string, value: ReactNode]

/** Names and values, one under the other. */
export function Fields({ fields }: { fields: readonly Field[] }) {
  const styles = useStyles()
  return (
    <dl className={styles.list}>
      {fields.map(([name, value]) => (
        <div key={name}>
          <dt className={styles.name}>{name}</dt>
          <dd className={styles.value}>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
