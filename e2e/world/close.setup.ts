import { rmSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { isAlive } from './installation'
import { readWorld } from './state'

test('one signal stops everything', async () => {
  const { processId, home } = readWorld()
  if (isAlive(processId)) process.kill(processId, 'SIGTERM')
  await expect.poll(() => isAlive(processId), { timeout: 30_000 }).toBe(false)
  rmSync(home, { recursive: true, force: true })
})
