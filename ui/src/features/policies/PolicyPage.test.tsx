import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'

import type { Definition } from '../../lib/api'
import { policy } from '../../testing/rows'
import { answers, refuses, show, waits, withServer } from '../../testing/show'

withServer()

const URL_ = `/policies/${policy.id}`
const PATH = '/policies/:policy'

const definition: Definition = {
  ...policy,
  remediation: { manual: null, cli: null, terraform: null },
  threats: ['dataExfiltration'],
  tactics: [],
  techniques: [],
  catalogue: [],
  relevance: ['internet'],
  not_applicable_when: [],
  unhealthy_when: ['not(tobool(aspects.publicAccessBlock.BlockPublicAcls))'],
  file: 'aws/s3/block-public-access.yaml',
  kql: null,
  text: 'id: aws-s3-block-public-access',
  cases: null,
  counts: { unhealthy: 1, healthy: 4, not_applicable: 0, unknown: 2, exempted: 0 },
  query: 'recommendations',
}

test('waits with a skeleton', async () => {
  show(URL_, waits(PATH))
  expect(await screen.findByRole('status', { name: 'Loading' })).toBeTruthy()
})

test("shows the API's own words when it refuses", async () => {
  show(URL_, refuses(PATH, 404, 'no such policy'))
  expect(await screen.findByText(/no such policy/)).toBeTruthy()
})

test('shows clauses, text and verdicts by status', async () => {
  show(URL_, answers(PATH, definition))
  expect(await screen.findByText(/BlockPublicAcls/)).toBeTruthy()
  expect(screen.getByText('id: aws-s3-block-public-access')).toBeTruthy()
  expect(screen.getByRole('link', { name: 'Unknown: 2' }).getAttribute('href')).toContain(
    'tab=unknown',
  )
})

test('a policy that left the library says so', async () => {
  show(URL_, answers(PATH, { ...definition, text: null, file: null }))
  expect(await screen.findByText(/No longer in the library/)).toBeTruthy()
})
