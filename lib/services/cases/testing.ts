import { startTestApi } from '@/lib/api/testing'
import { revokeCredentials } from '../credentials/revoke'
import { testWorld } from '../testing'
import { openCase } from './open'
import { readCase } from './read'

/** A world with a second application, an operator of each, an auditor, and cases made by support. */
export async function caseWorld() {
  const world = await testWorld()
  const clock = await world.database.movableClock()
  const other = await world.application({ slug: 'desk', name: 'Desk' })
  const api = await startTestApi(world)
  const bySupport = world.support

  /** A refusal with its reference, and whose it was. */
  const refusedRequest = async (): Promise<{ requestId: string; credentialId: string; subjectId: string }> => {
    const { id, token, subject } = await world.session(world.shop)
    await revokeCredentials(world.administrator, { credentialIds: [id] })
    const { json } = await api.call('POST', '/v1/verify', { body: { token, context: { ip: '203.0.113.9' } } })
    await world.services.api.telemetry.flush()
    return { requestId: json.request_id, credentialId: id, subjectId: subject.id }
  }

  const opened = async (changes: Partial<Parameters<typeof openCase>[1]> = {}, by = bySupport) => {
    const outcome = await openCase(by, { who: 'A caller', saw: 'Logged out', applicationId: world.shop.id, ...changes })
    if (!outcome.ok) throw new Error('refused')
    return outcome.value
  }

  return {
    ...{ world, clock, other, api, bySupport, refusedRequest, opened },
    ofDesk: await world.operatorOf(other),
    ofShop: await world.operatorOf(world.shop),
    auditor: world.asOperator(await world.operator('auditor')),
    detail: (caseId: string) => readCase(bySupport, { caseId }),
  }
}

export const explanationOf = (requestId: string) => ({ type: 'explanation', of: { by: 'request', requestId } }) as const

export const RESOLUTION = { rootCause: 'limit_too_short', answer: 'You were signed out.' } as const
