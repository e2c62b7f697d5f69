import { makeStyles, tokens } from '@fluentui/react-components'

import type { Evidence } from '../lib/api'
import { inline, shortName } from '../lib/format'
import { S } from '../lib/strings'

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: '4px' },
  code: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusSmall,
    padding: '1px 4px',
    overflowWrap: 'anywhere',
  },
})

type Props = { evidence: readonly Evidence[]; about?: string | undefined; none?: string }

/** What a conclusion rests on: each path and its value, and whose where that is another's. */
export function EvidenceList({ evidence, about, none = S.details.noProof }: Props) {
  const styles = useStyles()
  if (evidence.length === 0) return <span>{none}</span>
  return (
    <ul className={styles.list}>
      {evidence.map((each) => (
        <li key={`${each.resource_id} ${each.path}`}>
          <code className={styles.code}>{each.path}</code>{' '}
          {each.resource_id !== about && (
            <span title={each.resource_id}>
              {S.details.of} {shortName(each.resource_id)}{' '}
            </span>
          )}
          {S.details.is} <code className={styles.code}>{inline(each.value)}</code>
        </li>
      ))}
    </ul>
  )
}
