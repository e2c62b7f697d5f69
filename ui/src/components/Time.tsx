import { asOf, exactly, NONE, relative } from '../lib/format'

/** A time relative to now, exact on hover. */
export function Ago({ at }: { at: string | null | undefined }) {
  if (!at) return <>{NONE}</>
  return (
    <time dateTime={at} title={exactly(at)}>
      {relative(at, new Date())}
    </time>
  )
}

/** A time of day with its zone, and its day where that is not today. */
export function At({ at }: { at: string | null | undefined }) {
  if (!at) return <>{NONE}</>
  return (
    <time dateTime={at} title={exactly(at)}>
      {asOf(at, new Date())}
    </time>
  )
}
