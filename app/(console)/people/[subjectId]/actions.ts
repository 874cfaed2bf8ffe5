'use server'

import { serverAction } from '@/lib/actions/action'
import { disableSubject } from '@/lib/services/subjects/disable'
import { enableSubject } from '@/lib/services/subjects/enable'

/** Refuses everything of a person until they are enabled again. */
export async function disable(input: Parameters<typeof disableSubject>[1]) {
  return disabling(input)
}

/** Lets what has not ended meanwhile be used again. */
export async function enable(input: Parameters<typeof enableSubject>[1]) {
  return enabling(input)
}

const disabling = serverAction(disableSubject)
const enabling = serverAction(enableSubject)
