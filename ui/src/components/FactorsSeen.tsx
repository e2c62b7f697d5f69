import { makeStyles } from '@fluentui/react-components'

import type { Resource } from '../lib/api'
import { S } from '../lib/strings'
import { EvidenceList } from './EvidenceList'
import { factorLabel } from './Factors'
import { NotSeen } from './NotSeen'
import { Unknown } from './Unknown'

const useStyles = makeStyles({
  list: { margin: 0, display: 'grid', gap: '10px' },
  value: { margin: 0 },
  name: { fontWeight: 600 },
})

/** Each risk factor of a resource: its value and proof, or what was not seen. */
export function FactorsSeen({ factors, about }: { factors: Resource['factors']; about: string }) {
  const styles = useStyles()
  if (factors.length === 0) return <Unknown>{S.level.word.not_evaluated}</Unknown>
  return (
    <dl className={styles.list}>
      {factors.map((each) => (
        <div key={each.factor}>
          <dt className={styles.name}>
            {each.value === null ? (
              <Unknown>
                {factorLabel(each.factor)}: {S.graph.unseen}
              </Unknown>
            ) : (
              `${factorLabel(each.factor)}: ${each.value.replaceAll('_', ' ')}`
            )}
          </dt>
          <dd className={styles.value}>
            {each.value === null ? (
              <NotSeen factor={each} about={about} />
            ) : (
              <EvidenceList evidence={each.evidence} about={about} none="" />
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
