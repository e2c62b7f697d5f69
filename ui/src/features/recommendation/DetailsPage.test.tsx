import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { HttpResponse, http } from 'msw'
import { expect, test } from 'vitest'

import { BUCKET, details, finding, resource } from '../../testing/rows'
import { answers, refuses, show, waits, withServer } from '../../testing/show'

withServer()

const URL_ = `/recommendations/${details.policy.id}/${encodeURIComponent(BUCKET)}`
const ITEM = '/recommendations/:policy/item'

test('waits with a skeleton', async () => {
  show(URL_, waits(ITEM))
  expect(await screen.findByRole('status', { name: 'Loading' })).toBeTruthy()
})

test("shows the API's own words when it refuses", async () => {
  show(URL_, refuses(ITEM, 404, 'no such recommendation'))
  expect(await screen.findByText(/no such recommendation/)).toBeTruthy()
})

test('shows every field of a recommendation', async () => {
  show(URL_, answers(ITEM, details))
  await screen.findByRole('heading', { name: details.policy.title })
  for (const name of [
    'Risk level',
    'Risk factors',
    'Resource',
    'Status',
    'Description',
    'Attack paths',
    'Scope',
    'Freshness',
    'Last change date',
    'Severity',
    'Owner',
    'Due date',
    'Ticket ID',
    'Tactics & techniques',
  ]) {
    expect(screen.getAllByText(name).length).toBeGreaterThan(0)
  }
  expect(screen.getByText(/last evaluated/)).toBeTruthy()
  expect(screen.getByText(/Exfiltration/, { selector: 'li' })).toBeTruthy()
})

test('says which value decided', async () => {
  show(URL_, answers(ITEM, details))
  const evidence = await screen.findByRole('region', { name: 'Evidence' })
  expect(within(evidence).getByText('aspects.publicAccessBlock.BlockPublicAcls')).toBeTruthy()
  expect(within(evidence).getByText('false')).toBeTruthy()
})

test('the level opens into its points, reasons, proof and what was not seen', async () => {
  show(URL_, answers(ITEM, details))
  await userEvent.click(
    await screen.findByRole('button', { name: 'How is this level determined?' }),
  )
  const row = (await screen.findByText('wide exposure')).closest('tr')
  expect(row?.textContent).toContain('3')
  expect(row?.textContent).toContain('aspects.policyStatus.IsPublic is true')
  expect(screen.getByText('What was not seen')).toBeTruthy()
  expect(screen.getByText('s3:GetBucketTagging')).toBeTruthy()
})

test('an unknown verdict names the look that failed and the permission that would help', async () => {
  const missing = [
    { aspect: 'policy', code: 'AccessDenied', outcome: 'denied', needs: 's3:GetBucketPolicy' },
  ]
  const unknown = { verdict: 'unknown' as const, status: 'unknown' as const, risk_level: null }
  show(URL_, answers(ITEM, { ...details, ...unknown, missing, evidence: [] }))
  const why = await screen.findByRole('region', { name: 'Why nobody knows' })
  expect(within(why).getByText('s3:GetBucketPolicy')).toBeTruthy()
  expect(within(why).getByText(/AccessDenied/)).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Exempt' })).toBeNull()
})

test('assigning sends owner, due date and the token, and an empty form sends nothing', async () => {
  const sent: { body: unknown; token: string | null }[] = []
  show(
    URL_,
    answers(ITEM, details),
    answers('/session', { user: 'local', csrf_token: 't-1' }),
    http.post('*/api/assignments', async ({ request }) => {
      sent.push({ body: await request.json(), token: request.headers.get('x-csrf-token') })
      return HttpResponse.json({ decision_version: 1 }, { status: 201 })
    }),
  )
  await userEvent.click(await screen.findByRole('button', { name: 'Assign owner & set due date' }))
  await userEvent.click(screen.getByRole('button', { name: 'Save' }))
  expect(screen.getAllByText('Fill this in')).toHaveLength(2)
  expect(sent).toEqual([])
  await userEvent.click(screen.getByRole('button', { name: 'Use data-team@example.com' }))
  await userEvent.type(screen.getByLabelText(/^Due date/), '2026-02-01')
  await userEvent.click(screen.getByRole('button', { name: 'Save' }))
  await expect.poll(() => sent.length).toBe(1)
  expect(sent[0]?.token).toBe('t-1')
  expect(sent[0]?.body).toMatchObject({
    policy_id: details.policy.id,
    resource_id: BUCKET,
    owner: 'data-team@example.com',
    due_on: '2026-02-01',
    grace: false,
  })
})

test('an ETA without a justification is not sent', async () => {
  const assigned = { owner: 'a@example.com', due_on: '2026-02-01', assignment_version: 3 }
  show(URL_, answers(ITEM, { ...details, ...assigned }))
  await userEvent.click(await screen.findByRole('button', { name: 'Change ETA' }))
  await userEvent.type(screen.getByLabelText(/^Expected date/), '2026-03-01')
  await userEvent.click(screen.getByRole('button', { name: 'Save' }))
  expect(screen.getByText('Fill this in')).toBeTruthy()
})

test('a waiver needs a description', async () => {
  show(URL_, answers(ITEM, details))
  await userEvent.click(await screen.findByRole('button', { name: 'Exempt' }))
  await userEvent.type(screen.getByLabelText(/^Name/), 'Public on purpose')
  await userEvent.selectOptions(screen.getByLabelText('Category'), 'waiver')
  await userEvent.click(screen.getByRole('button', { name: 'Save' }))
  expect(screen.getByText('Fill this in')).toBeTruthy()
})

test("a refused decision is shown in the API's words", async () => {
  show(
    URL_,
    answers(ITEM, details),
    answers('/session', { user: 'local', csrf_token: 't-1' }),
    http.post('*/api/exemptions', () =>
      HttpResponse.json({ code: 'conflict', message: 'the name is taken' }, { status: 409 }),
    ),
  )
  await userEvent.click(await screen.findByRole('button', { name: 'Exempt' }))
  await userEvent.type(screen.getByLabelText(/^Name/), 'x')
  await userEvent.click(screen.getByRole('button', { name: 'Save' }))
  expect(await screen.findByText(/the name is taken/)).toBeTruthy()
})

test('what is exempted says until when and by whom, and can be revoked', async () => {
  const exemption = {
    id: 'e1',
    name: 'Public on purpose',
    description: 'It is our website.',
    category: 'waiver' as const,
    policy_id: details.policy.id,
    kind: 'resource' as const,
    target: BUCKET,
    expires_at: null,
    created_by: 'local',
    created_at: '2026-01-15T08:00:00Z',
    revoked_at: null,
    version: 1,
  }
  show(URL_, answers(ITEM, { ...details, exemption, status: 'exempted' as const }))
  expect(await screen.findByText('It is our website.')).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Revoke exemption' })).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Assign owner & set due date' })).toBeNull()
})

test('findings open in a pane with their fix', async () => {
  const findings = { critical: 1, high: 0, medium: 0, low: 0, unknown: 0, total: 1 }
  show(
    `${URL_}?tab=findings`,
    answers(ITEM, { ...details, findings }),
    answers('/recommendations/:policy/findings', {
      items: [finding],
      next: null,
      unknown: 0,
      total: 1,
    }),
  )
  await userEvent.click(await screen.findByRole('button', { name: 'CVE-2021-44228' }))
  expect(screen.getByText('Lookups in messages run code.')).toBeTruthy()
  expect(screen.getByText('2.17.1')).toBeTruthy()
  expect(screen.getByText('Known exploited')).toBeTruthy()
})

test('the graph is told in words: each hop from the internet', async () => {
  show(`${URL_}?tab=graph`, answers(ITEM, details), answers('/resources/item', resource))
  expect(await screen.findByText('Widely exposed to the internet')).toBeTruthy()
  expect(screen.getByText(/Way 1: tcp, port 443, from 0.0.0.0\/0/)).toBeTruthy()
  expect(screen.getByText(/Attack paths are not computed yet/)).toBeTruthy()
})
