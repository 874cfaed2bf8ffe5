'use server'

import { serverAction } from '@/lib/actions/action'
import { assignCase } from '@/lib/services/cases/assign'
import { joinEvidence } from '@/lib/services/cases/join-evidence'
import { openCase } from '@/lib/services/cases/open'
import { reopenCase } from '@/lib/services/cases/reopen'
import { resolveCase } from '@/lib/services/cases/resolve'
import { writeNote } from '@/lib/services/cases/write-note'

/** Opens a case from what somebody reported. */
export async function open(input: Parameters<typeof openCase>[1]) {
  return opening(input)
}

/** Joins an explanation, refusal, credential or audit entry to a case. */
export async function join(input: Parameters<typeof joinEvidence>[1]) {
  return joining(input)
}

/** Writes a note, or the next version of one. */
export async function note(input: Parameters<typeof writeNote>[1]) {
  return noting(input)
}

/** Gives a case to an operator, or to nobody. */
export async function assign(input: Parameters<typeof assignCase>[1]) {
  return assigning(input)
}

/** Closes a case with why it happened and what was answered. */
export async function resolve(input: Parameters<typeof resolveCase>[1]) {
  return resolving(input)
}

/** Opens a resolved case again. */
export async function reopen(input: Parameters<typeof reopenCase>[1]) {
  return reopening(input)
}

const opening = serverAction(openCase)
const joining = serverAction(joinEvidence)
const noting = serverAction(writeNote)
const assigning = serverAction(assignCase)
const resolving = serverAction(resolveCase)
const reopening = serverAction(reopenCase)
