import { Button, type ButtonProps, Link, type LinkProps } from '@fluentui/react-components'
import { createLink } from '@tanstack/react-router'
import { type AnchorHTMLAttributes, forwardRef } from 'react'

// Fluent types the ref of a slot that may be several elements as `never`.
type Anchor = AnchorHTMLAttributes<HTMLAnchorElement>

/** A link to a page of ours, as Fluent draws one. */
export const AppLink = createLink(
  forwardRef<HTMLAnchorElement, Anchor>(function AppAnchor(props, ref) {
    return <Link ref={ref as never} {...(props as LinkProps & { as?: 'a' })} />
  }),
)

type ButtonLook = Pick<ButtonProps, 'appearance' | 'icon' | 'size'>

/** A link to a page of ours that looks like a button. */
export const ButtonLink = createLink(
  forwardRef<HTMLAnchorElement, Anchor & ButtonLook>(function ButtonAnchor(props, ref) {
    const { appearance, icon, size, ...anchor } = props
    const look = { ...(appearance && { appearance }), ...(size && { size }) }
    return (
      <Button as="a" ref={ref as never} icon={icon ?? null} {...look} {...(anchor as object)} />
    )
  }),
)

/** A link out of the console, which never learns where it was followed from. */
export function OutLink({ href, children }: { href: string; children: React.ReactNode }) {
  return (
    <Link href={href} target="_blank" rel="noopener noreferrer" inline>
      {children}
    </Link>
  )
}
