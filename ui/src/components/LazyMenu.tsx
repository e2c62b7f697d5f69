import { Button, type ButtonProps } from '@fluentui/react-components'
import { ChevronDownRegular } from '@fluentui/react-icons'
import { lazy, Suspense, useState } from 'react'

export type Entry = { value: string; label: string; count?: number | undefined }

export type MenuProps = {
  /** Named for a reader where the button shows only an icon. */
  label?: string | undefined
  text?: string | undefined
  icon?: ButtonProps['icon']
  appearance?: ButtonProps['appearance']
  mode: 'check' | 'radio' | 'action'
  entries: readonly Entry[]
  selected?: readonly string[] | undefined
  onSelect: (values: string[]) => void
}

// Fluent's menu weighs 40 kB: it comes when the first one is opened.
const OpenedMenu = lazy(() => import('./OpenedMenu').then((it) => ({ default: it.OpenedMenu })))

/** A button with a menu that loads on first use. */
export function LazyMenu(props: MenuProps) {
  const [used, setUsed] = useState(false)
  const button = (
    <Button {...triggerLook(props)} aria-expanded={false} onClick={() => setUsed(true)} />
  )
  if (!used) return button
  return (
    <Suspense fallback={button}>
      <OpenedMenu {...props} />
    </Suspense>
  )
}

/** The trigger looks the same before and after the menu came. */
export function triggerLook({ label, text, icon, appearance }: MenuProps): ButtonProps {
  const content = text ? (
    <>
      {text}&nbsp;
      <ChevronDownRegular aria-hidden="true" />
    </>
  ) : null
  return {
    'aria-haspopup': 'menu',
    icon,
    ...(label ? { 'aria-label': label, title: label } : {}),
    ...(appearance ? { appearance } : {}),
    children: content,
  } as ButtonProps
}
