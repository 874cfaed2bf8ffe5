import type { SsoSettings } from '@/lib/services/operators/sso/settings'
import type { saveSettings } from '../actions'

type Input = Parameters<typeof saveSettings>[0]
type Group = Input['groups'][number]

/** A line of the table of groups, with a key of its own while it is edited. */
export interface GroupDraft extends Group {
  readonly key: string
}

/** The settings while they are typed: texts, and the secret only when a new one is given. */
export interface SsoDraft {
  readonly issuer: string
  readonly label: string
  readonly clientId: string
  /** Empty: as it is. */
  readonly clientSecret: string
  readonly scopes: string
  readonly groupsClaim: string
  readonly groups: readonly GroupDraft[]
  readonly defaultRole: Input['defaultRole']
  readonly passwordsAllowed: boolean
  readonly enabled: boolean
}

/** What is set, or what most issuers need where nothing is. */
export function draftOf(settings: SsoSettings | null): SsoDraft {
  if (settings === null) return NEW
  const { scopes, groups, hasSecret: _, defaultRole, ...rest } = settings
  return {
    ...rest,
    clientSecret: '',
    scopes: scopes.filter((scope) => scope !== 'openid').join(' '),
    groups: groups.map((group, index) => ({ ...group, key: String(index) })),
    defaultRole: defaultRole === 'support' || defaultRole === 'auditor' ? defaultRole : null,
  }
}

/** What is sent. */
export function inputOf({ clientSecret, scopes, groups, ...rest }: SsoDraft): Input {
  return {
    ...rest,
    ...(clientSecret !== '' && { clientSecret }),
    scopes: scopes.split(/\s+/).filter(Boolean),
    groups: groups.map(({ name, role, applicationId }) => ({ name, role, applicationId })),
  }
}

const NEW: SsoDraft = {
  issuer: '',
  label: '',
  clientId: '',
  clientSecret: '',
  scopes: 'profile email groups',
  groupsClaim: 'groups',
  groups: [],
  defaultRole: null,
  passwordsAllowed: true,
  enabled: false,
}
