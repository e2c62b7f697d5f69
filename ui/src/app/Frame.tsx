import { makeStyles, tokens } from '@fluentui/react-components'
import { Outlet } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'

import { useKeys } from '../lib/keys'
import { S } from '../lib/strings'
import { Nav } from './Nav'
import { TopBar } from './TopBar'

const KeysDialog = lazy(() => import('./KeysDialog').then((it) => ({ default: it.KeysDialog })))

const NARROW = '@media (max-width: 639.98px)'

const useStyles = makeStyles({
  frame: {
    minHeight: '100%',
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    gridTemplateRows: 'auto 1fr',
    backgroundColor: tokens.colorNeutralBackground2,
    [NARROW]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  main: {
    minWidth: 0,
    padding: '16px 24px 48px',
    outlineStyle: 'none',
    [NARROW]: { padding: '12px 12px 80px' },
  },
  skip: {
    position: 'absolute',
    left: '8px',
    top: '-60px',
    zIndex: 10,
    padding: '8px 12px',
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    ':focus': { top: '8px' },
  },
})

/** What stands around every page: navigation, scope, time, search, notices. */
export function Frame() {
  const styles = useStyles()
  const [keys, setKeys] = useState(false)
  useKeys({
    '?': () => setKeys(true),
    '/': () => document.getElementById('search')?.focus(),
  })
  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#main">
        {S.nav.skip}
      </a>
      <TopBar onKeys={() => setKeys(true)} />
      <Nav />
      <main id="main" tabIndex={-1} className={styles.main}>
        <Outlet />
      </main>
      {keys && (
        <Suspense fallback={null}>
          <KeysDialog onClose={() => setKeys(false)} />
        </Suspense>
      )}
    </div>
  )
}
