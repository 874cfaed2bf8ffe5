'use server'

import { serverAction } from '@/lib/actions/action'
import { issueKey } from '@/lib/services/keys/issue'
import { rotateKey } from '@/lib/services/keys/rotate'

/** Creates a key. Its secret is in this answer and nowhere else. */
export async function create(input: Parameters<typeof issueKey>[1]) {
  return issuing(input)
}

/** Gives a key a successor. The new secret is in this answer and nowhere else. */
export async function rotate(input: Parameters<typeof rotateKey>[1]) {
  return rotating(input)
}

const issuing = serverAction(issueKey)
const rotating = serverAction(rotateKey)
