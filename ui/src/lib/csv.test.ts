import { expect, test } from 'vitest'

import { csv } from './csv'

test('quotes what would break a row (RFC 4180)', () => {
  expect(csv(['a', 'b'], [['x,y', 'say "hi"\nnow']])).toBe('a,b\r\n"x,y","say ""hi""\nnow"\r\n')
})

test('a cell that a spreadsheet would run is text', () => {
  expect(csv(['a'], [['=1+1'], [-1]])).toBe("a\r\n'=1+1\r\n-1\r\n")
})

test('nothing is empty, a document is JSON', () => {
  expect(csv(['a', 'b'], [[null, { x: 1 }]])).toBe('a,b\r\n,"{""x"":1}"\r\n')
})
