import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
} from '@fluentui/react-components'

import { S } from '../../lib/strings'

const useStyles = makeStyles({
  list: { display: 'grid', gridTemplateColumns: 'auto 1fr', gap: '8px 16px', margin: '12px 0 0' },
  pair: { display: 'contents' },
  name: { fontWeight: 600 },
  value: { margin: 0 },
})

/** How a level comes about, in numbers. */
export function HowRisk({ onClose }: { onClose: () => void }) {
  const styles = useStyles()
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{S.cards.how}</DialogTitle>
          <DialogContent>
            {S.cards.howText}
            <dl className={styles.list}>
              {S.cards.rows.map(([name, value]) => (
                <div key={name} className={styles.pair}>
                  <dt className={styles.name}>{name}</dt>
                  <dd className={styles.value}>{value}</dd>
                </div>
              ))}
            </dl>
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={onClose}>
              {S.keys.close}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
