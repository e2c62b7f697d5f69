import { queryOptions } from '@tanstack/react-query'

import type { components } from './generated/api'
import { get } from './http'

type Schemas = components['schemas']

export type Details = Schemas['Details']
export type AllResources = Schemas['AllResources']
export type AffectedResource = Schemas['AffectedResource']
export type Definition = Schemas['Definition']
export type Evidence = Schemas['Evidence']
export type Event = Schemas['Event']
export type Exemption = Schemas['Exemption']
export type FacetValue = Schemas['FacetValue']
export type Facets = Schemas['Facets']
export type Finding = Schemas['Finding']
export type FindingPage = Schemas['Page_Finding_']
export type FlatPage = Schemas['FlatPage']
export type Gap = Schemas['Gap']
export type GapPage = Schemas['Page_Gap_']
export type ListQuery = Schemas['ListQuery']
export type Missing = Schemas['Missing']
export type NewAssignment = Schemas['NewAssignment']
export type NewExemption = Schemas['NewExemption']
export type ChangedAssignment = Schemas['ChangedAssignment']
export type Policies = Schemas['Policies']
export type Recommendation = Schemas['Recommendation']
export type Resource = Schemas['Resource']
export type ResourceGroup = Schemas['ResourceGroup']
export type ResourcePage = Schemas['ResourcePage']
export type Rows = Schemas['Rows']
export type Schema = Schemas['Schema']
export type ScoreCard = Schemas['ScoreCard']
export type Status = Schemas['Status']
export type Summary = Schemas['Summary']
export type Title = Schemas['Title']
export type TitlePage = Schemas['TitlePage']
export type UnmatchedPage = Schemas['Page_UnmatchedReport_']

/** What every page rests on: the snapshot, gaps, accounts, a scan that is going on. */
export const statusQuery = queryOptions({
  queryKey: ['status'],
  queryFn: ({ signal }) => get<Status>('/status', {}, signal),
  refetchInterval: (query) => (query.state.data?.scan ? 2000 : 30000),
})

/** One resource with its exposure, risk factors and verdicts. */
export const resourceQuery = (id: string) =>
  queryOptions({
    queryKey: ['resource', id],
    queryFn: ({ signal }) => get<Resource>('/resources/item', { id }, signal),
  })
