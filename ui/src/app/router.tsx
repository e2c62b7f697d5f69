import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouterHistory,
  retainSearchParams,
} from '@tanstack/react-router'

import { parseSearch, type Search, stringifySearch } from '../lib/search'
import { Broken, NotFound } from './Dead'
import { Frame } from './Frame'

const root = createRootRoute({
  component: Frame,
  notFoundComponent: NotFound,
  // The scope applies to every page, so every link keeps it.
  validateSearch: (search: Record<string, unknown>) => search as Search,
  search: { middlewares: [retainSearchParams(['account'])] },
})

const overview = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('../features/overview/OverviewPage'), 'OverviewPage'),
})
const recommendations = createRoute({
  getParentRoute: () => root,
  path: '/recommendations',
  component: lazyRouteComponent(
    () => import('../features/recommendations/RecommendationsPage'),
    'RecommendationsPage',
  ),
})
const allResources = createRoute({
  getParentRoute: () => root,
  path: '/recommendations/$policy',
  component: lazyRouteComponent(
    () => import('../features/recommendation/AllResourcesPage'),
    'AllResourcesPage',
  ),
})
const details = createRoute({
  getParentRoute: () => root,
  path: '/recommendations/$policy/$resource',
  component: lazyRouteComponent(
    () => import('../features/recommendation/DetailsPage'),
    'DetailsPage',
  ),
})
const query = createRoute({
  getParentRoute: () => root,
  path: '/query',
  component: lazyRouteComponent(() => import('../features/query/QueryPage'), 'QueryPage'),
})
const coverage = createRoute({
  getParentRoute: () => root,
  path: '/coverage',
  component: lazyRouteComponent(() => import('../features/coverage/CoveragePage'), 'CoveragePage'),
})
const resource = createRoute({
  getParentRoute: () => root,
  path: '/inventory/$resource',
  component: lazyRouteComponent(() => import('../features/inventory/ResourcePage'), 'ResourcePage'),
})
const policy = createRoute({
  getParentRoute: () => root,
  path: '/policies/$policy',
  component: lazyRouteComponent(() => import('../features/policies/PolicyPage'), 'PolicyPage'),
})

const routeTree = root.addChildren([
  overview,
  recommendations,
  allResources,
  details,
  query,
  coverage,
  resource,
  policy,
])

export function makeRouter(history?: RouterHistory) {
  return createRouter({
    routeTree,
    ...(history ? { history } : {}),
    parseSearch,
    stringifySearch,
    defaultErrorComponent: Broken,
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
