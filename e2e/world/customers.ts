import { randomBytes } from 'node:crypto'
import { type Assay, createAssay } from '@/clients/node/assay'
import type { World } from './state'
import { noteTokens } from './tokens'

/** The data plane, as Storefront calls it; or another application, by its key. */
export function dataPlane({ apiUrl, serviceKey }: Pick<World, 'apiUrl' | 'serviceKey'>): Assay {
  return createAssay({ url: apiUrl, key: serviceKey, timeoutMilliseconds: 20_000 })
}

/** Sessions of somebody new, whose name nobody else begins with. */
export async function signedIn(assay: Assay, count: number, ip = '203.0.113.41') {
  const id = randomBytes(5).toString('hex')
  const subject = { externalId: `laptop-${id}`, name: `Zora ${id}`, email: `zora.${id}@example.com` }
  const issued = await Promise.all(
    Array.from({ length: count }, () =>
      assay.issueSession({ subject, context: { ip, userAgent: 'Mozilla/5.0 (Macintosh)' } }),
    ),
  )
  for (const { token } of issued) noteTokens(token)
  return { ...subject, tokens: issued.map(({ token }) => token), ids: issued.map(({ credential }) => credential.id) }
}
