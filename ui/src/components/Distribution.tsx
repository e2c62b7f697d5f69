import { makeStyles, tokens } from '@fluentui/react-components'

import { count } from '../lib/format'
import { LEVEL_COLOR, LEVELS, type Level } from '../lib/levels'
import { S } from '../lib/strings'
import { LevelShape } from './Level'

export type Levels = Partial<Record<Level, number>>

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    gap: '2px',
    height: '8px',
    borderRadius: tokens.borderRadiusSmall,
    overflow: 'hidden',
    backgroundColor: tokens.colorNeutralStencil1,
  },
  list: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: '12px',
    rowGap: '2px',
    margin: 0,
    padding: 0,
    listStyle: 'none',
    fontVariantNumeric: 'tabular-nums',
  },
  entry: { display: 'inline-flex', alignItems: 'center', gap: '4px', whiteSpace: 'nowrap' },
})

const present = (levels: Levels) => LEVELS.filter((level) => (levels[level] ?? 0) > 0)

/** Counts by level as a bar, for the eye; its numbers stand beside it. */
export function LevelBar({ levels }: { levels: Levels }) {
  const styles = useStyles()
  return (
    <div className={styles.bar} aria-hidden="true">
      {present(levels).map((level) => (
        <span
          key={level}
          style={{ flexGrow: levels[level] ?? 0, flexBasis: 3, background: LEVEL_COLOR[level] }}
        />
      ))}
    </div>
  )
}

/** Counts by level as shapes with numbers; the words are for readers and on hover. */
export function LevelCounts({ levels }: { levels: Levels }) {
  const styles = useStyles()
  return (
    <ul className={styles.list}>
      {present(levels).map((level) => {
        const text = S.level.countOf(levels[level] ?? 0, S.level.word[level])
        return (
          <li key={level} className={styles.entry} title={text}>
            <LevelShape level={level} size={10} />
            <span aria-hidden="true">{count(levels[level] ?? 0)}</span>
            <span className="sr">{text}</span>
          </li>
        )
      })}
    </ul>
  )
}
