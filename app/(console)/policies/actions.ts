'use server'

import { serverAction } from '@/lib/actions/action'
import { routes } from '@/lib/routes'
import { changePolicy } from '@/lib/services/policies/change'
import { createPolicy } from '@/lib/services/policies/create'

/** Puts a new version of a policy in force. */
export async function change(input: Parameters<typeof changePolicy>[1]) {
  return changing(input)
}

/** Gives an application a rule of its own for one kind. */
export async function create(input: Parameters<typeof createPolicy>[1]) {
  return creating(input)
}

const changing = serverAction(changePolicy, {
  revalidate: ({ policyId }) => [routes.policy(policyId), routes.policies()],
})
const creating = serverAction(createPolicy)
