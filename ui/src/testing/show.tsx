import { createMemoryHistory } from '@tanstack/react-router'
import { cleanup, render } from '@testing-library/react'
import { HttpResponse, http, type JsonBodyType } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll } from 'vitest'

import { App } from '../app/App'
import type { Status } from '../lib/api'

export const server = setupServer()

/** Start the mock server for this file's tests. */
export function withServer() {
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
  afterEach(() => {
    cleanup()
    server.resetHandlers()
  })
  afterAll(() => server.close())
}

export const status: Status = {
  snapshot: { id: 's1', began_at: '2026-01-15T08:30:00Z', published_at: '2026-01-15T08:40:00Z' },
  decision_version: 0,
  now: '2026-01-15T09:30:00Z',
  gaps: 2,
  unknown: 3,
  unmatched: 0,
  accounts: [{ account: '111111111111', environment: 'AWS', resources: 4, gaps: 2, unknown: 3 }],
  scan: null,
}

/** What the API answers to a GET of `path`. */
export const answers = (path: string, body: JsonBodyType) =>
  http.get(`*/api${path}`, () => HttpResponse.json(body))

/** The API refuses a GET of `path`, in its own words. */
export const refuses = (path: string, code = 400, message = 'not a cursor') =>
  http.get(`*/api${path}`, () =>
    HttpResponse.json(
      { code: 'bad', message },
      { status: code, headers: { 'x-request-id': 'r-17' } },
    ),
  )

/** The API never answers a GET of `path`. */
export const waits = (path: string) => http.get(`*/api${path}`, () => new Promise(() => {}))

/** Show the console at an address. Later handlers win over earlier ones. */
export function show(url: string, ...handlers: Parameters<typeof server.use>) {
  server.use(...handlers, answers('/status', status))
  return render(<App history={createMemoryHistory({ initialEntries: [url] })} />)
}
