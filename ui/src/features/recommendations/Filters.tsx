import { Button, Input, makeStyles } from '@fluentui/react-components'
import { DismissRegular, SearchRegular } from '@fluentui/react-icons'
import { useState } from 'react'

import { LazyMenu } from '../../components/LazyMenu'
import type { Facets } from '../../lib/api'
import { S } from '../../lib/strings'
import { entries, label } from './labels'
import { FILTERS, FIRST_FILTERS, type FilterName, MORE_FILTERS } from './search'
import { narrowed, useAsked } from './useAsked'

const useStyles = makeStyles({
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px', marginBottom: '8px' },
  find: { width: '240px', '@media (max-width: 639.98px)': { width: '100%' } },
  chips: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '6px',
    listStyle: 'none',
    margin: '0 0 8px',
    padding: 0,
  },
})

/** Search, filters with what each value would give, and the grouping. */
export function Filters({ facets }: { facets: Facets | undefined }) {
  const styles = useStyles()
  const { asked, ask, askFilter } = useAsked()
  const [added, setAdded] = useState<readonly FilterName[]>([])
  const more = MORE_FILTERS.filter((name) => added.includes(name) || asked.filters[name])
  const rest = MORE_FILTERS.filter((name) => !more.includes(name))
  return (
    <search aria-label={S.list.title}>
      <div className={styles.row}>
        <Find key={asked.q ?? ''} q={asked.q ?? ''} onFind={(q) => ask({ q: q || undefined })} />
        {[...FIRST_FILTERS, ...more].map((name) => (
          <LazyMenu
            key={name}
            text={S.filter[name]}
            mode="check"
            entries={entries(name, facets?.[name])}
            selected={asked.filters[name]}
            onSelect={(values) => askFilter(name, values)}
          />
        ))}
        <LazyMenu
          text={S.list.addFilter}
          appearance="subtle"
          mode="action"
          entries={rest.map((value) => ({ value, label: S.filter[value] }))}
          onSelect={([name]) => setAdded([...added, name as FilterName])}
        />
      </div>
      <Chips facets={facets} />
    </search>
  )
}

function Find({ q, onFind }: { q: string; onFind: (q: string) => void }) {
  const styles = useStyles()
  return (
    <form
      className={styles.find}
      onSubmit={(event) => {
        event.preventDefault()
        onFind(String(new FormData(event.currentTarget).get('find') ?? '').trim())
      }}
    >
      <Input
        name="find"
        type="search"
        style={{ width: '100%' }}
        aria-label={S.list.findLabel}
        placeholder={S.list.find}
        contentBefore={<SearchRegular aria-hidden="true" />}
        defaultValue={q}
        onChange={(_, data) => data.value === '' && onFind('')}
      />
    </form>
  )
}

function Chips({ facets }: { facets: Facets | undefined }) {
  const styles = useStyles()
  const { asked, askFilter, ask, clear } = useAsked()
  if (!narrowed(asked)) return null
  return (
    <ul className={styles.chips} aria-label={S.list.chips}>
      {asked.q !== undefined && (
        <Chip
          name={S.list.find}
          text={S.list.chip(S.list.find, [asked.q])}
          onRemove={() => ask({ q: undefined })}
        />
      )}
      {FILTERS.filter((name) => asked.filters[name]).map((name) => (
        <Chip
          key={name}
          name={S.filter[name]}
          text={S.list.chip(
            S.filter[name],
            (asked.filters[name] ?? []).map((value) => label(name, value, facets?.[name] ?? [])),
          )}
          onRemove={() => askFilter(name, [])}
        />
      ))}
      <li>
        <Button size="small" appearance="subtle" onClick={clear}>
          {S.list.clear}
        </Button>
      </li>
    </ul>
  )
}

function Chip({ name, text, onRemove }: { name: string; text: string; onRemove: () => void }) {
  return (
    <li>
      <Button
        size="small"
        shape="circular"
        icon={<DismissRegular aria-hidden="true" />}
        iconPosition="after"
        aria-label={`${text}. ${S.list.remove(name)}`}
        onClick={onRemove}
      >
        {text}
      </Button>
    </li>
  )
}
