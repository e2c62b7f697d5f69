import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  makeStyles,
  tokens,
} from '@fluentui/react-components'

import { EvidenceList } from '../../components/EvidenceList'
import { factorLabel } from '../../components/Factors'
import { LevelMark } from '../../components/Level'
import { NotSeen } from '../../components/NotSeen'
import { Unknown } from '../../components/Unknown'
import type { Details } from '../../lib/api'
import { S } from '../../lib/strings'

const useStyles = makeStyles({
  scroll: { overflowX: 'auto' },
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    '& th, & td': {
      textAlign: 'left',
      verticalAlign: 'top',
      padding: '6px 12px 6px 0',
      borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    },
  },
  points: { fontVariantNumeric: 'tabular-nums', fontWeight: 600, width: '56px' },
  dimmed: { color: tokens.colorNeutralForeground3 },
  unseen: { display: 'grid', gap: '8px', marginTop: '12px' },
})

const partName = (part: string) => S.details.parts[part as keyof typeof S.details.parts] ?? part

/** The sum behind the level: each point, its reason, its proof, and what was not seen. */
export function LevelSum({ details }: { details: Details }) {
  if (!details.risk_level) return null
  return (
    <Accordion collapsible>
      <AccordionItem value="sum">
        <AccordionHeader as="h3">{S.details.how}</AccordionHeader>
        <AccordionPanel>
          <Sum details={details} />
          <Unseen details={details} />
        </AccordionPanel>
      </AccordionItem>
    </Accordion>
  )
}

function Sum({ details }: { details: Details }) {
  const styles = useStyles()
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th>{S.details.sum}</th>
            <th>{S.details.part}</th>
            <th>{S.details.why}</th>
            <th>{S.details.proof}</th>
          </tr>
        </thead>
        <tbody>
          {details.reasons.map((reason) => (
            <tr
              key={`${reason.part} ${reason.factor} ${reason.why}`}
              className={reason.factor && reason.points === 0 ? styles.dimmed : undefined}
            >
              <td className={styles.points}>{reason.points}</td>
              <td>
                {partName(reason.part)}
                {reason.factor && reason.factor !== reason.part && (
                  <div>{factorLabel(reason.factor)}</div>
                )}
              </td>
              <td>{reason.why}</td>
              <td>
                <EvidenceList evidence={reason.evidence} about={details.resource.id} />
              </td>
            </tr>
          ))}
          <tr>
            <td className={styles.points}>{details.points}</td>
            <td>{S.details.total}</td>
            <td colSpan={2}>
              {details.risk_level && (
                <LevelMark level={details.risk_level} atLeast={details.at_least} />
              )}
            </td>
          </tr>
        </tbody>
      </table>
    </div>
  )
}

function Unseen({ details }: { details: Details }) {
  const styles = useStyles()
  const unseen = details.factors_seen.filter((each) => each.value === null)
  if (unseen.length === 0) return null
  return (
    <div className={styles.unseen}>
      <strong>{S.details.unseen}</strong>
      {details.unseen.length > 0 && <span>{S.details.unseenText}</span>}
      {unseen.map((each) => (
        <div key={each.factor}>
          <Unknown>{factorLabel(each.factor)}</Unknown>
          <NotSeen factor={each} about={details.resource.id} />
        </div>
      ))}
    </div>
  )
}
