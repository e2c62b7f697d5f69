import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { type ReactNode, useEffect } from 'react'

import { S } from '../lib/strings'

const useStyles = makeStyles({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '4px 16px',
    marginBottom: '12px',
  },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase600,
    lineHeight: tokens.lineHeightBase600,
    fontWeight: 600,
    overflowWrap: 'anywhere',
  },
  note: { color: tokens.colorNeutralForeground2 },
  gap: { flexGrow: 1 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  card: {
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    padding: '12px',
    minWidth: 0,
    overflowWrap: 'anywhere',
  },
  cardTitle: {
    margin: '0 0 8px',
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: 600,
  },
})

type HeadProps = { title: string; note?: ReactNode; children?: ReactNode }

/** A page's title, in the window's too, what it rests on, and its actions. */
export function PageHead({ title, note, children }: HeadProps) {
  const styles = useStyles()
  useEffect(() => {
    document.title = `${title} · ${S.product}`
  }, [title])
  return (
    <div className={styles.head}>
      <h1 className={styles.title}>{title}</h1>
      {note && <span className={styles.note}>{note}</span>}
      <span className={styles.gap} />
      {children && <div className={styles.actions}>{children}</div>}
    </div>
  )
}

type CardProps = { title?: string; children: ReactNode; className?: string | undefined }

/** A framed part of a page. */
export function Card({ title, children, className }: CardProps) {
  const styles = useStyles()
  return (
    <section className={mergeClasses(styles.card, className)} aria-label={title}>
      {title && <h2 className={styles.cardTitle}>{title}</h2>}
      {children}
    </section>
  )
}
