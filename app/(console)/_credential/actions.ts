'use server'

import { serverAction } from '@/lib/actions/action'
import { resumeCredential } from '@/lib/services/credentials/resume'
import { revokeCredentials } from '@/lib/services/credentials/revoke'
import { suspendCredential } from '@/lib/services/credentials/suspend'

/** Ends credentials with a cause and a note; each of them is answered for. */
export async function revoke(input: Parameters<typeof revokeCredentials>[1]) {
  return revoking(input)
}

/** Suspends one credential, until an instant or until somebody resumes it. */
export async function suspend(input: Parameters<typeof suspendCredential>[1]) {
  return suspending(input)
}

/** Lets one suspended credential be used again. */
export async function resume(input: Parameters<typeof resumeCredential>[1]) {
  return resuming(input)
}

const revoking = serverAction(revokeCredentials)
const suspending = serverAction(suspendCredential)
const resuming = serverAction(resumeCredential)
