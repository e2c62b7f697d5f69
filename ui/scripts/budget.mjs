// Fails the build when the recommendations route needs more than its budget on first paint.
import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'

const BUDGET_KB = 200
const PAGES = ['index.html', 'src/features/recommendations/RecommendationsPage.tsx']

const dist = new URL('../dist/', import.meta.url)
const manifest = JSON.parse(await readFile(new URL('.vite/manifest.json', dist), 'utf8'))

/** The chunk and all that it imports at once; what it imports lazily is not first paint. */
function closure(name, seen = new Set()) {
  if (seen.has(name)) return seen
  seen.add(name)
  const chunk = manifest[name]
  if (!chunk) throw new Error(`${name} is not in the manifest: is the route still lazy?`)
  for (const each of chunk.imports ?? []) closure(each, seen)
  return seen
}

const names = new Set(PAGES.flatMap((page) => [...closure(page)]))
let bytes = 0
for (const name of names)
  bytes += gzipSync(await readFile(new URL(manifest[name].file, dist))).length

const kb = bytes / 1000
console.log(`recommendations, first paint: ${kb.toFixed(1)} kB gzip of ${BUDGET_KB}`)
if (kb > BUDGET_KB) process.exit(1)
