import type { Resource } from '../lib/api'
import { S } from '../lib/strings'
import { EvidenceList } from './EvidenceList'
import { MissingList } from './MissingList'

type Factor = Resource['factors'][number]

/** Why a factor was not evaluated: looks that failed, and what was seen instead. */
export function NotSeen({ factor, about }: { factor: Factor; about: string }) {
  return (
    <>
      <MissingList missing={factor.missing} />
      {factor.evidence.length > 0 && <EvidenceList evidence={factor.evidence} about={about} />}
      {factor.missing.length + factor.evidence.length === 0 && S.details.nobodySays}
    </>
  )
}
