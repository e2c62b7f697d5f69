import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'

import { ApiError } from '../lib/http'
import { S } from '../lib/strings'

const useStyles = makeStyles({
  skeletons: {
    display: 'grid',
    gap: '8px',
    // Quick answers never flash a skeleton.
    animationName: { from: { opacity: 0 }, to: { opacity: 1 } },
    animationDuration: '1ms',
    animationDelay: '200ms',
    animationFillMode: 'both',
  },
  bone: {
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralStencil1,
  },
  empty: {
    display: 'grid',
    gap: '8px',
    justifyItems: 'start',
    padding: '24px 16px',
    color: tokens.colorNeutralForeground2,
    border: `1px dashed ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  error: { minHeight: 'fit-content', paddingBlock: '8px' },
})

/** Grey boxes of the size of what is to come. */
export function Skeletons({ rows = 8, height = 40 }: { rows?: number; height?: number }) {
  const styles = useStyles()
  return (
    <div className={styles.skeletons} role="status" aria-label={S.face.loading}>
      {Array.from({ length: rows }, (_, at) => at).map((at) => (
        <div key={at} className={styles.bone} style={{ height }} />
      ))}
    </div>
  )
}

/** What went wrong, in the API's words, with the number to ask about and a way on. */
export function ErrorFace({ error, retry }: { error: Error; retry?: () => void }) {
  const styles = useStyles()
  const api = error instanceof ApiError ? error : undefined
  if (api?.signedOut) return <SignedOut message={api.message} />
  return (
    <MessageBar intent="error" layout="multiline" className={styles.error} role="alert">
      <MessageBarBody>
        <MessageBarTitle>{api ? S.face.refused : S.face.unreachable}</MessageBarTitle>
        {error.message}
        {api?.requestId && <div>{S.face.request(api.requestId)}</div>}
      </MessageBarBody>
      {retry && (
        <MessageBarActions>
          <Button onClick={retry}>{S.face.again}</Button>
        </MessageBarActions>
      )}
    </MessageBar>
  )
}

function SignedOut({ message }: { message: string }) {
  const styles = useStyles()
  return (
    <div className={styles.empty} role="alert">
      <strong>{S.signedOut.title}</strong>
      <span>{message}</span>
      <span>
        {S.signedOut.before} <code>highground serve</code> {S.signedOut.after}
      </span>
    </div>
  )
}

/** Nothing to show, and why; `children` lead on. */
export function EmptyFace({ title, children }: { title: string; children?: ReactNode }) {
  const styles = useStyles()
  return (
    <div className={styles.empty}>
      <strong>{title}</strong>
      {children}
    </div>
  )
}

type Props<T> = {
  query: UseQueryResult<T, Error>
  skeleton?: ReactNode
  children: (data: T) => ReactNode
}

/** Loading, error or what came: the empty face is the child's, which alone knows what it means. */
export function Faces<T>({ query, skeleton = <Skeletons />, children }: Props<T>) {
  if (query.data !== undefined) return children(query.data)
  if (query.error) return <ErrorFace error={query.error} retry={() => query.refetch()} />
  return skeleton
}
