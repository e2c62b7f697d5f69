import { makeStyles, tokens } from '@fluentui/react-components'

import type { Evidence, Resource } from '../lib/api'
import { inline, shortName } from '../lib/format'
import { S } from '../lib/strings'
import { EvidenceList } from './EvidenceList'
import { AppLink } from './Links'
import { MissingList } from './MissingList'
import { Unknown } from './Unknown'

const useStyles = makeStyles({
  stack: { display: 'grid', gap: '8px', gridTemplateColumns: 'minmax(0, 1fr)' },
  rule: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: 600 },
  hops: { margin: 0, paddingLeft: '24px', display: 'grid', gap: '4px' },
  code: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
})

type Rule = {
  protocols: string[]
  source_addresses: string[]
  destination_ports: string[]
  width: string
  via: Evidence[]
}

/** How far a resource can be reached from the internet, and by which hops: a list in words. */
export function ExposureWords({ resource }: { resource: Resource }) {
  const styles = useStyles()
  const { exposure } = resource
  if (!exposure) return <Unknown>{S.graph.noExposure}</Unknown>
  const rules = Array.isArray(exposure.rules) ? (exposure.rules as unknown as Rule[]) : []
  return (
    <div className={styles.stack}>
      {exposure.width === null ? (
        <>
          <Unknown>{S.graph.notEvaluated}</Unknown>
          <MissingList missing={exposure.missing} />
        </>
      ) : (
        <strong>{S.graph.widths[exposure.width] ?? exposure.width}</strong>
      )}
      {rules.map((rule, at) => (
        <Way key={JSON.stringify(rule)} rule={rule} at={at + 1} resource={resource} />
      ))}
      {rules.length === 0 && exposure.evidence.length > 0 && (
        <EvidenceList evidence={exposure.evidence} about={resource.id} />
      )}
    </div>
  )
}

const words = (values: readonly string[] | null | undefined) =>
  values?.length ? values.join(', ') : S.graph.any

function Way({ rule, at, resource }: { rule: Rule; at: number; resource: Resource }) {
  const styles = useStyles()
  return (
    <div className={styles.stack}>
      <h3 className={styles.rule}>
        {S.graph.rule(at)}:{' '}
        {S.graph.opens(
          words(rule.protocols),
          words(rule.destination_ports),
          words(rule.source_addresses),
        )}
      </h3>
      <ol className={styles.hops}>
        <li>{S.graph.internet}</li>
        {(rule.via ?? []).map((hop) => (
          <li key={`${hop.resource_id} ${hop.path}`}>
            {hop.resource_id === resource.id ? (
              resource.name
            ) : (
              <AppLink to="/inventory/$resource" params={{ resource: hop.resource_id }}>
                {shortName(hop.resource_id)}
              </AppLink>
            )}
            : <span className={styles.code}>{hop.path}</span> {S.details.is}{' '}
            <span className={styles.code}>{inline(hop.value)}</span>
          </li>
        ))}
        <li>{resource.name}</li>
      </ol>
    </div>
  )
}
