import { Button, Field, Input, makeStyles, Textarea } from '@fluentui/react-components'
import { type FormEvent, type ReactNode, useState } from 'react'

import { ErrorFace } from '../../components/Faces'
import { S } from '../../lib/strings'

const useStyles = makeStyles({
  form: { display: 'grid', gap: '12px', maxWidth: '480px' },
  row: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
})

export type Values = Record<string, string>

type FormProps = {
  label: string
  /** Names of the fields that must not be empty, given what the others hold. */
  required: (values: Values) => readonly string[]
  onSend: (values: Values) => void
  onCancel: () => void
  pending: boolean
  error: Error | null
  children: (missing: readonly string[]) => ReactNode
}

/** A form that names what is missing, and shows the API's refusal in its own words. */
export function Form(props: FormProps) {
  const { label, required, onSend, onCancel, pending, error, children } = props
  const styles = useStyles()
  const [missing, setMissing] = useState<readonly string[]>([])
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const entries = [...new FormData(event.currentTarget)].map(([key, value]) => [key, `${value}`])
    const values: Values = Object.fromEntries(entries)
    const empty = required(values).filter((name) => !values[name]?.trim())
    setMissing(empty)
    if (empty.length === 0) onSend(values)
  }
  return (
    <form className={styles.form} aria-label={label} onSubmit={send} noValidate>
      {children(missing)}
      {error && <ErrorFace error={error} />}
      <div className={styles.row}>
        <Button type="submit" appearance="primary" disabled={pending}>
          {pending ? S.action.saving : S.action.save}
        </Button>
        <Button onClick={onCancel}>{S.action.cancel}</Button>
      </div>
    </form>
  )
}

type LineProps = {
  name: string
  label: string
  missing: readonly string[]
  hint?: string | undefined
  type?: 'text' | 'date'
  value?: string | undefined
  long?: boolean
  required?: boolean
}

/** One line or box of text. */
export function Line({ name, label, missing, hint, type, value, long, required }: LineProps) {
  const shared = { name, defaultValue: value ?? '' }
  return (
    <Field
      label={label}
      required={required ?? false}
      {...(hint ? { hint } : {})}
      {...(missing.includes(name) ? { validationMessage: S.action.form.required } : {})}
    >
      {long ? (
        <Textarea {...shared} resize="vertical" />
      ) : (
        <Input {...shared} type={type ?? 'text'} />
      )}
    </Field>
  )
}
