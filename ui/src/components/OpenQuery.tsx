import { CodeRegular } from '@fluentui/react-icons'
import { useNavigate } from '@tanstack/react-router'

import { useKeys } from '../lib/keys'
import { S } from '../lib/strings'
import { LazyMenu } from './LazyMenu'
import { ButtonLink } from './Links'

export type Offer = { label: string; query: string }

/** Opens the query page with the text of one of these; it runs there when asked to. */
export function OpenQuery({ offers }: { offers: readonly Offer[] }) {
  const navigate = useNavigate()
  const [first] = offers
  useKeys({ o: () => first && navigate({ to: '/query', search: { q: first.query } }) })
  if (!first) return null
  if (offers.length === 1) {
    return (
      <ButtonLink to="/query" search={{ q: first.query }} icon={<CodeRegular />}>
        {S.list.openQuery}
      </ButtonLink>
    )
  }
  return (
    <LazyMenu
      text={S.list.openQuery}
      icon={<CodeRegular />}
      mode="action"
      entries={offers.map(({ label }) => ({ value: label, label }))}
      onSelect={([label]) => {
        const chosen = offers.find((offer) => offer.label === label)
        if (chosen) navigate({ to: '/query', search: { q: chosen.query } })
      }}
    />
  )
}
