import { expect, test } from 'vitest'

import { asOf, inline, relative, shortName } from './format'

const now = new Date('2026-01-15T09:30:00Z')

test('a time of today is its clock with the zone, any other has its day', () => {
  expect(asOf('2026-01-15T08:05:00Z', now)).toBe('08:05 UTC')
  expect(asOf('2026-01-14T08:05:00Z', now)).toBe('14 Jan 2026, 08:05 UTC')
})

test("the API's times are UTC, also without a zone", () => {
  expect(asOf('2026-01-15T08:05:00', now)).toBe('08:05 UTC')
})

test('ages are told in the largest unit that fits', () => {
  expect(relative('2026-01-15T06:30:00Z', now)).toBe('3 hours ago')
  expect(relative('2026-01-15T09:29:30Z', now)).toBe('just now')
})

test('text shows as it is, anything else as JSON', () => {
  expect([inline('x'), inline(true), inline(null)]).toEqual(['x', 'true', 'null'])
})

test('the last part of an id is what people call it', () => {
  expect(shortName('arn:aws:s3:::crm-data')).toBe('crm-data')
  expect(shortName('/subscriptions/s/providers/x/y')).toBe('y')
})
