import { expect, test } from 'vitest'
import { authorize } from './authorize'
import type { OperatorActor } from './context'
import { ServiceError } from './errors'

const SUPPORT: OperatorActor = {
  type: 'operator',
  id: '0199',
  subjectId: '0200',
  name: 'Sam Lee',
  email: 'sam@example.org',
  bindings: [{ role: 'support', applicationId: null }],
  sessionId: '0201',
  authenticatedAt: 0,
}

test('who is refused what is known to the log, without a name', () => {
  const refused = () => authorize(SUPPORT, 'policies.change')
  expect(refused).toThrow(ServiceError)
  try {
    refused()
  } catch (error) {
    expect(error instanceof ServiceError && error.denial).toEqual({
      actorType: 'operator',
      actorId: '0199',
      permission: 'policies.change',
    })
  }
})
