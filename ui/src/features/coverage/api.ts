import { queryOptions } from '@tanstack/react-query'

import type { GapPage, Policies, UnmatchedPage } from '../../lib/api'
import { get } from '../../lib/http'

export const gapsQuery = queryOptions({
  queryKey: ['coverage', 'gaps'],
  queryFn: ({ signal }) => get<GapPage>('/coverage/gaps', { limit: 500 }, signal),
})

export const unmatchedQuery = queryOptions({
  queryKey: ['coverage', 'unmatched'],
  queryFn: ({ signal }) => get<UnmatchedPage>('/coverage/unmatched', { limit: 500 }, signal),
})

/** One policy is enough: the answer names every file that is broken. */
export const brokenQuery = queryOptions({
  queryKey: ['coverage', 'broken'],
  queryFn: ({ signal }) => get<Policies>('/policies', { limit: 1 }, signal),
})
