import { Field, Select } from '@fluentui/react-components'

import type { Details, NewExemption } from '../../lib/api'
import { S } from '../../lib/strings'
import { useExempt } from './api'
import { Form, Line, type Values } from './FormParts'

const F = S.action.form

/** Exempt: category, how far, until when, and why. */
export function ExemptForm({ details, onDone }: { details: Details; onDone: () => void }) {
  const exempt = useExempt()
  return (
    <Form
      label={S.action.exempt}
      required={(values) => (values.category === 'waiver' ? ['name', 'description'] : ['name'])}
      onSend={(values) => exempt.mutate(exemption(details, values), { onSuccess: onDone })}
      onCancel={onDone}
      pending={exempt.isPending}
      error={exempt.error}
    >
      {(missing) => (
        <>
          <Line name="name" label={F.name} missing={missing} required />
          <Field label={F.category}>
            <Select name="category">
              <option value="mitigated">{F.mitigated}</option>
              <option value="waiver">{F.waiver}</option>
            </Select>
          </Field>
          <Field label={F.kind}>
            <Select name="kind">
              <option value="resource">{F.resource}</option>
              {details.scope.kind === 'resource_group' && (
                <option value="resource_group">{F.resourceGroup}</option>
              )}
              <option value="account">{F.account}</option>
            </Select>
          </Field>
          <Line
            name="expires"
            type="date"
            label={F.expires}
            hint={F.expiresHint}
            missing={missing}
          />
          <Line
            name="description"
            label={F.description}
            hint={F.descriptionHint}
            missing={missing}
            long
          />
        </>
      )}
    </Form>
  )
}

function exemption(details: Details, values: Values): NewExemption {
  const targets = {
    resource: details.resource.id,
    resource_group: details.scope.scope_id,
    account: details.scope.account,
  }
  const kind = values.kind as keyof typeof targets
  return {
    name: values.name ?? '',
    description: values.description ?? '',
    category: values.category === 'waiver' ? 'waiver' : 'mitigated',
    policy_id: details.policy.id,
    kind,
    target: targets[kind],
    expires_at: values.expires ? `${values.expires}T00:00:00Z` : null,
  }
}
