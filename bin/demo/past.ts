import pg from 'pg'
import { createPool } from '@/db/client'
import { installTestClock, removeTestClock } from '@/db/test-clock'
import { createApi } from '@/lib/api/app'
import { wallClock } from '@/lib/clock'
import { DAY, type Instant } from '@/lib/core/instant'
import { newId } from '@/lib/crypto/id'
import type { Keyring } from '@/lib/crypto/keyring'
import { sealEntries } from '@/lib/services/audit/seal'
import type { Services } from '@/lib/services/context'
import { createServices } from '@/lib/services/create-services'
import { registerKeyring } from '@/lib/services/keyring/register'
import { refineForged } from '@/lib/services/refusals/refine-forged'
import { sweepEnded } from '@/lib/services/sweeps/sweep-ended'
import { createAssay } from '../../clients/node/assay'
import { createActs } from './acts'
import { planCases } from './cases'
import { HISTORY_DAYS, type Legacy, liveHistory } from './history'
import type { Random } from './random'
import { createSetting, type Setting } from './setting'
import type { Timetable } from './timetable'

/** How the applications of the demo reach the data plane: inside this process in the past, over HTTP in the present. */
export interface Line {
  fetch: typeof fetch
  clock: () => Instant
}

export interface Past extends Legacy {
  readonly setting: Setting
}

/** Lives days of history on a fresh database, through the same verbs as ever, and gives the clock back. */
export async function livePast(
  url: string,
  keyring: Keyring,
  apiUrl: string,
  line: Line,
  random: Random,
  shopUrl: string,
): Promise<Past> {
  const owner = createPool({ url, applicationName: 'assay demo', max: 1 })
  // Days of commits in seconds: whatever a crash would take can be lived again. Connections opened from here on follow.
  await setDatabase(owner, url, 'set synchronous_commit = off')
  const pool = createPool({ url, applicationName: 'assay demo', max: 8 })
  const services = createServices(pool, keyring)
  const moved = await installTestClock(owner)
  const now = wallClock()
  let at = now - HISTORY_DAYS * DAY
  const clock = {
    ...moved,
    setInstant(instant: Instant) {
      at = instant
      return moved.setInstant(instant)
    },
  }
  try {
    await clock.setInstant(at)
    await registerKeyring(systemContext(services, at), {})
    const setting = await createSetting(services, at, shopUrl)
    const api = createApi({ services, issuer: apiUrl })
    line.clock = () => at
    line.fetch = async (input, init) => api.fetch(new Request(input, init), { requestAt: Math.round(at) })
    const actsOf = (key: string) =>
      createActs(
        createAssay({ url: apiUrl, key, fetch: (input, init) => line.fetch(input, init), clock: () => line.clock() }),
      )
    const storefront = actsOf(setting.storefrontKey)
    const settle = () => settlePast(services, at)
    const world = {
      storefront,
      helpDesk: actsOf(setting.helpDeskKey),
      slowServer: storefront,
      operators: setting.operators,
      clock,
      random,
      planCases: (timetable: Timetable) => planCases(services, setting.support, timetable, now),
      settle,
    }
    const legacy = await liveHistory(world, now)
    return { ...legacy, setting }
  } finally {
    line.fetch = globalThis.fetch
    line.clock = wallClock
    await pool.end()
    await setDatabase(owner, url, 'reset synchronous_commit')
    await removeTestClock(owner)
    await owner.end()
  }
}

async function setDatabase(owner: pg.Pool, url: string, setting: string): Promise<void> {
  await owner.query(`alter database ${pg.escapeIdentifier(new URL(url).pathname.slice(1))} ${setting}`)
}

async function settlePast(services: Services, at: Instant): Promise<void> {
  await services.telemetry.flush()
  await sweepEnded(systemContext(services, at), {})
  await refineForged(services)
  await sealEntries(services)
}

function systemContext(services: Services, at: Instant) {
  return { services, actor: { type: 'system', name: 'Assay' }, correlationId: newId(at), requestIp: null } as const
}
