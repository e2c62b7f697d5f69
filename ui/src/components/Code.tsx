import { makeStyles, tokens } from '@fluentui/react-components'

const useStyles = makeStyles({
  box: {
    margin: 0,
    padding: '8px 12px',
    maxHeight: '480px',
    overflow: 'auto',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
    backgroundColor: tokens.colorNeutralBackground3,
    color: tokens.colorNeutralForeground1,
    borderRadius: tokens.borderRadiusMedium,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  wrap: { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
})

type Props = { label: string; text: string }

/** Text as a machine has it. It takes the focus, so that keys can scroll it. */
export function Code({ label, text }: Props) {
  const styles = useStyles()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={styles.box} aria-label={label} tabIndex={0}>
      <pre className={styles.wrap} style={{ margin: 0, font: 'inherit' }}>
        {text}
      </pre>
    </section>
  )
}

/** A document, indented. */
export function Json({ label, value }: { label: string; value: unknown }) {
  return <Code label={label} text={JSON.stringify(value ?? null, null, 2)} />
}
