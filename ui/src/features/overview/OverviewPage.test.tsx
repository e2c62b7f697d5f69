import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'

import { summary } from '../../testing/rows'
import { answers, refuses, show, status, waits, withServer } from '../../testing/show'

withServer()

const top = (unknown: number) =>
  answers('/recommendations', { group: 'title', items: [], next: null, unknown, total: 0 })
const sum = answers('/recommendations/summary', summary)

test('waits with a skeleton', async () => {
  show('/', waits('/recommendations/summary'), waits('/recommendations'))
  expect((await screen.findAllByRole('status', { name: 'Loading' })).length).toBeGreaterThan(0)
})

test("shows the API's own words when it refuses", async () => {
  show('/', refuses('/recommendations/summary', 500, 'the log knows more'), top(0))
  expect(await screen.findByText(/the log knows more/)).toBeTruthy()
})

test('before the first scan it says how to begin', async () => {
  show('/', answers('/status', { ...status, snapshot: null, accounts: [] }))
  expect(await screen.findByText('Nothing scanned yet')).toBeTruthy()
  expect(screen.getByText('highground scan')).toBeTruthy()
})

test('each level leads to its rows, and what is unknown stands beside', async () => {
  show('/', sum, top(3))
  const open = await screen.findByRole('region', { name: 'Open recommendations' })
  expect(within(open).getByRole('link', { name: '2 High' }).getAttribute('href')).toContain(
    'risk_level=high',
  )
  expect(within(open).getByText('3 verdicts are unknown')).toBeTruthy()
})
