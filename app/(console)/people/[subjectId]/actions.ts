'use server'

import { serverAction } from '@/lib/actions/action'
import { disableSubject } from '@/lib/services/subjects/disable'
import { enableSubject } from '@/lib/services/subjects/enable'
import { endAllOfSubject } from '@/lib/services/subjects/end-all'

/** Refuses everything of a person until they are enabled again. */
export async function disable(input: Parameters<typeof disableSubject>[1]) {
  return disabling(input)
}

/** Lets what has not ended meanwhile be used again. */
export async function enable(input: Parameters<typeof enableSubject>[1]) {
  return enabling(input)
}

/** Ends everything a person signed in with up to now, by one cutoff. */
export async function endAll(input: Parameters<typeof endAllOfSubject>[1]) {
  return ending(input)
}

const disabling = serverAction(disableSubject)
const enabling = serverAction(enableSubject)
const ending = serverAction(endAllOfSubject)
