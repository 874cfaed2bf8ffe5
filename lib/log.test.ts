import { expect, test } from 'vitest'
import { createLog, NOBODY_KNOWN } from './log'

function written(write: (log: ReturnType<typeof createLog>) => void): Record<string, unknown>[] {
  const lines: string[] = []
  const log = createLog((text) => lines.push(text))
  write(log)
  log.flush()
  return lines
    .join('')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
}

test('a denial says who was refused what, by ids alone, when and under which request', () => {
  const denial = { actorType: 'operator', actorId: '0199', permission: 'policies.change' }
  expect(written((log) => log.denial(denial, 'req_1'))).toEqual([
    {
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      event: 'denial',
      request_id: 'req_1',
      actor_type: 'operator',
      actor_id: '0199',
      permission: 'policies.change',
    },
  ])
})

test('a request from elsewhere is a denial of nobody known', () => {
  expect(written((log) => log.denial(NOBODY_KNOWN, 'req_1'))).toMatchObject([{ event: 'denial', actor_id: null }])
})

test('whatever is in an entry, it stays one line', () => {
  const nasty = 'GET\n{"event":"forged"}\r\u2028\u001b[31m'
  const entry = { method: nasty, route: nasty, status: 200, ms: 1, request_id: nasty, application: nasty }
  expect(written((log) => log.request(entry))).toMatchObject([{ event: 'request', route: nasty }])
})
