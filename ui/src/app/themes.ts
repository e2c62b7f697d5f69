import {
  type Theme,
  teamsHighContrastTheme,
  webDarkTheme,
  webLightTheme,
} from '@fluentui/react-components'

import type { ThemeName } from '../lib/theme'

/** What each theme says beside Fluent's tokens; `FluentProvider` makes them custom properties. */
type Ours = {
  levelCritical: string
  levelHigh: string
  levelMedium: string
  levelLow: string
  healthy: string
  hatch: string
}

// Each has at least 4.5:1 on the theme's backgrounds, tried with axe in both.
export const THEMES: Record<ThemeName, Theme & Ours> = {
  light: {
    ...webLightTheme,
    levelCritical: '#a4262c',
    levelHigh: '#b0440a',
    levelMedium: '#7a5600',
    levelLow: '#44618c',
    healthy: '#0e700e',
    hatch: '#d1d1d1',
  },
  dark: {
    ...webDarkTheme,
    levelCritical: '#ff8f94',
    levelHigh: '#fba55f',
    levelMedium: '#ecd06f',
    levelLow: '#a9c3e6',
    healthy: '#7fd07f',
    hatch: '#5c5c5c',
  },
  contrast: {
    ...teamsHighContrastTheme,
    levelCritical: '#ffffff',
    levelHigh: '#ffffff',
    levelMedium: '#ffffff',
    levelLow: '#ffffff',
    healthy: '#3ff23f',
    hatch: '#ffffff',
  },
}
