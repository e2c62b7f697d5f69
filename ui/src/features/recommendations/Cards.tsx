import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'

import { LevelBar, LevelCounts } from '../../components/Distribution'
import { ErrorFace, Skeletons } from '../../components/Faces'
import { AppLink } from '../../components/Links'
import { Card } from '../../components/Page'
import { ScoreHistory, ScoreRing } from '../../components/Score'
import { Unknown } from '../../components/Unknown'
import type { Summary } from '../../lib/api'
import { count } from '../../lib/format'
import { LEVEL_COLOR } from '../../lib/levels'
import { S } from '../../lib/strings'
import { summaryQuery } from './api'
import type { ListSearch } from './search'

const HowRisk = lazy(() => import('./HowRisk').then((it) => ({ default: it.HowRisk })))

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(168px, 1fr))',
    gap: '12px',
    marginBottom: '12px',
    // What to fix comes first: in a narrow window the cards scroll aside.
    '@media (max-width: 639.98px)': {
      gridTemplateColumns: 'none',
      gridAutoFlow: 'column',
      gridAutoColumns: '210px',
      overflowX: 'auto',
      position: 'relative',
    },
  },
  stack: { display: 'grid', gap: '8px', alignContent: 'start' },
  big: {
    fontSize: tokens.fontSizeHero700,
    lineHeight: tokens.lineHeightHero700,
    fontWeight: 600,
    fontVariantNumeric: 'tabular-nums',
  },
  note: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  see: { width: 'fit-content' },
})

const HEIGHT = 132

/** The cards above the list, for its view and filters. */
export function Cards({ asked }: { asked: ListSearch }) {
  const styles = useStyles()
  const { data, error, refetch } = useQuery(summaryQuery(asked))
  if (data) return <Filled summary={data} />
  if (error) return <ErrorFace error={error} retry={() => refetch()} />
  return (
    <div className={styles.row}>
      <Skeletons rows={1} height={HEIGHT} />
    </div>
  )
}

function Filled({ summary }: { summary: Summary }) {
  const styles = useStyles()
  return (
    <div className={styles.row}>
      <Card title={S.score.title}>
        <ScoreRing card={summary.score} />
      </Card>
      <Card title={S.score.history}>
        <ScoreHistory card={summary.score} />
      </Card>
      <Card title={S.cards.levels}>
        <ByLevel summary={summary} />
      </Card>
      <Card title={S.cards.overdue}>
        <Overdue summary={summary} />
      </Card>
      <Card title={S.cards.how}>
        <How />
      </Card>
    </div>
  )
}

function ByLevel({ summary }: { summary: Summary }) {
  const styles = useStyles()
  return (
    <div className={styles.stack}>
      <div>
        <span className={styles.big} style={{ color: LEVEL_COLOR.critical }}>
          {count(summary.levels.critical)}
        </span>{' '}
        {S.level.word.critical}
      </div>
      <LevelBar levels={summary.levels} />
      <LevelCounts levels={summary.levels} />
      <span className={styles.note}>
        <Unknown>
          <AppLink to="/coverage">{S.unknown.verdicts(summary.unknown)}</AppLink>
        </Unknown>
      </span>
    </div>
  )
}

function Overdue({ summary }: { summary: Summary }) {
  const styles = useStyles()
  return (
    <div className={styles.stack}>
      <div>
        <span className={styles.big}>{count(summary.overdue)}</span>{' '}
        <AppLink to="/recommendations" search={(old) => ({ ...old, status: 'overdue' })}>
          {S.status.overdue}
        </AppLink>
      </div>
      <span className={styles.note}>
        {S.cards.paths}:{' '}
        {summary.attack_paths.evaluated ? (
          count(summary.attack_paths.count)
        ) : (
          <Unknown>{S.cards.pathsNone}</Unknown>
        )}
      </span>
    </div>
  )
}

function How() {
  const styles = useStyles()
  const [open, setOpen] = useState(false)
  return (
    <div className={styles.stack}>
      <span>{S.cards.howText}</span>
      <span className={styles.note}>{S.cards.howMore}</span>
      <Button size="small" className={styles.see} onClick={() => setOpen(true)}>
        {S.cards.see}
      </Button>
      {open && (
        <Suspense fallback={null}>
          <HowRisk onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  )
}
