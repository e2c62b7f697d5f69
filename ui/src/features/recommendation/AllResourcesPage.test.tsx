import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'

import { allResources } from '../../testing/rows'
import { answers, refuses, show, waits, withServer } from '../../testing/show'

withServer()

const URL_ = `/recommendations/${allResources.policy.id}`
const PATH = '/recommendations/:policy'

test('waits with a skeleton', async () => {
  show(URL_, waits(PATH))
  expect(await screen.findByRole('status', { name: 'Loading' })).toBeTruthy()
})

test("shows the API's own words when it refuses", async () => {
  show(URL_, refuses(PATH, 404, 'no such policy'))
  expect(await screen.findByText(/no such policy/)).toBeTruthy()
})

test('each tab carries its count', async () => {
  show(URL_, answers(PATH, allResources))
  for (const name of ['Unhealthy 1', 'Healthy 4', 'Not applicable 0', 'Unknown 2']) {
    expect(await screen.findByRole('tab', { name })).toBeTruthy()
  }
  expect(screen.getByRole('link', { name: 'crm-data' })).toBeTruthy()
})

test('an empty tab says that unknown verdicts may hide more', async () => {
  show(URL_, answers(PATH, { ...allResources, items: [], total: 0 }))
  expect(await screen.findByText('No resource is unhealthy')).toBeTruthy()
  expect(screen.getByText(/2 verdicts are unknown, so there may be more/)).toBeTruthy()
})
