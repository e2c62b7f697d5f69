import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'

import { answers, show, status, withServer } from '../testing/show'

withServer()

test('an address that leads nowhere leads on', async () => {
  show('/nowhere')
  expect(await screen.findByRole('heading', { name: 'No such page' })).toBeTruthy()
  expect(screen.getByRole('link', { name: 'Go to the overview' })).toBeTruthy()
})

test('gaps in coverage are told on every page', async () => {
  show('/nowhere')
  expect(await screen.findByRole('link', { name: '2 gaps in coverage' })).toBeTruthy()
})

test('the scope stays on every link', async () => {
  show('/nowhere?account=111111111111')
  const nav = await screen.findByRole('navigation', { name: 'Main' })
  expect(within(nav).getByRole('link', { name: 'Query' }).getAttribute('href')).toContain(
    'account=111111111111',
  )
})

test('a scan that is going on tells how far it is', async () => {
  const scan = {
    id: 'x',
    state: 'running',
    done: 3,
    total: 9,
    unit: null,
    message: '',
    began_at: '2026-01-15T09:00:00Z',
  }
  show('/nowhere', answers('/status', { ...status, scan }))
  expect(await screen.findByText('Scanning: 3 of 9 read')).toBeTruthy()
})

test('/ takes the focus to the search, ? lists the keys', async () => {
  show('/nowhere')
  const box = await screen.findByRole('searchbox')
  await userEvent.keyboard('/')
  expect(document.activeElement).toBe(box)
  box.blur()
  await userEvent.keyboard('?')
  expect(await screen.findByRole('dialog', { name: 'Keys' })).toBeTruthy()
})

test('a chosen theme is kept', async () => {
  show('/nowhere')
  await userEvent.click(await screen.findByRole('button', { name: 'Theme' }))
  await userEvent.click(await screen.findByRole('menuitemradio', { name: 'Dark' }))
  expect(localStorage.getItem('highground.theme')).toBe('dark')
})
