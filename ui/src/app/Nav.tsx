import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import {
  CodeRegular,
  EyeRegular,
  HomeRegular,
  NavigationRegular,
  ShieldTaskRegular,
} from '@fluentui/react-icons'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'

import { S } from '../lib/strings'

const NARROW = '@media (max-width: 639.98px)'

const useStyles = makeStyles({
  nav: {
    position: 'sticky',
    top: '52px',
    height: 'calc(100vh - 52px)',
    width: '216px',
    boxSizing: 'border-box',
    padding: '8px',
    backgroundColor: tokens.colorNeutralBackground1,
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
    [NARROW]: {
      position: 'fixed',
      top: 'auto',
      bottom: 0,
      left: 0,
      right: 0,
      zIndex: 3,
      width: 'auto',
      height: 'auto',
      padding: '4px',
      borderRight: 'none',
      borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    },
  },
  small: { width: '57px', [NARROW]: { width: 'auto' } },
  toggle: { marginBottom: '4px', minWidth: '40px', [NARROW]: { display: 'none' } },
  list: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: '2px',
    [NARROW]: { display: 'flex', justifyContent: 'space-around' },
  },
  link: {
    display: 'flex',
    alignItems: 'center',
    gap: '12px',
    height: '40px',
    padding: '0 10px',
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    ':hover': {
      color: tokens.colorNeutralForeground1Hover,
      backgroundColor: tokens.colorNeutralBackground1Hover,
    },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
    [NARROW]: {
      flexDirection: 'column',
      justifyContent: 'center',
      gap: '2px',
      height: '48px',
      padding: '0 4px',
      fontSize: tokens.fontSizeBase100,
    },
  },
  active: {
    fontWeight: 600,
    color: tokens.colorNeutralForeground1Selected,
    backgroundColor: tokens.colorNeutralBackground1Selected,
    boxShadow: `inset 3px 0 0 ${tokens.colorBrandStroke1}`,
    [NARROW]: { boxShadow: `inset 0 3px 0 ${tokens.colorBrandStroke1}` },
  },
  icon: { fontSize: '20px', flexShrink: 0, display: 'inline-flex' },
})

const ENTRIES = [
  { to: '/', name: S.nav.overview, Icon: HomeRegular, exact: true },
  { to: '/recommendations', name: S.nav.recommendations, Icon: ShieldTaskRegular, exact: false },
  { to: '/query', name: S.nav.query, Icon: CodeRegular, exact: false },
  { to: '/coverage', name: S.nav.coverage, Icon: EyeRegular, exact: false },
] as const

/** The navigation: at the left, collapsible; a bar at the bottom of a narrow window. */
export function Nav() {
  const styles = useStyles()
  const [small, setSmall] = useState(false)
  return (
    <nav className={mergeClasses(styles.nav, small && styles.small)} aria-label={S.nav.label}>
      <Button
        className={styles.toggle}
        appearance="subtle"
        icon={<NavigationRegular />}
        aria-label={small ? S.nav.expand : S.nav.collapse}
        aria-expanded={!small}
        onClick={() => setSmall(!small)}
      />
      <ul className={styles.list}>
        {ENTRIES.map(({ to, name, Icon, exact }) => (
          <li key={to}>
            <Link
              to={to}
              className={styles.link}
              activeOptions={{ exact, includeSearch: false }}
              activeProps={{ className: styles.active }}
              title={small ? name : undefined}
            >
              <span className={styles.icon}>
                <Icon aria-hidden="true" />
              </span>
              <span className={small ? 'sr' : undefined}>{name}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
