/** The URL's query string: repeated names are lists, so that links read well and can be typed. */

type Value = string | string[]

export type Search = Record<string, Value | undefined>

export function parseSearch(text: string): Record<string, Value> {
  const found: Record<string, Value> = {}
  const params = new URLSearchParams(text)
  for (const name of new Set(params.keys())) {
    const values = params.getAll(name)
    found[name] = values.length === 1 ? (values[0] ?? '') : values
  }
  return found
}

export function stringifySearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== undefined && each !== null) params.append(name, String(each))
    }
  }
  const text = params.toString()
  return text && `?${text}`
}

/** A value of the URL as a list. */
export function list(value: unknown): string[] {
  if (value === undefined || value === null) return []
  return (Array.isArray(value) ? value : [value]).map(String)
}

/** A value of the URL, if it is one of those that are known. */
export function one<T extends string>(value: unknown, known: readonly T[]): T | undefined {
  return known.find((each) => each === value)
}

export function text(value: unknown): string | undefined {
  const found = Array.isArray(value) ? value[0] : value
  return typeof found === 'string' && found !== '' ? found : undefined
}

/** The members that say something: the others stay out of the URL. */
export function present<T extends Record<string, unknown>>(search: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(search).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  ) as Partial<T>
}
