import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'

import { BUCKET, resource } from '../../testing/rows'
import { answers, refuses, show, waits, withServer } from '../../testing/show'

withServer()

const URL_ = `/inventory/${encodeURIComponent(BUCKET)}`
const ITEM = '/resources/item'

test('waits with a skeleton', async () => {
  show(URL_, waits(ITEM))
  expect(await screen.findByRole('status', { name: 'Loading' })).toBeTruthy()
})

test("shows the API's own words when it refuses", async () => {
  show(URL_, refuses(ITEM, 404, 'no such resource'))
  expect(await screen.findByText(/no such resource/)).toBeTruthy()
})

test('a resource without verdicts says so', async () => {
  show(URL_, answers(ITEM, resource))
  expect(await screen.findByText('No policy applies to this type.')).toBeTruthy()
  expect(screen.getByRole('region', { name: 'Properties' }).textContent).toContain('crm-data')
})

test('an unknown verdict stands apart from a healthy one', async () => {
  const verdict = {
    policy_id: 'p1',
    title: 'Buckets should deny plain HTTP',
    severity: 'medium' as const,
    status: 'unknown' as const,
    risk_level: null,
    missing: [],
    changed_at: null,
  }
  const healthy = { ...verdict, policy_id: 'p2', title: 'Versioning', status: 'healthy' as const }
  show(URL_, answers(ITEM, { ...resource, verdicts: [verdict, healthy] }))
  const row = await screen.findByRole('row', { name: /plain HTTP/ })
  expect(within(row).getByText('Unknown')).toBeTruthy()
  expect(within(screen.getByRole('row', { name: /Versioning/ })).getByText('Healthy')).toBeTruthy()
})
