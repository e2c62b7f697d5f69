import { Button } from '@fluentui/react-components'
import { ArrowDownloadRegular, CodeRegular } from '@fluentui/react-icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'

import { AppLink, ButtonLink } from '../../components/Links'
import { PageHead } from '../../components/Page'
import { At } from '../../components/Time'
import { statusQuery } from '../../lib/api'
import { queryString } from '../../lib/http'
import { moveRow, useKeys } from '../../lib/keys'
import { S } from '../../lib/strings'
import { facetsQuery, listQueryQuery } from './api'
import { Cards } from './Cards'
import { Filters } from './Filters'
import { List } from './List'
import { filterParams } from './search'
import { useAsked } from './useAsked'
import { Views } from './Views'

/** What to fix first: the list, its views, cards and filters. */
export function RecommendationsPage() {
  const { asked } = useAsked()
  const facets = useQuery(facetsQuery(asked))
  return (
    <>
      <Head />
      <Views facets={facets.data} />
      <Cards asked={asked} />
      <Filters facets={facets.data} />
      <List />
    </>
  )
}

function Head() {
  const { asked } = useAsked()
  const navigate = useNavigate()
  const kql = useQuery(listQueryQuery(asked)).data?.query
  useKeys({
    j: () => moveRow(1),
    k: () => moveRow(-1),
    o: () => kql && navigate({ to: '/query', search: { q: kql } }),
  })
  return (
    <PageHead title={S.list.title} note={<Rests />}>
      <ButtonLink to="/query" search={{ q: kql }} icon={<CodeRegular />}>
        {S.list.openQuery}
      </ButtonLink>
      <Button
        as="a"
        href={`/api/recommendations.csv${queryString(filterParams(asked))}`}
        download="recommendations.csv"
        icon={<ArrowDownloadRegular />}
      >
        {S.list.csv}
      </Button>
    </PageHead>
  )
}

/** Which time the page stands for, and what that time could not see. */
function Rests() {
  const { data } = useQuery(statusQuery)
  if (!data?.snapshot) return null
  return (
    <>
      {S.bar.asOf} <At at={data.snapshot.began_at} /> ·{' '}
      <AppLink to="/coverage">{data.gaps > 0 ? S.bar.gaps(data.gaps) : S.bar.noGaps}</AppLink>
    </>
  )
}
