import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [react()],
  build: {
    manifest: true,
    // The policy for scripts is 'self': the polyfill would be an inline one.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  // `npm run dev` beside a running `highground serve --port 8787`.
  server: { proxy: { '/api': 'http://127.0.0.1:8787', '/login': 'http://127.0.0.1:8787' } },
  test: {
    environment: 'jsdom',
    environmentOptions: { jsdom: { url: 'http://console.test' } },
    setupFiles: ['src/testing/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    testTimeout: 60000,
    // Fluent takes seconds to load: once per worker, not once per file.
    isolate: false,
    maxWorkers: 2,
  },
})
