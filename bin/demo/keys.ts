import { HOUR, type Instant, MINUTE } from '@/lib/core/instant'
import type { Acts, KeyPlan } from './acts'
import { keepCalling, type Stage } from './lives'
import type { DemoPerson } from './people'

/** How one program uses its key. */
interface Program {
  readonly owner: DemoPerson
  readonly plan: KeyPlan
  readonly everyMinutes: number
}

const PROGRAMS: readonly Program[] = [
  {
    owner: service('build-agent-7', 'build-agent-7', '198.51.100.200', 'curl/8.9.1'),
    plan: {
      name: 'Deploy pipeline',
      purpose: 'Publishes releases',
      contact: 'platform@example.com',
      tags: ['ci', 'team-platform'],
      scopes: ['orders:read', 'releases:write'],
      service: true,
    },
    everyMinutes: 20,
  },
  {
    owner: service('warehouse', 'Warehouse', '203.0.113.201', 'warehouse-sync/2.3'),
    plan: {
      name: 'Warehouse sync',
      purpose: 'Reads orders to pack',
      contact: 'Warehouse team',
      tags: ['partner'],
      scopes: ['orders:read'],
      allowedAddresses: ['203.0.113.0/24', '2001:db8:17::/48'],
      service: true,
    },
    everyMinutes: 15,
  },
  {
    owner: service('ledger', 'Ledger', '192.0.2.202', 'ledger/11.0'),
    plan: {
      name: 'Ledger export',
      purpose: 'Books every order',
      contact: 'finance@example.com',
      tags: ['finance', 'nightly'],
      scopes: ['orders:read', 'refunds:read'],
      allowedAddresses: ['192.0.2.202'],
      service: true,
    },
    everyMinutes: 45,
  },
  {
    owner: service('status-page', 'Status page', '192.0.2.203', 'curl/8.7.1'),
    plan: { name: 'Status probe', purpose: 'Looks whether the shop answers', scopes: [], service: true },
    everyMinutes: 12,
  },
]

/** The keys of programs: most are simply used, some were rotated, one is tried from a place that is not on its list. */
export function planKeys(storefront: Acts, stage: Stage, from: Instant): void {
  for (const { owner, plan, everyMinutes } of PROGRAMS) {
    stage.timetable.plan(from + 5 * MINUTE, async (at) => {
      const held = await storefront.makeKey(owner, plan)
      keepCalling(stage, held, at, everyMinutes, plan.scopes.slice(0, 1))
      // Somebody tried it at home.
      if (plan.name === 'Ledger export')
        keepCalling(stage, { ...held, person: { ...owner, ip: '198.51.100.77' } }, at, 11 * 60, ['orders:read'])
    })
  }
  planForgottenMachine(storefront, stage, from)
  planOverlap(storefront, stage, from)
}

/** A key that was rotated, and an old machine nobody remembered that still presents the old one. */
function planForgottenMachine(storefront: Acts, stage: Stage, from: Instant): void {
  const owner = service('reports', 'Reports', '198.51.100.210', 'python-requests/2.32.3')
  const forgotten = { ...owner, ip: '198.51.100.211', userAgent: 'python-requests/2.19.1' }
  const scopes = ['orders:read']
  stage.timetable.plan(from + 30 * MINUTE, async (at) => {
    const old = await storefront.makeKey(owner, {
      name: 'Nightly report',
      purpose: 'Counts yesterday',
      contact: 'Reports team',
      tags: ['nightly'],
      scopes,
      service: true,
    })
    keepCalling(stage, { ...old, person: forgotten }, at, 50, scopes)
    stage.timetable.plan(from + 30 * HOUR, async (later) => {
      const fresh = await storefront.rotate(old, 6 * 3_600)
      keepCalling(stage, fresh, later, 25, scopes)
    })
  })
}

/** A key in the middle of its rotation: three of four places have the new one, the last still uses the old. */
function planOverlap(storefront: Acts, stage: Stage, from: Instant): void {
  const owner = service('price-feed', 'Price feed', '203.0.113.40', 'price-feed/3.1')
  const last = { ...owner, ip: '203.0.113.44', userAgent: 'price-feed/2.8' }
  const scopes = ['prices:read']
  stage.timetable.plan(from + 40 * MINUTE, async (at) => {
    const plan = {
      name: 'Price feed',
      purpose: 'Publishes prices to partners',
      tags: ['partner'],
      scopes,
      service: true,
    }
    const old = await storefront.makeKey(owner, { ...plan, contact: 'pricing@example.com' })
    keepCalling(stage, { ...old, person: last }, at, 35, scopes)
    for (let hour = 1; hour < 62; hour += 1)
      stage.timetable.plan(at + hour * HOUR, () => present(storefront, old.token, owner, scopes))
    stage.timetable.plan(from + 62 * HOUR, async (later) => {
      const fresh = await storefront.rotate(old, 7 * 24 * 3_600)
      keepCalling(stage, fresh, later, 9, scopes)
    })
  })
}

async function present(acts: Acts, token: string, from: DemoPerson, scopes: readonly string[]): Promise<void> {
  await acts.present(token, { kind: 'api_key', from, scopes })
}

function service(externalId: string, name: string, ip: string, userAgent: string): DemoPerson {
  return { externalId, name, email: `${externalId}@services.example.com`, ip, country: 'DE', userAgent }
}
