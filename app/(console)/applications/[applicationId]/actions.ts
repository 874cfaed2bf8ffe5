'use server'

import { serverAction } from '@/lib/actions/action'
import { changeApplication } from '@/lib/services/applications/change'
import { disableApplication } from '@/lib/services/applications/disable'
import { enableApplication } from '@/lib/services/applications/enable'

/** Renames an application, says where its people sign in, and who answers for it. */
export async function change(input: Parameters<typeof changeApplication>[1]) {
  return changing(input)
}

/** Refuses everything of an application until it is enabled again. */
export async function disable(input: Parameters<typeof disableApplication>[1]) {
  return disabling(input)
}

/** Lets what has not ended meanwhile be used again. */
export async function enable(input: Parameters<typeof enableApplication>[1]) {
  return enabling(input)
}

const changing = serverAction(changeApplication)
const disabling = serverAction(disableApplication)
const enabling = serverAction(enableApplication)
