import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'

import type { Search } from '../../lib/search'
import { FILTERS, type FilterName, type ListSearch, readSearch } from './search'

/** What the URL asks for, and the ways to ask for something else. */
export function useAsked() {
  const search = useSearch({ strict: false })
  const navigate = useNavigate()
  const asked = useMemo(() => readSearch(search), [search])
  // Whatever narrows or sorts anew begins at the first page.
  const ask = (change: Search) =>
    navigate({
      to: '/recommendations',
      search: (old) => ({ ...old, after: undefined, page: undefined, ...change }),
      resetScroll: false,
    })
  return {
    asked,
    ask,
    askFilter: (name: FilterName, values: string[]) => ask({ [name]: values }),
    clear: () =>
      ask({ ...Object.fromEntries(FILTERS.map((name) => [name, undefined])), q: undefined }),
  }
}

export const narrowed = (asked: ListSearch) =>
  asked.q !== undefined || Object.keys(asked.filters).length > 0
