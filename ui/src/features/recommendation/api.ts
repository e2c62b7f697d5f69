import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import type {
  AllResources,
  ChangedAssignment,
  Details,
  FindingPage,
  NewAssignment,
  NewExemption,
} from '../../lib/api'
import { change, get, queryString } from '../../lib/http'

export type Key = { policy: string; resource: string }

const path = (policy: string) => `/recommendations/${encodeURIComponent(policy)}`

export function detailsQuery({ policy, resource }: Key) {
  return queryOptions({
    queryKey: ['recommendation', policy, resource],
    queryFn: ({ signal }) =>
      get<Details>(`${path(policy)}/item`, { resource_id: resource }, signal),
  })
}

export type FindingsAsked = { severity: string | undefined; q: string | undefined }

export function findingsQuery({ policy, resource }: Key, asked: FindingsAsked) {
  const params = { resource_id: resource, ...asked, limit: 500 }
  return queryOptions({
    queryKey: ['recommendation', policy, resource, 'findings', asked],
    queryFn: ({ signal }) => get<FindingPage>(`${path(policy)}/findings`, params, signal),
    placeholderData: keepPreviousData,
  })
}

export function allResourcesQuery(policy: string, status: string, after: string | undefined) {
  return queryOptions({
    queryKey: ['recommendation', policy, 'all', status, after],
    queryFn: ({ signal }) => get<AllResources>(path(policy), { status, after, limit: 100 }, signal),
    placeholderData: keepPreviousData,
  })
}

/** A decision takes effect at once and everywhere: all that was read is asked for anew. */
function useDecision<T>(decide: (decision: T) => Promise<unknown>) {
  const client = useQueryClient()
  return useMutation({ mutationFn: decide, onSuccess: () => client.invalidateQueries() })
}

export const useAssign = () =>
  useDecision((it: NewAssignment) => change('POST', '/assignments', it))

export const useReassign = () =>
  useDecision((it: ChangedAssignment) => change('PATCH', '/assignments', it))

export const useUnassign = () =>
  useDecision(({ policy, resource, version }: Key & { version: number | null }) =>
    change(
      'DELETE',
      `/assignments${queryString({
        policy_id: policy,
        resource_id: resource,
        expected_version: version ?? undefined,
      })}`,
    ),
  )

export const useExempt = () => useDecision((it: NewExemption) => change('POST', '/exemptions', it))

export const useRevoke = () =>
  useDecision((id: string) => change('DELETE', `/exemptions/${encodeURIComponent(id)}`))
