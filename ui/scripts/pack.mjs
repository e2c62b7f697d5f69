// Packs what is worth packing, so that the server sends it without work of its own.
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'

const dist = new URL('../dist/', import.meta.url)
const worth = /\.(js|css|svg|html)$/

for (const name of await readdir(dist, { recursive: true })) {
  if (!worth.test(name)) continue
  const file = fileURLToPath(new URL(name, dist))
  const plain = await readFile(file)
  await writeFile(`${file}.gz`, gzipSync(plain, { level: 9 }))
  await writeFile(`${file}.br`, brotliCompressSync(plain))
}
