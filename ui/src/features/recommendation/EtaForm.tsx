import type { Details } from '../../lib/api'
import { S } from '../../lib/strings'
import { useReassign } from './api'
import { Form, Line } from './FormParts'

const F = S.action.form

/** A new expected date, with its justification: the two belong together. */
export function EtaForm({ details, onDone }: { details: Details; onDone: () => void }) {
  const reassign = useReassign()
  return (
    <Form
      label={S.action.eta}
      required={() => ['eta', 'justification']}
      onSend={(values) =>
        reassign.mutate(
          {
            policy_id: details.policy.id,
            resource_id: details.resource.id,
            eta_on: values.eta ?? '',
            justification: values.justification ?? '',
            expected_version: details.assignment_version,
          },
          { onSuccess: onDone },
        )
      }
      onCancel={onDone}
      pending={reassign.isPending}
      error={reassign.error}
    >
      {(missing) => (
        <>
          <Line
            name="eta"
            type="date"
            label={F.eta}
            hint={S.action.etaText}
            missing={missing}
            value={details.eta_on ?? undefined}
            required
          />
          <Line
            name="justification"
            label={F.justification}
            missing={missing}
            value={details.justification ?? undefined}
            long
            required
          />
        </>
      )}
    </Form>
  )
}
