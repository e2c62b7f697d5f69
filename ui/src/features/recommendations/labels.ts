import { factorLabel } from '../../components/Factors'
import type { FacetValue } from '../../lib/api'
import { S } from '../../lib/strings'
import type { FilterName } from './search'

const FACTORS = Object.fromEntries(Object.keys(S.factor).map((key) => [key, factorLabel(key)]))

/** Words for what the API names by a key; the others are names already. */
const WORDS: Partial<Record<FilterName, Record<string, string>>> = {
  risk_level: S.level.word,
  severity: S.level.word,
  status: S.status,
  factor: FACTORS,
  exposed: S.exposed,
  category: S.category,
  maturity: S.maturity,
  due: S.due,
  owner: { '': S.list.nobody },
}

/** A filter's value as people read it. */
export function label(name: FilterName, value: string, known: readonly FacetValue[]): string {
  const named = WORDS[name]?.[value]
  return named ?? known.find((each) => each.value === value)?.label ?? value
}

const NONE: readonly FacetValue[] = []

/** A filter's values, in the API's order, as a menu shows them. */
export function entries(name: FilterName, known: readonly FacetValue[] = NONE) {
  return known.map((each) => ({ ...each, label: label(name, each.value, known) }))
}
