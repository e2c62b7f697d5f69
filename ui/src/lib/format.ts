/** Numbers, times and values as the console shows them. */

const NUMBER = new Intl.NumberFormat('en-US')
const ONE_DECIMAL = new Intl.NumberFormat('en-US', {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
})
const SIGNED = new Intl.NumberFormat('en-US', {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
  signDisplay: 'always',
})
const EXACT = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'long',
  timeZone: 'UTC',
})
const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' })
const CLOCK = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
})
const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

export const NONE = '–'

export const count = (value: number) => NUMBER.format(value)
export const percent = (value: number) => `${Math.round(value)} %`
export const percentExact = (value: number) => `${ONE_DECIMAL.format(value)} %`
export const signed = (value: number) => SIGNED.format(value)

/** The API's times are UTC; without an offset a browser would read them as its own. */
export function instant(text: string): Date {
  return new Date(/(?:Z|[+-]\d\d:?\d\d)$/.test(text) || text.length <= 10 ? text : `${text}Z`)
}

export const exactly = (text: string) => EXACT.format(instant(text))
export const day = (text: string | null | undefined) => (text ? DAY.format(instant(text)) : NONE)

/** `14:02 UTC` of today, the day and the time of any other. */
export function asOf(text: string, now: Date): string {
  const at = instant(text)
  const clock = `${CLOCK.format(at)} UTC`
  return DAY.format(at) === DAY.format(now) ? clock : `${DAY.format(at)}, ${clock}`
}

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * 86400],
  ['month', 30 * 86400],
  ['day', 86400],
  ['hour', 3600],
  ['minute', 60],
]

/** `3 hours ago`. */
export function relative(text: string, now: Date): string {
  const seconds = (instant(text).getTime() - now.getTime()) / 1000
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) return RELATIVE.format(Math.trunc(seconds / size), unit)
  }
  return 'just now'
}

/** A value out of a provider's document, on one line. */
export function inline(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null)
}

/** The last part of a resource id: what people call it. */
export function shortName(id: string): string {
  const parts = id.split(/[/:]/).filter(Boolean)
  return parts.at(-1) ?? id
}
