import { makeStyles, tokens } from '@fluentui/react-components'

import { Code } from '../../components/Code'
import { EvidenceList } from '../../components/EvidenceList'
import { AppLink } from '../../components/Links'
import { MissingList } from '../../components/MissingList'
import { Card } from '../../components/Page'
import { StatusMark } from '../../components/Status'
import { At } from '../../components/Time'
import type { Details } from '../../lib/api'
import { exactly } from '../../lib/format'
import { S } from '../../lib/strings'

const useStyles = makeStyles({
  stack: { display: 'grid', gap: '8px', gridTemplateColumns: 'minmax(0, 1fr)' },
  note: { color: tokens.colorNeutralForeground2 },
})

/** One sentence of evidence; of an unknown verdict, why nobody knows. */
export function EvidenceCard({ details }: { details: Details }) {
  const styles = useStyles()
  const { resource } = details
  return (
    <Card title={details.verdict === 'unknown' ? S.details.missingTitle : S.details.evidenceTitle}>
      <div className={styles.stack}>
        <StatusMark status={details.verdict} />
        {details.verdict === 'unknown' ? (
          <>
            <span>{S.details.missingText}</span>
            <MissingList missing={details.missing} />
            <AppLink to="/coverage">{S.overview.viewGaps}</AppLink>
          </>
        ) : (
          <EvidenceList evidence={details.evidence} about={resource.id} />
        )}
        <span className={styles.note}>
          {resource.last_seen_at ? (
            S.details.lastSeen(exactly(resource.last_seen_at))
          ) : (
            <>
              {S.details.seenAt} <At at={details.evaluated_at} />
            </>
          )}
        </span>
        {details.clause && (
          <>
            <span className={styles.note}>{S.details.clause}</span>
            <Code label={S.details.clause} text={details.clause} />
          </>
        )}
      </div>
    </Card>
  )
}
