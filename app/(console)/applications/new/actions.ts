'use server'

import { serverAction } from '@/lib/actions/action'
import { createApplication } from '@/lib/services/applications/create'

/** Connects an application. The secret of its first service key is in this answer and nowhere else. */
export async function connect(input: Parameters<typeof createApplication>[1]) {
  return connecting(input)
}

const connecting = serverAction(createApplication)
