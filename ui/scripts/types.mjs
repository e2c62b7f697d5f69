// Writes the API's types out of openapi.json; with --check, says whether they are current.
import { readFile, writeFile } from 'node:fs/promises'
import openapiTS, { astToString } from 'openapi-typescript'

const source = new URL('../openapi.json', import.meta.url)
const target = new URL('../src/lib/generated/api.ts', import.meta.url)

const head = '// Generated from ui/openapi.json by `npm run types`. Do not edit.\n\n'
const wanted = head + astToString(await openapiTS(source, { defaultNonNullable: false }))

if (process.argv.includes('--check')) {
  const found = await readFile(target, 'utf8').catch(() => '')
  if (found !== wanted) {
    console.error('ui/src/lib/generated/api.ts: not of this openapi.json; run `npm run types`')
    process.exit(1)
  }
} else {
  await writeFile(target, wanted)
}
