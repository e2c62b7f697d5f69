import { makeStyles, tokens } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'

import { EmptyFace, Faces } from '../../components/Faces'
import { Grid } from '../../components/Grid'
import { AppLink } from '../../components/Links'
import { Unknown } from '../../components/Unknown'
import { S } from '../../lib/strings'
import { type ListPage, pageQuery } from './api'
import { BY_RESOURCE, BY_TITLE, FLAT } from './columns'
import { Groups } from './Groups'
import { Paging } from './Paging'
import { narrowed, useAsked } from './useAsked'

const useStyles = makeStyles({
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    alignItems: 'center',
    gap: '4px 16px',
    marginBottom: '8px',
  },
  counts: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '4px 16px',
    alignItems: 'center',
    color: tokens.colorNeutralForeground2,
  },
})

/** The rows in one of three groupings, and what no filter may hide: how many verdicts are unknown. */
export function List() {
  const { asked } = useAsked()
  const query = useQuery(pageQuery(asked))
  return (
    <>
      <Line page={query.data} />
      <Faces query={query}>
        {(page) => (
          <>
            {page.items.length === 0 ? (
              <Empty page={page} />
            ) : (
              <Rows page={page} busy={query.isPlaceholderData} />
            )}
            <Paging page={page} />
          </>
        )}
      </Faces>
    </>
  )
}

function Line({ page }: { page: ListPage | undefined }) {
  const styles = useStyles()
  return (
    <div className={styles.line}>
      <div className={styles.counts} role="status">
        {page && (
          <>
            <span data-testid="total" data-total={page.total}>
              {S.list.shown(page.total)}
            </span>
            <UnknownLink unknown={page.unknown} />
          </>
        )}
      </div>
      <Groups />
    </div>
  )
}

function UnknownLink({ unknown }: { unknown: number }) {
  return (
    <Unknown>
      {S.unknown.verdicts(unknown)}
      {unknown > 0 && (
        <>
          {' · '}
          <AppLink to="/coverage">{S.unknown.why}</AppLink>
        </>
      )}
    </Unknown>
  )
}

function Empty({ page }: { page: ListPage }): ReactNode {
  const { asked } = useAsked()
  return (
    <EmptyFace title={narrowed(asked) ? S.list.noMatch : S.list.none}>
      <span>{page.unknown > 0 ? S.list.stillUnknown : S.list.seen}</span>
    </EmptyFace>
  )
}

function Rows({ page, busy }: { page: ListPage; busy: boolean }) {
  const navigate = useNavigate()
  const { asked, ask } = useAsked()
  const shared = {
    label: S.list.title,
    sort: asked.sort ?? 'risk',
    onSort: (sort: string) => ask({ sort: sort === 'risk' ? undefined : sort }),
    busy,
  }
  if (page.group === 'title') {
    return (
      <Grid
        {...shared}
        columns={BY_TITLE}
        rows={page.items}
        keyOf={(row) => row.policy_id}
        onOpen={(row) =>
          navigate({ to: '/recommendations/$policy', params: { policy: row.policy_id } })
        }
      />
    )
  }
  if (page.group === 'resource') {
    return (
      <Grid
        {...shared}
        columns={BY_RESOURCE}
        rows={page.items}
        keyOf={(row) => row.resource_id}
        onOpen={(row) =>
          navigate({ to: '/inventory/$resource', params: { resource: row.resource_id } })
        }
      />
    )
  }
  return (
    <Grid
      {...shared}
      columns={FLAT}
      rows={page.items}
      keyOf={(row) => `${row.policy_id}|${row.resource_id}`}
      onOpen={(row) =>
        navigate({
          to: '/recommendations/$policy/$resource',
          params: { policy: row.policy_id, resource: row.resource_id },
        })
      }
    />
  )
}
