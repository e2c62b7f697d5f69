import { queryOptions } from '@tanstack/react-query'

import type { Rows, Schema } from '../../lib/api'
import { change, get } from '../../lib/http'

export const LIMIT = 1000

export const run = (query: string) => change<Rows>('POST', '/query', { query, limit: LIMIT })

export const schemaQuery = queryOptions({
  queryKey: ['query', 'schema'],
  queryFn: ({ signal }) => get<Schema>('/query/schema', {}, signal),
  staleTime: Number.POSITIVE_INFINITY,
})
