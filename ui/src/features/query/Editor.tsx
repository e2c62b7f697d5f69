import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { type KeyboardEvent, useRef } from 'react'

import { S } from '../../lib/strings'

const useStyles = makeStyles({
  frame: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    overflow: 'hidden',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
    borderRadius: tokens.borderRadiusMedium,
    ':focus-within': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  text: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase300,
    lineHeight: '20px',
    padding: '8px',
    margin: 0,
  },
  numbers: {
    textAlign: 'right',
    color: tokens.colorNeutralForeground3,
    backgroundColor: tokens.colorNeutralBackground2,
    userSelect: 'none',
    overflow: 'hidden',
  },
  marked: { color: 'var(--levelCritical)', fontWeight: 700 },
  area: {
    border: 'none',
    outlineStyle: 'none',
    resize: 'vertical',
    minHeight: '136px',
    boxSizing: 'border-box',
    whiteSpace: 'pre',
    overflowX: 'auto',
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
  },
})

export type Fault = { line: number; column: number; message: string }

type Props = {
  value: string
  onChange: (text: string) => void
  onRun: () => void
  fault: Fault | undefined
}

/** A box for KQL with line numbers; the line that the API refused is marked. */
export function Editor({ value, onChange, onRun, fault }: Props) {
  const styles = useStyles()
  const numbers = useRef<HTMLPreElement>(null)
  const lines = value.split('\n')
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    onRun()
  }
  return (
    <div className={styles.frame}>
      <pre
        ref={numbers}
        className={mergeClasses(styles.text, styles.numbers)}
        aria-hidden="true"
        style={{ height: 0, minHeight: '100%', boxSizing: 'border-box' }}
      >
        {lines.map((_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
          <div key={at} className={fault?.line === at + 1 ? styles.marked : undefined}>
            {fault?.line === at + 1 ? `▸ ${at + 1}` : at + 1}
          </div>
        ))}
      </pre>
      <textarea
        id="kql"
        className={mergeClasses(styles.text, styles.area)}
        aria-label={S.query.text}
        aria-invalid={fault !== undefined}
        aria-describedby={fault ? 'kql-fault' : undefined}
        spellCheck={false}
        autoCapitalize="off"
        rows={Math.min(Math.max(lines.length + 1, 6), 18)}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={press}
        onScroll={(event) => {
          if (numbers.current) numbers.current.scrollTop = event.currentTarget.scrollTop
        }}
      />
    </div>
  )
}

/** Put the cursor where the fault is. */
export function goTo(fault: Fault, text: string): void {
  const box = document.getElementById('kql')
  if (!(box instanceof HTMLTextAreaElement)) return
  const before = text.split('\n').slice(0, fault.line - 1)
  const at = before.reduce((sum, line) => sum + line.length + 1, 0) + fault.column - 1
  box.focus()
  box.setSelectionRange(at, at + 1)
}
