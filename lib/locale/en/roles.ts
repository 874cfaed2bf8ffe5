import { bindingsGive, grantOf, type Permission, ROLES, type Role, type RoleBinding } from '@/lib/core/permissions'
import { plural } from '@/lib/format/count'

interface RoleText {
  readonly word: string
  readonly plural: string
  /** What it may do, as a phrase below its name. */
  readonly does: string
}

export const ROLE_TEXTS: Readonly<Record<Role, RoleText>> = {
  owner: { word: 'Owner', plural: 'owners', does: 'Everything, with single sign-on and other owners.' },
  administrator: {
    word: 'Administrator',
    plural: 'administrators',
    does: 'Policies, applications, all credentials, and operators other than owners.',
  },
  operator: {
    word: 'Operator',
    plural: 'operators',
    does: 'On call: ends, suspends and rotates, and sees personal data.',
  },
  support: {
    word: 'Support',
    plural: 'support',
    does: 'Reads and explains, ends nothing. Mail and addresses are masked until revealed with a reason.',
  },
  auditor: {
    word: 'Auditor',
    plural: 'auditors',
    does: 'Reads everything and exports it, changes nothing. Mail and addresses are masked until revealed with a reason.',
  },
}

/** What somebody is, in a word or two: the strongest role, and how far it reaches where that is not everywhere. */
export function rolesInWords(bindings: readonly RoleBinding[]): string {
  const strongest = ROLES.find((role) => bindings.some((each) => each.role === role))
  if (strongest === undefined) return 'No role'
  const { word } = ROLE_TEXTS[strongest]
  const held = bindings.filter(({ role }) => role === strongest)
  if (held.some(({ applicationId }) => applicationId === null)) return word
  return `${word} of ${plural(held.length, 'application')}`
}

/**
 * Why an operator may not do something, as a sentence for its button; undefined when they may. `act` is what those do who may:
 * "end credentials". `applicationId` as for `bindingsGive`.
 */
export function whyNotPermitted(
  bindings: readonly RoleBinding[],
  permission: Permission,
  act: string,
  applicationId?: string | null,
): string | undefined {
  if (bindingsGive(bindings, permission, applicationId)) return undefined
  if (!bindingsGive(bindings, permission)) return `Only ${whoMay(permission)} ${act}.`
  return applicationId === null
    ? 'Your role is for single applications, and this concerns the whole installation.'
    : 'Your role is for other applications.'
}

/** "owners and administrators". */
function whoMay(permission: Permission): string {
  const { roles } = grantOf(permission)
  return CONJUNCTION.format(roles.map((role) => ROLE_TEXTS[role].plural))
}

const CONJUNCTION = new Intl.ListFormat('en-GB', { type: 'conjunction' })
