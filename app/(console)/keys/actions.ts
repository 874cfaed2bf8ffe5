'use server'

import { serverAction } from '@/lib/actions/action'
import { changeKey } from '@/lib/services/keys/change'
import { endOverlap as endOverlapOf } from '@/lib/services/keys/end-overlap'
import { extendOverlap as extendOverlapOf } from '@/lib/services/keys/extend-overlap'
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

/** Changes what a key is called, where it is accepted from, and takes scopes away; its secret stays. */
export async function change(input: Parameters<typeof changeKey>[1]) {
  return changing(input)
}

/** Refuses the old secret of a rotated key from now on. */
export async function endOverlap(input: Parameters<typeof endOverlapOf>[1]) {
  return endingOverlap(input)
}

/** Lets the old secret of a rotated key be accepted for longer. */
export async function extendOverlap(input: Parameters<typeof extendOverlapOf>[1]) {
  return extendingOverlap(input)
}

const changing = serverAction(changeKey)
const endingOverlap = serverAction(endOverlapOf)
const extendingOverlap = serverAction(extendOverlapOf)
const issuing = serverAction(issueKey)
const rotating = serverAction(rotateKey)
