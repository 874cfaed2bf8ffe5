'use server'

import { serverAction } from '@/lib/actions/action'
import { resumeCredential } from '@/lib/services/credentials/resume'

/** Lets one suspended credential be used again. */
export async function resume(input: Parameters<typeof resumeCredential>[1]) {
  return resuming(input)
}

const resuming = serverAction(resumeCredential)
