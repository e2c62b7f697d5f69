import { Button, Input, makeStyles, Select, tokens } from '@fluentui/react-components'
import { KeyboardRegular, SearchRegular, WeatherMoonRegular } from '@fluentui/react-icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useMatchRoute, useNavigate, useSearch } from '@tanstack/react-router'
import type { FormEvent } from 'react'

import { LazyMenu } from '../components/LazyMenu'
import { At } from '../components/Time'
import { type Status, statusQuery } from '../lib/api'
import { list, text } from '../lib/search'
import { S } from '../lib/strings'
import { chooseTheme, THEME_CHOICES, type ThemeChoice, useThemeChoice } from '../lib/theme'
import { Notices } from './Notices'

const NARROW = '@media (max-width: 639.98px)'

const useStyles = makeStyles({
  bar: {
    gridColumn: '1 / -1',
    position: 'sticky',
    top: 0,
    zIndex: 2,
    boxSizing: 'border-box',
    minHeight: '52px',
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    padding: '8px 16px',
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    [NARROW]: { position: 'static', flexWrap: 'wrap', padding: '8px 12px' },
  },
  logo: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '8px',
    fontWeight: 700,
    fontSize: tokens.fontSizeBase400,
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  scope: { width: '190px', [NARROW]: { order: 2, width: 'auto', flexGrow: 1, minWidth: 0 } },
  time: {
    color: tokens.colorNeutralForeground2,
    whiteSpace: 'nowrap',
    fontSize: tokens.fontSizeBase200,
    [NARROW]: { order: 3 },
  },
  search: {
    flexGrow: 1,
    maxWidth: '420px',
    [NARROW]: { order: 4, flexBasis: '100%', maxWidth: 'none' },
  },
  input: { width: '100%' },
  gap: { flexGrow: 1, [NARROW]: { order: 0 } },
  actions: { display: 'inline-flex', alignItems: 'center', [NARROW]: { order: 1 } },
})

/** Scope, time, search and notices: they hold for every page. */
export function TopBar({ onKeys }: { onKeys: () => void }) {
  const styles = useStyles()
  const { data } = useQuery(statusQuery)
  const choice = useThemeChoice()
  return (
    <header className={styles.bar}>
      <Link to="/" className={styles.logo}>
        <img src="/favicon.svg" width="24" height="24" alt="" />
        {S.product}
      </Link>
      <Scope
        className={styles.scope}
        accounts={data?.accounts.filter((each) => each.account) ?? NO_ACCOUNTS}
      />
      <span className={styles.time}>
        {S.bar.asOf} {data && !data.snapshot ? S.bar.never : <At at={data?.snapshot?.began_at} />}
      </span>
      <Search className={styles.search} />
      <span className={styles.gap} />
      <span className={styles.actions}>
        <Notices status={data} />
        <Button
          appearance="subtle"
          icon={<KeyboardRegular />}
          aria-label={S.bar.keys}
          title={S.bar.keys}
          onClick={onKeys}
        />
        <LazyMenu
          label={S.bar.theme}
          icon={<WeatherMoonRegular />}
          appearance="subtle"
          mode="radio"
          entries={THEME_CHOICES.map((value) => ({ value, label: S.theme[value] }))}
          selected={[choice]}
          onSelect={([value]) => chooseTheme(value as ThemeChoice)}
        />
      </span>
    </header>
  )
}

type Accounts = Status['accounts']
const NO_ACCOUNTS: Accounts = []

function Scope({ className, accounts }: { className: string; accounts: Accounts }) {
  const navigate = useNavigate()
  const search = useSearch({ strict: false })
  const chosen = list(search.account)
  const environments = [...new Set(accounts.map((each) => each.environment))]
  const onChange = (account: string) =>
    navigate({
      to: '.',
      search: (old) => ({
        ...old,
        account: account || undefined,
        after: undefined,
        page: undefined,
      }),
    })
  return (
    <Select
      className={className}
      aria-label={S.bar.scope}
      value={chosen[0] ?? ''}
      onChange={(_, data) => onChange(data.value)}
    >
      <option value="">{S.bar.everything}</option>
      {chosen[0] && !accounts.some((each) => each.account === chosen[0]) && (
        <option value={chosen[0]}>{chosen[0]}</option>
      )}
      {environments.map((environment) => (
        <optgroup key={environment} label={environment}>
          {accounts
            .filter((each) => each.environment === environment)
            .map((each) => (
              <option key={each.account} value={each.account}>
                {each.account}
              </option>
            ))}
        </optgroup>
      ))}
    </Select>
  )
}

function Search({ className }: { className: string }) {
  const styles = useStyles()
  const navigate = useNavigate()
  const search = useSearch({ strict: false })
  // On the query page `q` is KQL.
  const q = useMatchRoute()({ to: '/recommendations' }) ? (text(search.q) ?? '') : ''
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const sought = String(new FormData(event.currentTarget).get('q') ?? '').trim()
    navigate({ to: '/recommendations', search: { q: sought || undefined } })
  }
  return (
    <search className={className}>
      <form onSubmit={submit}>
        <Input
          key={q}
          id="search"
          name="q"
          className={styles.input}
          type="search"
          aria-label={S.bar.search}
          placeholder={S.bar.search}
          contentBefore={<SearchRegular aria-hidden="true" />}
          defaultValue={q}
        />
      </form>
    </search>
  )
}
