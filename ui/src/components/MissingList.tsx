import { makeStyles, tokens } from '@fluentui/react-components'

import type { Missing } from '../lib/api'
import { S } from '../lib/strings'
import { Unknown } from './Unknown'

const useStyles = makeStyles({
  list: { margin: 0, paddingLeft: '20px', display: 'grid', gap: '4px' },
  code: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
})

const outcomeWord = (outcome: string | null | undefined) =>
  S.outcome[outcome as keyof typeof S.outcome] ?? S.outcome.not_looked

/** What was not seen, why, and which permission would help. */
export function MissingList({ missing }: { missing: readonly Missing[] }) {
  const styles = useStyles()
  if (missing.length === 0) return null
  return (
    <ul className={styles.list}>
      {missing.map((each) => (
        <li key={`${each.aspect} ${each.code}`}>
          <Unknown>
            <span className={styles.code}>{each.aspect}</span>: {outcomeWord(each.outcome)},{' '}
            {each.code || S.details.nobodySays}
          </Unknown>
          {each.needs && (
            <div>
              {S.details.needs}: <span className={styles.code}>{each.needs}</span>
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}
