import { makeStyles, tokens } from '@fluentui/react-components'
import { Link } from '@tanstack/react-router'

import type { Facets } from '../../lib/api'
import { count } from '../../lib/format'
import { S } from '../../lib/strings'
import { VIEWS } from './search'
import { useAsked } from './useAsked'

const useStyles = makeStyles({
  row: { display: 'flex', flexWrap: 'wrap', gap: '4px', marginBottom: '12px' },
  view: {
    display: 'inline-flex',
    gap: '6px',
    padding: '8px 12px',
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    borderRadius: tokens.borderRadiusMedium,
    ':hover': {
      color: tokens.colorNeutralForeground1Hover,
      backgroundColor: tokens.colorNeutralBackground1Hover,
    },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
    '&[aria-current]': {
      fontWeight: 600,
      boxShadow: `inset 0 -3px 0 ${tokens.colorBrandStroke1}`,
    },
  },
  count: { color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums' },
})

/** Views are links: each has its own address. (Fluent's tabs would cost the page 20 kB.) */
export function Views({ facets }: { facets: Facets | undefined }) {
  const styles = useStyles()
  const { asked } = useAsked()
  const counts = new Map(facets?.view.map((each) => [each.value, each.count]))
  return (
    <nav className={styles.row} aria-label={S.list.views}>
      {VIEWS.map((view) => (
        <Link
          key={view}
          className={styles.view}
          to="/recommendations"
          search={(old) => ({
            ...old,
            view: view === 'all' ? undefined : view,
            after: undefined,
            page: undefined,
          })}
          activeOptions={{ exact: true }}
          aria-current={asked.view === view ? 'page' : undefined}
        >
          {S.view[view]}
          {facets && <span className={styles.count}>{count(counts.get(view) ?? 0)}</span>}
        </Link>
      ))}
    </nav>
  )
}
