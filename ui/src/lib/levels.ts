export const LEVELS = ['critical', 'high', 'medium', 'low', 'not_evaluated'] as const
export type Level = (typeof LEVELS)[number]

export const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const
export type Severity = (typeof SEVERITIES)[number]

/** Set by each theme (`app/themes.ts`); always beside the word and the shape. */
export const LEVEL_COLOR: Record<Level, string> = {
  critical: 'var(--levelCritical)',
  high: 'var(--levelHigh)',
  medium: 'var(--levelMedium)',
  low: 'var(--levelLow)',
  not_evaluated: 'var(--colorNeutralForeground3)',
}

/** Healthy is the only green. */
export const HEALTHY_COLOR = 'var(--healthy)'

/** Nobody saw: hatched grey, never a colour of a level and never green. */
export const HATCHED = 'repeating-linear-gradient(45deg, var(--hatch) 0 2px, transparent 2px 5px)'

/** A level or severity out of the API as one that we can draw. */
export function levelOf(text: string | null | undefined): Level {
  return LEVELS.find((level) => level === text?.toLowerCase()) ?? 'not_evaluated'
}
