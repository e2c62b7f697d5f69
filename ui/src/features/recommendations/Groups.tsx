import { Button, makeStyles } from '@fluentui/react-components'

import { S } from '../../lib/strings'
import { GROUPS } from './search'
import { useAsked } from './useAsked'

const useStyles = makeStyles({
  groups: { display: 'inline-flex', border: 'none', padding: 0, margin: 0, minWidth: 0 },
})

const GROUP_NAMES = { flat: S.list.flat, title: S.list.byTitle, resource: S.list.byResource }

/** Flat, by title, by resource. */
export function Groups() {
  const styles = useStyles()
  const { asked, ask } = useAsked()
  return (
    <fieldset className={styles.groups} aria-label={S.list.groups}>
      {GROUPS.map((group) => (
        <Button
          key={group}
          size="small"
          appearance={asked.group === group ? 'primary' : 'secondary'}
          aria-pressed={asked.group === group}
          onClick={() => ask({ group: group === 'flat' ? undefined : group, sort: undefined })}
        >
          {GROUP_NAMES[group]}
        </Button>
      ))}
    </fieldset>
  )
}
