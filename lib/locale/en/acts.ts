import type { AuditAction, AuditDetails, TargetType } from '@/lib/audit/entry'
import type { Kind } from '@/lib/core/credential'
import type { ActNames, ActText } from './act-text'
import { ACCOUNT_ACTS } from './acts/account'
import { APPLICATION_ACTS } from './acts/applications'
import { BULK_ACTS } from './acts/bulk'
import { CASE_ACTS } from './acts/cases'
import { CONSOLE_ACTS } from './acts/console'
import { CREDENTIAL_ACTS } from './acts/credentials'
import { MAIL_ACTS } from './acts/mail'
import { OPERATOR_ACTS } from './acts/operators'
import { PEOPLE_ACTS } from './acts/people'
import { SSO_ACTS } from './acts/sso'
import { KIND_TEXTS } from './kinds'

/** Everything that can be entered, in words. An action without them does not compile. */
export const ACT_TEXTS: { readonly [A in AuditAction]: ActText<A> } = {
  ...CREDENTIAL_ACTS,
  ...PEOPLE_ACTS,
  ...APPLICATION_ACTS,
  ...CONSOLE_ACTS,
  ...ACCOUNT_ACTS,
  ...SSO_ACTS,
  ...MAIL_ACTS,
  ...OPERATOR_ACTS,
  ...BULK_ACTS,
  ...CASE_ACTS,
}

/** The words of an act as a timeline tells it; an act this version does not know is told by its name. */
export function actWords(action: string): string {
  return isAction(action) ? ACT_TEXTS[action].word : action
}

/** The act as a filter offers it. */
export function actLabel(action: string): string {
  return isAction(action) ? ACT_TEXTS[action].label : action
}

/**
 * What was done, to follow the name of who did it: "revoked the session of Ines Okafor: key compromise". Entries outlive versions:
 * one that this version does not know, or whose detail it cannot read, is told by its name.
 */
export function tellAct(action: string, detail: Readonly<Record<string, unknown>>, names: ActNames): string {
  if (!isAction(action)) return `did “${action}” to ${names.target}`
  try {
    return tell(action, detail, names)
  } catch {
    return `${ACT_TEXTS[action].word}: ${names.target}`
  }
}

interface Named {
  readonly target: { readonly type: TargetType; readonly name: string | null; readonly kind: Kind | null }
  readonly subject: { readonly name: string | null } | null
  readonly application: { readonly name: string } | null
}

/** What stands around an entry, as a sentence names it: "the API key Deploy of build-agent-7". What has no name any more is told by its type. */
export function actNames({ target, subject, application }: Named): ActNames {
  const whose = subject?.name ?? null
  const names = { subject: whose, application: application?.name ?? null }
  return { ...names, target: targetName(target, names) ?? NAMELESS[target.type] }
}

function targetName({ type, name, kind }: Named['target'], names: Omit<ActNames, 'target'>): string | null {
  switch (type) {
    case 'subject':
      return names.subject
    case 'application':
      return names.application
    case 'credential':
      return kind === null ? null : credentialPhrase(kind, name, names.subject)
    case 'policy':
      return name === null ? null : `the policy ${name}`
    default:
      return name
  }
}

function credentialPhrase(kind: Kind, name: string | null, owner: string | null): string {
  const named = kind === 'api_key' && name !== null ? ` ${name}` : ''
  return `the ${KIND_TEXTS[kind].noun}${named}${owner === null ? '' : ` of ${owner}`}`
}

const NAMELESS: Readonly<Record<TargetType, string>> = {
  credential: 'a credential',
  subject: 'somebody',
  application: 'an application',
  policy: 'a policy',
  operator: 'an operator',
  invitation: 'somebody invited',
  act: 'many credentials',
  case: 'a case',
  share_link: 'a link',
  installation: 'the installation',
}

function isAction(action: string): action is AuditAction {
  return Object.hasOwn(ACT_TEXTS, action)
}

// The store keeps what `entry` made of the same action, so the detail is the action's own.
function tell<A extends AuditAction>(action: A, detail: Readonly<Record<string, unknown>>, names: ActNames): string {
  const text: ActText<A> = ACT_TEXTS[action]
  return text.tell(detail as unknown as AuditDetails[A], names)
}
