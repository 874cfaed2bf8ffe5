'use server'

import { serverAction } from '@/lib/actions/action'
import { revealSubject } from '@/lib/services/subjects/reveal'

/** Shows the operator one person's mail and network addresses for an hour. */
export async function reveal(input: Parameters<typeof revealSubject>[1]) {
  return revealing(input)
}

const revealing = serverAction(revealSubject)
