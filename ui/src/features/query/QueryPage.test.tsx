import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { HttpResponse, http } from 'msw'
import { expect, test } from 'vitest'

import type { Rows } from '../../lib/api'
import { answers, show, withServer } from '../../testing/show'

withServer()

const around = [
  answers('/session', { user: 'local', csrf_token: 't-1' }),
  answers('/query/schema', { tables: [] }),
]
const URL_ = `/query?q=${encodeURIComponent('resources | count')}`

const rows: Rows = {
  columns: [
    { name: 'name', type: 'string' },
    { name: 'properties', type: 'dynamic' },
  ],
  rows: [
    ['crm-data', { public: true }],
    ['logs', null],
  ],
  truncated: false,
  seconds: 0.01,
}

const gives = (body: Rows) => http.post('*/api/query', () => HttpResponse.json(body))

async function run() {
  await userEvent.click(await screen.findByRole('button', { name: 'Run' }))
}

test('a query opens unrun, with its text', async () => {
  show(URL_, ...around)
  const box = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: /KQL/ })
  expect(box.value).toBe('resources | count')
  expect(screen.queryByRole('region', { name: 'Results' })).toBeNull()
})

test('an empty page offers examples', async () => {
  show('/query', ...around)
  await userEvent.click(await screen.findByRole('button', { name: /^coverage/ }))
  const box = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: /KQL/ })
  await expect.poll(() => box().value).toContain("where outcome != 'complete'")
})

test('shows typed columns, and a value opens as a document', async () => {
  show(URL_, gives(rows), ...around)
  await run()
  const results = await screen.findByRole('region', { name: 'Results' })
  expect(within(results).getByText('2 rows')).toBeTruthy()
  expect(within(results).getByText('dynamic')).toBeTruthy()
  await userEvent.click(within(results).getByRole('button', { name: '{"public":true}' }))
  expect(within(results).getByRole('region', { name: 'Value: properties' }).textContent).toContain(
    '"public": true',
  )
})

test('tells that rows were cut off', async () => {
  show(URL_, gives({ ...rows, truncated: true }), ...around)
  await run()
  expect(await screen.findByText('Only the first 2 rows are shown: there are more.')).toBeTruthy()
})

test('says when a query gives no row', async () => {
  show(URL_, gives({ ...rows, rows: [] }), ...around)
  await run()
  expect(await screen.findByText('The query gives no row')).toBeTruthy()
})

test('a refused query marks line and column in the text', async () => {
  show(
    URL_,
    http.post('*/api/query', () =>
      HttpResponse.json(
        { code: 'bad_query', message: "no column 'cuont'", line: 1, column: 13 },
        { status: 400 },
      ),
    ),
    ...around,
  )
  await run()
  expect(await screen.findByText(/no column 'cuont'/)).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: 'Line 1, column 13' }))
  const box = screen.getByRole<HTMLTextAreaElement>('textbox', { name: /KQL/ })
  expect(box.getAttribute('aria-invalid')).toBe('true')
  expect(box.selectionStart).toBe(12)
})

test('waits while it runs, and Ctrl+Enter runs it', async () => {
  show(
    URL_,
    http.post('*/api/query', () => new Promise(() => {})),
    ...around,
  )
  await userEvent.type(
    await screen.findByRole('textbox', { name: /KQL/ }),
    '{Control>}{Enter}{/Control}',
  )
  expect(await screen.findByRole('button', { name: 'Running' })).toBeTruthy()
  expect(screen.getByRole('status', { name: 'Loading' })).toBeTruthy()
})
