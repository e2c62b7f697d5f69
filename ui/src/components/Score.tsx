import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useState } from 'react'

import type { ScoreCard } from '../lib/api'
import { day, instant, NONE, percent, percentExact, signed } from '../lib/format'
import { S } from '../lib/strings'
import { Unknown } from './Unknown'

const useStyles = makeStyles({
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px 16px' },
  beside: { flexGrow: 1, flexBasis: '100px' },
  ring: { flexShrink: 0 },
  words: { display: 'grid', gap: '2px', minWidth: 0 },
  number: {
    fontSize: tokens.fontSizeHero700,
    lineHeight: tokens.lineHeightHero700,
    fontWeight: 600,
    fontVariantNumeric: 'tabular-nums',
  },
  badge: { fontWeight: 600 },
  note: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  table: {
    borderCollapse: 'collapse',
    width: '100%',
    fontVariantNumeric: 'tabular-nums',
    fontSize: tokens.fontSizeBase200,
    '& th, & td': { textAlign: 'left', padding: '2px 8px 2px 0' },
  },
  toggle: {
    padding: 0,
    border: 'none',
    background: 'none',
    color: tokens.colorBrandForegroundLink,
    fontSize: tokens.fontSizeBase200,
    cursor: 'pointer',
    width: 'fit-content',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
})

type Scored = ScoreCard | null

/** The cloud secure score with its lower bound: what is between them, nobody knows. */
export function ScoreRing({ card }: { card: Scored }) {
  const styles = useStyles()
  const score = card?.score ?? null
  const low = card?.low ?? null
  return (
    <div className={styles.row}>
      <Ring score={score} low={low} />
      <div className={mergeClasses(styles.words, styles.beside)}>
        <span className={styles.number}>{score === null ? S.score.none : percent(score)}</span>
        {card?.badge && <span className={styles.badge}>{card.badge}</span>}
        {score === null ? (
          <span className={styles.note}>{S.score.nothing}</span>
        ) : (
          <Low card={card} />
        )}
      </div>
    </div>
  )
}

function Low({ card }: { card: Scored }) {
  const styles = useStyles()
  const low = card?.low ?? null
  const unlisted = card?.unlisted ?? []
  if (low !== null) {
    return (
      <span className={styles.note} title={S.score.lowWhy}>
        {S.score.low(low)}
      </span>
    )
  }
  return (
    <span className={styles.note} title={unlisted.join('\n')}>
      <Unknown>
        {S.score.noLow}
        {unlisted.length > 0 && `: ${S.score.unlisted(unlisted.length)}`}
      </Unknown>
    </span>
  )
}

const ROUND = 2 * Math.PI * 30

function Ring({ score, low }: { score: number | null; low: number | null }) {
  const styles = useStyles()
  const arc = (value: number) => `${(value / 100) * ROUND} ${ROUND}`
  const label = score === null ? S.score.nothing : S.score.ring(score)
  const base = { cx: 36, cy: 36, r: 30, fill: 'none', strokeWidth: 8 }
  return (
    <svg
      className={styles.ring}
      width="72"
      height="72"
      viewBox="0 0 72 72"
      role="img"
      aria-label={label}
    >
      <circle {...base} stroke={tokens.colorNeutralStencil1} />
      <g transform="rotate(-90 36 36)">
        {score !== null && (
          <circle
            {...base}
            stroke={tokens.colorBrandStroke1}
            strokeOpacity={low === null ? 1 : 0.4}
            strokeDasharray={arc(score)}
          />
        )}
        {low !== null && (
          <circle {...base} stroke={tokens.colorBrandStroke1} strokeDasharray={arc(low)} />
        )}
      </g>
    </svg>
  )
}

type Point = ScoreCard['history'][number]
type Known = Point & { score: number }
const known = (point: Point): point is Known => point.score !== null

const WIDTH = 200
const HEIGHT = 44

/** The score's last days as a line, labelled; the numbers stand in a table behind it. */
export function ScoreHistory({ card }: { card: Scored }) {
  const styles = useStyles()
  const [table, setTable] = useState(false)
  const points = card?.history ?? []
  const delta = card?.delta ?? null
  const several = points.filter(known).length > 1
  return (
    <div className={styles.words}>
      {!table && several && <Line points={points} />}
      {table && <Points points={points} />}
      <span className={styles.note}>
        {several && delta !== null ? S.score.delta(signed(delta)) : S.score.noDelta}
      </span>
      {points.length > 0 && (
        <button
          type="button"
          className={styles.toggle}
          aria-pressed={table}
          onClick={() => setTable(!table)}
        >
          {S.score.table}
        </button>
      )}
    </div>
  )
}

/** A point without a score breaks the line: what was not computed is not drawn. */
function Line({ points }: { points: readonly Point[] }) {
  const times = points.map((point) => instant(point.day).getTime())
  const first = times[0] ?? 0
  const span = (times.at(-1) ?? 0) - first || 1
  const x = (at: number) => 4 + ((at - first) / span) * (WIDTH - 8)
  const y = (score: number) => HEIGHT - 4 - (score / 100) * (HEIGHT - 8)
  const steps = points.map((point, at) => {
    if (!known(point)) return ''
    const before = points[at - 1]
    const pen = before && known(before) ? 'L' : 'M'
    return `${pen}${x(times[at] ?? first).toFixed(1)} ${y(point.score).toFixed(1)}`
  })
  const last = points.findLastIndex(known)
  const end = points[last]
  return (
    <svg
      width="100%"
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={S.score.line(points.length)}
    >
      <path d={steps.join('')} fill="none" stroke={tokens.colorBrandStroke1} strokeWidth="2" />
      {end && known(end) && (
        <circle
          cx={x(times[last] ?? first)}
          cy={y(end.score)}
          r="3"
          fill={tokens.colorBrandStroke1}
        />
      )}
    </svg>
  )
}

function Points({ points }: { points: readonly Point[] }) {
  const styles = useStyles()
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th>{S.score.at}</th>
          <th>{S.score.value}</th>
          <th>{S.score.lowest}</th>
        </tr>
      </thead>
      <tbody>
        {points.map((point) => (
          <tr key={point.day}>
            <td>{day(point.day)}</td>
            <td>{point.score === null ? NONE : percentExact(point.score)}</td>
            <td>{point.low === null ? NONE : percentExact(point.low)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
