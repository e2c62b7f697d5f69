import { queryOptions } from '@tanstack/react-query'

import type { GapPage, UnmatchedPage } from '../../lib/api'
import { get } from '../../lib/http'

export const gapsQuery = queryOptions({
  queryKey: ['coverage', 'gaps'],
  queryFn: ({ signal }) => get<GapPage>('/coverage/gaps', { limit: 500 }, signal),
})

export const unmatchedQuery = queryOptions({
  queryKey: ['coverage', 'unmatched'],
  queryFn: ({ signal }) => get<UnmatchedPage>('/coverage/unmatched', { limit: 500 }, signal),
})
