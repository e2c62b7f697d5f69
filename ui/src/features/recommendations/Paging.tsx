import { Button, makeStyles, tokens } from '@fluentui/react-components'
import {
  ArrowPreviousRegular,
  ChevronLeftRegular,
  ChevronRightRegular,
} from '@fluentui/react-icons'
import { useQueryClient } from '@tanstack/react-query'

import { S } from '../../lib/strings'
import type { ListPage } from './api'
import { type ListSearch, PAGE_SIZE, pageParams } from './search'
import { useAsked } from './useAsked'

const useStyles = makeStyles({
  row: { display: 'flex', alignItems: 'center', gap: '8px', marginTop: '12px' },
  words: { color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums' },
})

/** Which cursor led to which page, so that *Previous page* finds back. */
const cursorsKey = (asked: ListSearch) => ['cursors', { ...pageParams(asked), after: undefined }]

type Cursors = Record<number, string>

export function Paging({ page }: { page: ListPage }) {
  const styles = useStyles()
  const client = useQueryClient()
  const { asked, ask } = useAsked()
  const pages = Math.max(1, Math.ceil(page.total / PAGE_SIZE))
  if (pages === 1 && asked.page === 1) return null
  const key = cursorsKey(asked)
  const cursors = client.getQueryData<Cursors>(key) ?? {}
  const back = asked.page - 1 === 1 ? '' : cursors[asked.page - 1]
  const go = (to: number, after: string | undefined) => {
    if (asked.after) client.setQueryData(key, { ...cursors, [asked.page]: asked.after })
    ask({ after: after || undefined, page: to > 1 ? String(to) : undefined })
    scrollTo({ top: 0 })
  }
  return (
    <nav className={styles.row} aria-label={S.list.paging}>
      <Button
        appearance="subtle"
        icon={<ArrowPreviousRegular />}
        aria-label={S.list.first}
        disabled={asked.page === 1}
        onClick={() => go(1, undefined)}
      />
      <Button
        icon={<ChevronLeftRegular />}
        aria-label={S.list.previous}
        disabled={asked.page === 1 || back === undefined}
        onClick={() => go(asked.page - 1, back)}
      />
      <span className={styles.words}>{S.list.pageOf(asked.page, pages)}</span>
      <Button
        icon={<ChevronRightRegular />}
        aria-label={S.list.next}
        disabled={!page.next}
        onClick={() => go(asked.page + 1, page.next ?? undefined)}
      />
    </nav>
  )
}
