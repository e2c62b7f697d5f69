import { keepPreviousData, queryOptions } from '@tanstack/react-query'

import type { Facets, FlatPage, ListQuery, ResourcePage, Summary, TitlePage } from '../../lib/api'
import { get } from '../../lib/http'
import { filterParams, type ListSearch, pageParams } from './search'

export type ListPage = FlatPage | TitlePage | ResourcePage

export function pageQuery(asked: ListSearch) {
  const params = pageParams(asked)
  return queryOptions({
    queryKey: ['recommendations', 'page', params],
    queryFn: ({ signal }) => get<ListPage>('/recommendations', params, signal),
    placeholderData: keepPreviousData,
  })
}

export function facetsQuery(asked: ListSearch) {
  const params = filterParams(asked)
  return queryOptions({
    queryKey: ['recommendations', 'facets', params],
    queryFn: ({ signal }) => get<Facets>('/recommendations/facets', params, signal),
    placeholderData: keepPreviousData,
  })
}

export function summaryQuery(asked: ListSearch) {
  const params = filterParams(asked)
  return queryOptions({
    queryKey: ['recommendations', 'summary', params],
    queryFn: ({ signal }) => get<Summary>('/recommendations/summary', params, signal),
    placeholderData: keepPreviousData,
  })
}

export function listQueryQuery(asked: ListSearch) {
  const params = filterParams(asked)
  return queryOptions({
    queryKey: ['recommendations', 'query', params],
    queryFn: ({ signal }) => get<ListQuery>('/recommendations/query', params, signal),
  })
}
