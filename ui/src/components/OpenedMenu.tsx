import {
  Button,
  Menu,
  MenuItem,
  MenuItemCheckbox,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  tokens,
} from '@fluentui/react-components'

import { count } from '../lib/format'
import { type Entry, type MenuProps, triggerLook } from './LazyMenu'

const useStyles = makeStyles({
  popover: { maxHeight: '60vh', overflowY: 'auto', maxWidth: 'min(420px, 92vw)' },
  row: { display: 'flex', justifyContent: 'space-between', gap: '24px' },
  count: { color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums' },
})

/** The menu behind `LazyMenu`: it opens as it arrives. */
export function OpenedMenu(props: MenuProps) {
  const styles = useStyles()
  const { mode, entries, selected = [], onSelect } = props
  return (
    <Menu
      defaultOpen
      persistOnItemClick={mode === 'check'}
      checkedValues={{ it: [...selected] }}
      onCheckedValueChange={(_, data) => onSelect(data.checkedItems)}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button {...triggerLook(props)} />
      </MenuTrigger>
      <MenuPopover className={styles.popover}>
        <MenuList>
          {entries.map((entry) => (
            <Item key={entry.value} mode={mode} entry={entry} onSelect={onSelect} />
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}

type ItemProps = Pick<MenuProps, 'mode' | 'onSelect'> & { entry: Entry }

function Item({ mode, entry, onSelect }: ItemProps) {
  const styles = useStyles()
  const content = (
    <span className={styles.row}>
      <span>{entry.label}</span>
      {entry.count !== undefined && <span className={styles.count}>{count(entry.count)}</span>}
    </span>
  )
  if (mode === 'action') {
    return <MenuItem onClick={() => onSelect([entry.value])}>{content}</MenuItem>
  }
  const Kind = mode === 'check' ? MenuItemCheckbox : MenuItemRadio
  return (
    <Kind name="it" value={entry.value}>
      {content}
    </Kind>
  )
}
