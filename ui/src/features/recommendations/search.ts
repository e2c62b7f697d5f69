import type { Params } from '../../lib/http'
import { list, one, type Search, text } from '../../lib/search'

/** Filters that are always offered; the others come with *Add filter*. */
export const FIRST_FILTERS = [
  'environment',
  'risk_level',
  'factor',
  'exposed',
  'category',
  'status',
] as const
export const MORE_FILTERS = [
  'severity',
  'maturity',
  'resource_type',
  'owner',
  'due',
  'tactic',
  'policy_id',
  'resource_id',
] as const
export const FILTERS = [...FIRST_FILTERS, ...MORE_FILTERS] as const
export type FilterName = (typeof FILTERS)[number]

export const VIEWS = ['all', 'misconfiguration', 'vulnerability', 'secret'] as const
export type View = (typeof VIEWS)[number]

export const GROUPS = ['flat', 'title', 'resource'] as const
export type Group = (typeof GROUPS)[number]

export const PAGE_SIZE = 50

export type ListSearch = {
  view: View
  group: Group
  sort: string | undefined
  q: string | undefined
  after: string | undefined
  page: number
  /** The frame's scope. */
  account: string[]
  filters: Partial<Record<FilterName, string[]>>
}

/** What the URL asks for. A view or grouping that is none is the first one. */
export function readSearch(search: Search): ListSearch {
  const filters: ListSearch['filters'] = {}
  for (const name of FILTERS) {
    const values = list(search[name])
    if (values.length > 0) filters[name] = values
  }
  return {
    view: one(search.view, VIEWS) ?? 'all',
    group: one(search.group, GROUPS) ?? 'flat',
    sort: text(search.sort),
    q: text(search.q),
    after: text(search.after),
    page: Math.max(1, Number(text(search.page)) || 1),
    account: list(search.account),
    filters,
  }
}

/** What narrows the list, as the API takes it. */
export function filterParams({ view, q, account, filters }: ListSearch): Params {
  return { view, q, account, ...filters }
}

/** A page of the list, as the API takes it. */
export function pageParams(asked: ListSearch): Params {
  const { group, sort, after } = asked
  return { ...filterParams(asked), group, sort, after, limit: PAGE_SIZE }
}
