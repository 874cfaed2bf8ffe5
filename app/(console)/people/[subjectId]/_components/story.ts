import { actWords } from '@/lib/locale/en/acts'
import { REASON_TEXTS } from '@/lib/locale/en/reasons'
import type { PersonStory } from '@/lib/queries/people'
import type { Context } from '@/lib/services/context'
import { readPerson } from '@/lib/services/subjects/read-person'
import { toRow } from '../../../_credential/rows'

/** A person with everything of theirs, worded on the server. Errors: `not_found`. */
export async function readPersonStory(context: Context, subjectId: string): Promise<PersonStory> {
  const person = await readPerson(context, { subjectId })
  return {
    ...person,
    credentials: person.credentials.map(toRow),
    refusals: person.refusals.map((refusal) => ({ ...refusal, word: REASON_TEXTS[refusal.reason].word })),
    acts: person.acts.map((act) => ({ ...act, words: actWords(act.action) })),
  }
}
