import { useSyncExternalStore } from 'react'

export type ThemeChoice = 'system' | 'light' | 'dark' | 'contrast'
export type ThemeName = Exclude<ThemeChoice, 'system'>

export const THEME_CHOICES: readonly ThemeChoice[] = ['system', 'light', 'dark', 'contrast']

const KEY = 'highground.theme'
const listeners = new Set<() => void>()

/** What this browser's person chose; the system's own until then. */
export function themeChoice(): ThemeChoice {
  const stored = localStorage.getItem(KEY)
  return THEME_CHOICES.find((each) => each === stored) ?? 'system'
}

export function chooseTheme(choice: ThemeChoice): void {
  localStorage.setItem(KEY, choice)
  for (const each of listeners) each()
}

function subscribe(listener: () => void): () => void {
  const media = ['(prefers-color-scheme: dark)', '(forced-colors: active)'].map((query) =>
    matchMedia(query),
  )
  listeners.add(listener)
  for (const each of media) each.addEventListener('change', listener)
  return () => {
    listeners.delete(listener)
    for (const each of media) each.removeEventListener('change', listener)
  }
}

function resolved(): ThemeName {
  const choice = themeChoice()
  if (choice !== 'system') return choice
  if (matchMedia('(forced-colors: active)').matches) return 'contrast'
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

export const useTheme = (): ThemeName => useSyncExternalStore(subscribe, resolved)
export const useThemeChoice = (): ThemeChoice => useSyncExternalStore(subscribe, themeChoice)
