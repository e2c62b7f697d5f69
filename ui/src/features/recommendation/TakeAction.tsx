import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { type ReactNode, useState } from 'react'

import { Code } from '../../components/Code'
import { ErrorFace } from '../../components/Faces'
import { OutLink } from '../../components/Links'
import { Card } from '../../components/Page'
import type { Details } from '../../lib/api'
import { day, exactly } from '../../lib/format'
import { S } from '../../lib/strings'
import { AssignForm } from './AssignForm'
import { type Key, useRevoke, useUnassign } from './api'
import { EtaForm } from './EtaForm'
import { EvidenceCard } from './EvidenceCard'
import { ExemptForm } from './ExemptForm'
import { History } from './History'
import { LevelSum } from './LevelSum'

const useStyles = makeStyles({
  stack: { display: 'grid', gap: '12px', gridTemplateColumns: 'minmax(0, 1fr)' },
  part: { display: 'grid', gap: '8px', gridTemplateColumns: 'minmax(0, 1fr)' },
  note: { color: tokens.colorNeutralForeground2, margin: 0 },
  row: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  steps: { whiteSpace: 'pre-wrap', margin: 0 },
  title: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: 600 },
})

type Props = { details: Details; of: Key }

/** What decided, and what people can do about it. */
export function TakeAction({ details, of }: Props) {
  const styles = useStyles()
  const open = details.verdict === 'unhealthy'
  return (
    <div className={styles.stack}>
      <EvidenceCard details={details} />
      {details.risk_level && (
        <Card>
          <LevelSum details={details} />
        </Card>
      )}
      <Remediate details={details} />
      {open && details.exemption === null && <OwnerPart details={details} of={of} />}
      {open && <ExemptPart details={details} of={of} />}
      <HistoryPart details={details} />
    </div>
  )
}

function Remediate({ details }: { details: Details }) {
  const styles = useStyles()
  const { manual, cli, terraform } = details.remediation
  return (
    <Card title={S.action.remediate}>
      <div className={styles.part}>
        {manual && (
          <Part title={S.action.manual}>
            <p className={styles.steps}>{manual}</p>
          </Part>
        )}
        {cli && (
          <Part title={S.action.cli}>
            <Code label={S.action.cli} text={cli} />
          </Part>
        )}
        {terraform && (
          <Part title={S.action.terraform}>
            <Code label={S.action.terraform} text={terraform} />
          </Part>
        )}
        {!manual && !cli && !terraform && <p className={styles.note}>{S.action.noSteps}</p>}
        {details.policy.source && (
          <span>
            {S.action.source}:{' '}
            <OutLink href={details.policy.source}>{details.policy.source}</OutLink>
          </span>
        )}
      </div>
    </Card>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  const styles = useStyles()
  return (
    <>
      <h3 className={styles.title}>{title}</h3>
      {children}
    </>
  )
}

function OwnerPart({ details, of }: Props) {
  const styles = useStyles()
  const [form, setForm] = useState<'assign' | 'eta'>()
  const unassign = useUnassign()
  const close = () => setForm(undefined)
  const assigned = details.assignment_version !== null && details.due_on !== null
  return (
    <Card title={S.action.owner}>
      <div className={styles.part}>
        <p className={styles.note}>{S.action.ownerText}</p>
        {assigned && <Assigned details={details} />}
        {unassign.error && <ErrorFace error={unassign.error} />}
        {form === 'assign' && <AssignForm details={details} onDone={close} />}
        {form === 'eta' && <EtaForm details={details} onDone={close} />}
        {!form && (
          <div className={styles.row}>
            <Button appearance="primary" onClick={() => setForm('assign')}>
              {assigned ? S.action.changeOwner : S.action.assign}
            </Button>
            {assigned && <Button onClick={() => setForm('eta')}>{S.action.eta}</Button>}
            {assigned && (
              <Button
                disabled={unassign.isPending}
                onClick={() => unassign.mutate({ ...of, version: details.assignment_version })}
              >
                {S.action.removeOwner}
              </Button>
            )}
          </div>
        )}
      </div>
    </Card>
  )
}

function Assigned({ details }: { details: Details }) {
  return (
    <div>
      <div>
        {S.details.owner}: {details.owner}
      </div>
      <div>
        {S.details.due}: {day(details.due_on)}
      </div>
      {details.eta_on && (
        <div>
          {S.details.eta}: {day(details.eta_on)}. {details.justification}
        </div>
      )}
    </div>
  )
}

function ExemptPart({ details }: Props) {
  const styles = useStyles()
  const [form, setForm] = useState(false)
  const revoke = useRevoke()
  const { exemption } = details
  return (
    <Card title={S.action.exempt}>
      <div className={styles.part}>
        {exemption ? (
          <>
            <strong>
              {S.action.exempted}: {exemption.name} (
              {S.action.form[exemption.category === 'waiver' ? 'waiver' : 'mitigated']})
            </strong>
            {exemption.description && <span>{exemption.description}</span>}
            <span>
              {S.action.expires}:{' '}
              {exemption.expires_at ? exactly(exemption.expires_at) : S.action.never} ·{' '}
              {S.action.by} {exemption.created_by}
            </span>
            {revoke.error && <ErrorFace error={revoke.error} />}
            <div>
              <Button disabled={revoke.isPending} onClick={() => revoke.mutate(exemption.id)}>
                {S.action.revoke}
              </Button>
            </div>
          </>
        ) : (
          <>
            <p className={styles.note}>{S.action.exemptText}</p>
            {form ? (
              <ExemptForm details={details} onDone={() => setForm(false)} />
            ) : (
              <div>
                <Button onClick={() => setForm(true)}>{S.action.exempt}</Button>
              </div>
            )}
          </>
        )}
      </div>
    </Card>
  )
}

function HistoryPart({ details }: { details: Details }) {
  const styles = useStyles()
  const [open, setOpen] = useState(false)
  return (
    <Card>
      <div className={styles.part}>
        <div>
          <Button appearance="subtle" aria-expanded={open} onClick={() => setOpen(!open)}>
            {S.action.history}
          </Button>
        </div>
        {open && <History events={details.history} />}
      </div>
    </Card>
  )
}
