import { ownerName } from '@/components/credential/owner'
import type { FormState } from '@/components/form/form-state'
import type { ActionError } from '@/lib/actions/action'
import { plural } from '@/lib/format/count'
import { KIND_TEXTS } from '@/lib/locale/en/kinds'
import type { CredentialRow } from '@/lib/queries/credentials'

/** "1 session", "3 API keys", "4 credentials" where kinds are mixed. */
export function countWords(credentials: readonly Pick<CredentialRow, 'kind'>[]): string {
  const kinds = new Set(credentials.map(({ kind }) => kind))
  const [kind] = kinds
  if (kind === undefined || kinds.size > 1) return plural(credentials.length, 'credential')
  return plural(credentials.length, KIND_TEXTS[kind].noun, KIND_TEXTS[kind].plural)
}

/** How one is called in a list of results: "Deploy · Ines Okafor · Storefront". */
export function credentialName({ name, subject, application }: CredentialRow): string {
  return [name, ownerName(subject), application.name].filter(Boolean).join(' · ')
}

const NAMED = 3

/** Who is affected: "Ines Okafor, Tomás Rey, Yuki Tanaka and 2 more, in Storefront." */
export function affectedWords(credentials: readonly CredentialRow[]): string {
  const owners = [...new Set(credentials.map(({ subject }) => ownerName(subject)))]
  const applications = [...new Set(credentials.map(({ application }) => application.name))]
  const more = owners.length - NAMED
  const named = owners.slice(0, NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '')
  return `${named}, in ${applications.join(' and ')}.`
}

/** A failed action as a form tells it; where something went wrong here, with the id under which the log has it. */
export function failedState({ code, message, fields, requestId }: ActionError): FormState<never> {
  const quoted = code === 'internal' || code === 'unavailable' || code === 'misconfigured'
  return { status: 'failed', error: { message, code, ...(quoted && { requestId }) }, fields }
}

/** What is wrong with a list, or with one of its items: the verb names that by its place, "scopes.2". */
export function partError(state: FormState<unknown>, name: string): string | undefined {
  const fields = state.status === 'failed' ? Object.entries(state.fields ?? {}) : []
  return fields.find(([field]) => field === name || field.startsWith(`${name}.`))?.[1]
}
