import { makeStyles, tokens } from '@fluentui/react-components'

import { OutLink } from '../../components/Links'
import type { Details } from '../../lib/api'
import { S } from '../../lib/strings'

const ORDER = [
  'Reconnaissance',
  'Resource Development',
  'Initial Access',
  'Execution',
  'Persistence',
  'Privilege Escalation',
  'Defense Evasion',
  'Credential Access',
  'Discovery',
  'Lateral Movement',
  'Collection',
  'Command and Control',
  'Exfiltration',
  'Impact',
]

const useStyles = makeStyles({
  dots: { display: 'flex', gap: '4px', margin: '4px 0' },
  list: { listStyle: 'none', margin: 0, padding: 0 },
})

/** Where in an attack it helps: fourteen dots in ATT&CK's order, and the names. */
export function Tactics({ details }: { details: Details }) {
  const styles = useStyles()
  const { tactics, techniques } = details
  if (tactics.length + techniques.length === 0) return <>{S.details.noTactic}</>
  const names = tactics.map((tactic) => tactic.name)
  return (
    <>
      <div className={styles.dots} aria-hidden="true">
        {ORDER.map((name) => (
          <svg key={name} width="10" height="10" viewBox="0 0 10 10">
            <title>{name}</title>
            <circle
              cx="5"
              cy="5"
              r="4"
              fill={names.includes(name) ? tokens.colorBrandBackground : 'none'}
              stroke={tokens.colorNeutralStrokeAccessible}
            />
          </svg>
        ))}
      </div>
      <ul className={styles.list}>
        {tactics.map((each) => (
          <li key={each.id}>
            {each.name} ({each.id})
          </li>
        ))}
        {techniques.map((each) => (
          <li key={each.id}>
            {each.url ? <OutLink href={each.url}>{each.name}</OutLink> : each.name} ({each.id})
          </li>
        ))}
      </ul>
    </>
  )
}
