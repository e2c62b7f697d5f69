import { makeStyles, tokens } from '@fluentui/react-components'

import { ButtonLink } from '../components/Links'
import { Unknown } from '../components/Unknown'
import type { Status } from '../lib/api'
import { count } from '../lib/format'
import { S } from '../lib/strings'

const useStyles = makeStyles({
  scan: { color: tokens.colorNeutralForeground2, whiteSpace: 'nowrap', marginRight: '8px' },
  words: { '@media (max-width: 999.98px)': { display: 'none' } },
})

/** What no page may hide: gaps in coverage, and a scan that is going on. */
export function Notices({ status }: { status: Status | undefined }) {
  const styles = useStyles()
  if (!status) return null
  const words = S.bar.gaps(status.gaps)
  return (
    <>
      {status.scan && (
        <span className={styles.scan} role="status">
          {S.bar.scanning(status.scan.done, status.scan.total)}
        </span>
      )}
      {status.gaps > 0 && (
        <ButtonLink to="/coverage" appearance="subtle" aria-label={words} title={words}>
          <Unknown>
            {count(status.gaps)} <span className={styles.words}>{S.bar.gapsWord}</span>
          </Unknown>
        </ButtonLink>
      )}
    </>
  )
}
