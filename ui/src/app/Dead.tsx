import { Button } from '@fluentui/react-components'
import type { ErrorComponentProps } from '@tanstack/react-router'

import { EmptyFace } from '../components/Faces'
import { AppLink } from '../components/Links'
import { PageHead } from '../components/Page'
import { S } from '../lib/strings'

/** An address that leads nowhere still leads on. */
export function NotFound() {
  return (
    <>
      <PageHead title={S.face.notFound} />
      <AppLink to="/">{S.face.home}</AppLink>
    </>
  )
}

/** A page that could not be drawn, or whose code could not be fetched: a newer one may stand there. */
export function Broken({ error }: ErrorComponentProps) {
  return (
    <EmptyFace title={S.face.gone}>
      <span>{error instanceof Error ? error.message : String(error)}</span>
      <Button onClick={() => location.reload()}>{S.face.reload}</Button>
    </EmptyFace>
  )
}
