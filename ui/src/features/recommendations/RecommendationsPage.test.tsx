import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { HttpResponse, http } from 'msw'
import { expect, test } from 'vitest'

import { facets, flat, recommendation, summary } from '../../testing/rows'
import { answers, refuses, server, show, waits, withServer } from '../../testing/show'

withServer()

const around = [
  answers('/recommendations/facets', facets),
  answers('/recommendations/summary', summary),
  answers('/recommendations/query', { query: 'recommendations', whole: 'securityresources' }),
]

test('waits with a skeleton', async () => {
  show('/recommendations', waits('/recommendations'), ...around)
  expect((await screen.findAllByRole('status', { name: 'Loading' })).length).toBeGreaterThan(0)
})

test("shows the API's own words, the request's id and a way on", async () => {
  show('/recommendations', refuses('/recommendations'), ...around)
  const face = await screen.findByRole('alert')
  expect(within(face).getByText(/not a cursor/)).toBeTruthy()
  expect(within(face).getByText('Request r-17')).toBeTruthy()
  server.use(answers('/recommendations', flat()))
  await userEvent.click(within(face).getByRole('button', { name: 'Try again' }))
  expect(await screen.findByRole('link', { name: recommendation.title })).toBeTruthy()
})

test('an empty list still says what could not be checked', async () => {
  show('/recommendations', answers('/recommendations', flat({ items: [], unknown: 3 })), ...around)
  expect(await screen.findByText('Nothing found to fix')).toBeTruthy()
  expect(screen.getByText('What could not be read may hide some.')).toBeTruthy()
  expect(screen.getAllByText(/3 verdicts are unknown/).length).toBeGreaterThan(0)
})

test('an empty list after every look was complete says so', async () => {
  show('/recommendations', answers('/recommendations', flat({ items: [] })), ...around)
  expect(await screen.findByText('Every look was complete.')).toBeTruthy()
})

test('a filtered list that is empty names the filters as the reason', async () => {
  show('/recommendations?q=zzz', answers('/recommendations', flat({ items: [] })), ...around)
  expect(await screen.findByText('No recommendation matches the filters')).toBeTruthy()
})

test('shows level, title, resource, factors, suggested owner and status', async () => {
  show('/recommendations', answers('/recommendations', flat()), ...around)
  const row = await screen.findByRole('row', { name: /crm-data/ })
  expect(within(row).getByText('High')).toBeTruthy()
  const link = within(row).getByRole('link', { name: recommendation.title })
  expect(link.getAttribute('href')).toBe(
    `/recommendations/aws-s3-block-public-access/${encodeURIComponent('arn:aws:s3:::crm-data')}`,
  )
  expect(within(row).getByText('Internet')).toBeTruthy()
  expect(within(row).getByText('+1')).toBeTruthy()
  expect(within(row).getByText('Suggested: data-team@example.com')).toBeTruthy()
  expect(within(row).getByText('Unassigned')).toBeTruthy()
})

test('a lower bound never looks like a full level', async () => {
  const items = [{ ...recommendation, at_least: true }]
  show('/recommendations', answers('/recommendations', flat({ items })), ...around)
  const row = await screen.findByRole('row', { name: /crm-data/ })
  expect(within(row).getByText('At least high')).toBeTruthy()
  expect(within(row).queryByText('High')).toBeNull()
})

test('the score stands beside its lower bound', async () => {
  show('/recommendations', answers('/recommendations', flat()), ...around)
  const card = await screen.findByRole('region', { name: 'Cloud secure score' })
  expect(within(card).getByText('61 %')).toBeTruthy()
  expect(within(card).getByText('≥ 55 %')).toBeTruthy()
  expect(within(card).getByText('Needs attention')).toBeTruthy()
})

test('a score whose lower bound is not stated says why', async () => {
  const score = summary.score && { ...summary.score, low: null, unlisted: ['1 AWS::S3::Bucket'] }
  show(
    '/recommendations',
    answers('/recommendations/summary', { ...summary, score }),
    answers('/recommendations', flat()),
    ...around,
  )
  const card = await screen.findByRole('region', { name: 'Cloud secure score' })
  expect(within(card).getByText(/Lower bound not stated: 1 type was never listed/)).toBeTruthy()
})

test('views carry their counts and mark the one on show', async () => {
  show('/recommendations?view=secret', answers('/recommendations', flat()), ...around)
  const views = await screen.findByRole('navigation', { name: 'Views' })
  const secrets = await within(views).findByRole('link', { name: /Exposed secrets\s*5/ })
  expect(secrets.getAttribute('aria-current')).toBe('page')
  expect(within(views).getByRole('link', { name: /All/ }).getAttribute('aria-current')).toBeNull()
})

test('a filter chosen in its menu narrows what is asked for, and its chip takes it away', async () => {
  const asked: URLSearchParams[] = []
  show(
    '/recommendations',
    http.get('*/api/recommendations', ({ request }) => {
      asked.push(new URL(request.url).searchParams)
      return HttpResponse.json(flat())
    }),
    ...around,
  )
  await screen.findByRole('row', { name: /crm-data/ })
  await userEvent.click(screen.getByRole('button', { name: /^Environment/ }))
  await userEvent.click(await screen.findByRole('menuitemcheckbox', { name: /AWS\s*9/ }))
  expect(await screen.findByText('Environment: AWS')).toBeTruthy()
  const chip = await screen.findByRole('button', { name: /Remove filter Environment/ })
  expect(asked.at(-1)?.getAll('environment')).toEqual(['AWS'])
  await userEvent.click(chip)
  expect(screen.queryByRole('button', { name: /Remove filter Environment/ })).toBeNull()
})

test('sorting asks the API, and again the other way round', async () => {
  const asked: (string | null)[] = []
  show(
    '/recommendations',
    http.get('*/api/recommendations', ({ request }) => {
      asked.push(new URL(request.url).searchParams.get('sort'))
      return HttpResponse.json(flat())
    }),
    ...around,
  )
  await userEvent.click(await screen.findByRole('button', { name: 'Resource' }))
  await screen.findByRole('columnheader', { name: 'Resource' })
  await userEvent.click(screen.getByRole('button', { name: 'Resource' }))
  await expect.poll(() => asked).toContain('-resource_name')
  expect(asked).toContain('resource_name')
})

test('the next page is asked for by its cursor', async () => {
  const asked: (string | null)[] = []
  show(
    '/recommendations',
    http.get('*/api/recommendations', ({ request }) => {
      asked.push(new URL(request.url).searchParams.get('after'))
      return HttpResponse.json(flat({ total: 120, next: 'c-2' }))
    }),
    ...around,
  )
  expect(await screen.findByText('Page 1 of 3')).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: 'Next page' }))
  expect(await screen.findByText('Page 2 of 3')).toBeTruthy()
  expect(asked).toContain('c-2')
})

test('someone who is not signed in is told of the one-time link', async () => {
  show('/recommendations', refuses('/recommendations', 403, 'nobody is signed in'), ...around)
  expect(await screen.findByText('You are not signed in')).toBeTruthy()
  expect(screen.getByText('highground serve')).toBeTruthy()
})
