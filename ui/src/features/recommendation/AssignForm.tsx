import { Button, Checkbox, Field } from '@fluentui/react-components'
import { useState } from 'react'

import type { Details } from '../../lib/api'
import { S } from '../../lib/strings'
import { useAssign, useReassign } from './api'
import { Form, Line, type Values } from './FormParts'

const F = S.action.form

/** Assign owner & set due date; or change them. */
export function AssignForm({ details, onDone }: { details: Details; onDone: () => void }) {
  const assign = useAssign()
  const reassign = useReassign()
  const [owner, setOwner] = useState(details.owner ?? '')
  const again = details.assignment_version !== null
  const send = (values: Values) => {
    const decision = {
      policy_id: details.policy.id,
      resource_id: details.resource.id,
      owner: values.owner ?? '',
      due_on: values.due ?? '',
      grace: values.grace === 'on',
      expected_version: details.assignment_version,
    }
    const done = { onSuccess: onDone }
    if (again) reassign.mutate(decision, done)
    else assign.mutate(decision, done)
  }
  return (
    <Form
      label={again ? S.action.changeOwner : S.action.assign}
      required={() => ['owner', 'due']}
      onSend={send}
      onCancel={onDone}
      pending={assign.isPending || reassign.isPending}
      error={assign.error ?? reassign.error}
    >
      {(missing) => (
        <>
          <Line
            key={owner}
            name="owner"
            label={F.owner}
            hint={F.ownerHint}
            missing={missing}
            value={owner}
            required
          />
          {details.suggested_owner && details.suggested_owner !== owner && (
            <div>
              <Button size="small" onClick={() => setOwner(details.suggested_owner ?? '')}>
                {S.action.takeSuggested(details.suggested_owner)}
              </Button>
            </div>
          )}
          <Line
            name="due"
            type="date"
            label={F.due}
            missing={missing}
            value={details.due_on ?? undefined}
            required
          />
          <Field hint={F.graceHint}>
            <Checkbox name="grace" label={F.grace} defaultChecked={details.grace ?? false} />
          </Field>
        </>
      )}
    </Form>
  )
}
