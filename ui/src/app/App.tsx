import { FluentProvider } from '@fluentui/react-components'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type RouterHistory, RouterProvider } from '@tanstack/react-router'
import { useState } from 'react'

import { ApiError } from '../lib/http'
import { useTheme } from '../lib/theme'
import { makeRouter } from './router'
import { THEMES } from './themes'

/** An answer of the API is final; silence is asked once more. */
const retry = (failures: number, error: Error) => !(error instanceof ApiError) && failures < 1

export function App({ history }: { history?: RouterHistory }) {
  const theme = useTheme()
  const [client] = useState(
    () => new QueryClient({ defaultOptions: { queries: { retry, staleTime: 15000 } } }),
  )
  const [router] = useState(() => makeRouter(history))
  return (
    <FluentProvider theme={THEMES[theme]} style={{ height: '100%' }}>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </FluentProvider>
  )
}
