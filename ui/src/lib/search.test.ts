import { expect, test } from 'vitest'

import { parseSearch, stringifySearch } from './search'

test('a repeated name is a list, both ways', () => {
  const found = parseSearch('?environment=AWS&environment=GCP&q=a%26b')
  expect(found).toEqual({ environment: ['AWS', 'GCP'], q: 'a&b' })
  expect(stringifySearch(found)).toBe('?environment=AWS&environment=GCP&q=a%26b')
})

test('what is not asked for stays out of the address', () => {
  expect(stringifySearch({ q: undefined, status: [] })).toBe('')
})

test('a number stays the text that it was', () => {
  expect(parseSearch('?account=000111111111')).toEqual({ account: '000111111111' })
})
