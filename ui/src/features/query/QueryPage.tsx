import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { PlayRegular } from '@fluentui/react-icons'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { EmptyFace, ErrorFace, Faces, Skeletons } from '../../components/Faces'
import { Fields } from '../../components/Fields'
import { Card, PageHead } from '../../components/Page'
import { ApiError } from '../../lib/http'
import { text } from '../../lib/search'
import { S } from '../../lib/strings'
import { run, schemaQuery } from './api'
import { Editor, type Fault, goTo } from './Editor'
import { Results } from './Results'

const useStyles = makeStyles({
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '8px 16px',
    margin: '8px 0',
  },
  note: { color: tokens.colorNeutralForeground2 },
  fault: { display: 'grid', gap: '8px', justifyItems: 'start' },
  example: {
    padding: 0,
    border: 'none',
    background: 'none',
    textAlign: 'left',
    cursor: 'pointer',
    fontFamily: tokens.fontFamilyMonospace,
    color: tokens.colorBrandForegroundLink,
  },
  tables: { marginTop: '16px' },
})

const EXAMPLES = [
  'resources | summarize count() by type | order by count_ desc',
  "recommendations | where risk_level == 'critical' | project title, resource_name, owner",
  "coverage | where outcome != 'complete' | summarize count() by type, aspect, outcome",
]

/** KQL over the snapshot and the decisions. The text is in the URL, and runs when asked to. */
export function QueryPage() {
  const search = useSearch({ strict: false })
  const q = text(search.q) ?? ''
  // Another link's text is another query: begin anew.
  return <Query key={q} q={q} />
}

function Query({ q }: { q: string }) {
  const styles = useStyles()
  const navigate = useNavigate()
  const [kql, setKql] = useState(q)
  const query = useMutation({ mutationFn: run, mutationKey: ['query', 'run'] })
  const fault = faultOf(query.error)
  const start = () => kql.trim() && !query.isPending && query.mutate(kql)
  const share = () =>
    kql !== q &&
    history.replaceState(history.state, '', `/query?${new URLSearchParams({ q: kql })}`)
  return (
    <>
      <PageHead title={S.query.title} />
      <Editor
        value={kql}
        onChange={setKql}
        fault={fault}
        onRun={() => {
          start()
          share()
        }}
      />
      <div className={styles.row}>
        <Button
          appearance="primary"
          icon={<PlayRegular />}
          disabled={query.isPending || !kql.trim()}
          onClick={() => {
            start()
            share()
          }}
        >
          {query.isPending ? S.query.running : S.query.run}
        </Button>
        <span className={styles.note}>{S.query.hint}</span>
      </div>
      {query.isPending && <Skeletons rows={4} />}
      {query.error && (
        <div className={styles.fault} id="kql-fault">
          <ErrorFace error={query.error} />
          {fault && (
            <Button size="small" onClick={() => goTo(fault, kql)}>
              {S.query.at(fault.line, fault.column)}
            </Button>
          )}
        </div>
      )}
      {query.data && !query.isPending && <Results rows={query.data} />}
      {query.isIdle && !kql && (
        <Start onChoose={(example) => navigate({ to: '/query', search: { q: example } })} />
      )}
      <Tables />
    </>
  )
}

function faultOf(error: Error | null): Fault | undefined {
  if (!(error instanceof ApiError)) return undefined
  const { line, column } = error.body
  if (typeof line !== 'number') return undefined
  return { line, column: typeof column === 'number' ? column : 1, message: error.message }
}

function Start({ onChoose }: { onChoose: (example: string) => void }) {
  const styles = useStyles()
  return (
    <EmptyFace title={S.query.start}>
      <span>{S.query.examples}</span>
      {EXAMPLES.map((example) => (
        <button
          key={example}
          type="button"
          className={styles.example}
          onClick={() => onChoose(example)}
        >
          {example}
        </button>
      ))}
    </EmptyFace>
  )
}

function Tables() {
  const styles = useStyles()
  const query = useQuery(schemaQuery)
  return (
    <details className={styles.tables}>
      <summary>{S.query.tables}</summary>
      <Card>
        <Faces query={query}>
          {(schema) => (
            <Fields
              fields={schema.tables.map((table) => [
                table.name,
                table.columns.map((column) => `${column.name}: ${column.type}`).join(', '),
              ])}
            />
          )}
        </Faces>
      </Card>
    </details>
  )
}
