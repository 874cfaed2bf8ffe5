import { deviceOf } from '@/lib/format/device'
import { actWords } from '@/lib/locale/en/acts'
import { CAUSE_TEXTS } from '@/lib/locale/en/causes'
import { REASON_TEXTS } from '@/lib/locale/en/reasons'
import type { CredentialRow, CredentialRowPage, CredentialStory } from '@/lib/queries/credentials'
import type { Context } from '@/lib/services/context'
import type { CredentialView } from '@/lib/services/credential-view'
import { listCredentials } from '@/lib/services/credentials/list'
import { readCredentialDetail } from '@/lib/services/credentials/read'

/** A page of a list, worded on the server: the browser gets neither the catalogue nor the user agent parser. */
export async function readCredentialRows(
  context: Context,
  input: Parameters<typeof listCredentials>[1],
): Promise<CredentialRowPage> {
  const page = await listCredentials(context, input)
  return { ...page, items: page.items.map(toRow) }
}

/** One credential with its history, worded. Errors: `not_found`. */
export async function readCredentialStory(context: Context, credentialId: string): Promise<CredentialStory> {
  const detail = await readCredentialDetail(context, { credentialId })
  return {
    ...detail,
    credential: toRow(detail.credential),
    refusals: detail.refusals.map((refusal) => ({ ...refusal, word: REASON_TEXTS[refusal.reason].word })),
    acts: detail.acts.map((act) => ({ ...act, words: actWords(act.action) })),
  }
}

/** A view with the words for it. */
export function toRow(view: CredentialView): CredentialRow {
  return {
    ...view,
    device: deviceOf(view.userAgent),
    reasonWord: view.reason === null ? null : REASON_TEXTS[view.reason].word,
    causeWord: view.cause === null ? null : CAUSE_TEXTS[view.cause].label,
  }
}
