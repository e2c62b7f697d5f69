import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'

import { gap } from '../../testing/rows'
import { answers, refuses, show, waits, withServer } from '../../testing/show'

withServer()

const page = (items: unknown[], unknown = 0) => ({
  items: items as never[],
  next: null,
  unknown,
  total: items.length,
})
const whole = answers('/policies', { ...page([]), broken: [] })
const matched = answers('/coverage/unmatched', page([]))

test('waits with a skeleton', async () => {
  show('/coverage', waits('/coverage/gaps'), matched, whole)
  expect((await screen.findAllByRole('status', { name: 'Loading' })).length).toBeGreaterThan(0)
})

test("shows the API's own words when it refuses", async () => {
  show('/coverage', refuses('/coverage/gaps', 500, 'the log knows more'), matched, whole)
  expect(await screen.findByText(/the log knows more/)).toBeTruthy()
})

test('says so when every look was complete', async () => {
  show('/coverage', answers('/coverage/gaps', page([])), matched, whole)
  expect(await screen.findByText('Every look was complete')).toBeTruthy()
  expect(screen.getByText('Every scanner report found its resource.')).toBeTruthy()
})

test('a gap tells what, where, why, how much it blinds and what would help', async () => {
  show('/coverage', answers('/coverage/gaps', page([gap], 8)), matched, whole)
  const row = await screen.findByRole('row', { name: /AWS::S3::Bucket/ })
  for (const text of ['Denied', 'AccessDenied', 's3:GetBucketPolicy', 'policy']) {
    expect(within(row).getByText(text)).toBeTruthy()
  }
  expect(within(row).getByText(/8 verdicts/)).toBeTruthy()
})

test('a report that matches nothing is kept in sight', async () => {
  const report = {
    id: 'r1',
    scanner: 'trivy',
    kind: 'vulnerability',
    target: 'registry.example.com/shop:1.2',
    file: 'shop.json',
    taken_at: '2026-01-15T08:00:00Z',
    findings: { critical: 1, high: 2, medium: 0, low: 0, unknown: 0, total: 3 },
  }
  show(
    '/coverage',
    answers('/coverage/gaps', page([])),
    answers('/coverage/unmatched', page([report])),
    whole,
  )
  const row = await screen.findByRole('row', { name: /registry.example.com/ })
  expect(within(row).getByText('shop.json')).toBeTruthy()
})

test('a policy file that cannot be used is named with its line', async () => {
  const broken = [{ file: 'aws/s3/x.yaml', line: 7, problem: 'no such severity' }]
  show(
    '/coverage',
    answers('/coverage/gaps', page([])),
    matched,
    answers('/policies', { ...page([]), broken }),
  )
  const row = await screen.findByRole('row', { name: /no such severity/ })
  expect(within(row).getByText('aws/s3/x.yaml, line 7')).toBeTruthy()
})
