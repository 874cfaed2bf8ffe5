import { type Request, type Response, Router } from 'express'
import type { Assay } from '../../clients/node/assay'
import { contextOf, verdictOf } from '../../clients/node/express'
import type { Credential } from '../../clients/node/types'
import { accountPage, newKeyPage } from './pages'
import type { Show } from './site'
import type { Store } from './store'

const SCOPES = ['orders:read', 'orders:write']

/** A customer sees, makes and rotates their own keys. Expects to stand behind the session middleware. */
export function accountRoutes(assay: Assay, store: Store, show: Show): Router {
  const router = Router()

  router.get('/', async (req, res) => {
    const { externalId, email } = verdictOf(req).subject
    show(req, res, 'Account', accountPage(email ?? '', store.ordersOf(externalId), await keysOf(assay, externalId)))
  })

  router.post('/keys', async (req, res) => {
    const { externalId } = verdictOf(req).subject
    const name =
      String(req.body?.name ?? '')
        .trim()
        .slice(0, 80) || 'Unnamed'
    const scopes = [req.body?.scopes ?? []].flat().filter((scope) => SCOPES.includes(scope))
    const issued = await assay.issueKey({ subject: { externalId }, name, scopes, context: contextOf(req) })
    showOnce(req, res, name, issued.token, null)
  })

  router.post('/keys/:id/rotate', async (req, res) => {
    const { externalId } = verdictOf(req).subject
    const key = (await keysOf(assay, externalId)).find(({ id }) => id === req.params.id)
    if (key === undefined) return res.redirect(303, '/account')
    const { token, supersedes } = await assay.rotateKey(key.id)
    return showOnce(req, res, key.name ?? key.id, token, supersedes.overlapUntil)
  })

  function showOnce(req: Request, res: Response, name: string, token: string, overlapUntil: string | null): void {
    show(req, res.status(201), 'Your new key', newKeyPage(name, token, overlapUntil))
  }

  return router
}

/** Keys that still work. Asking by customer is what keeps one customer from rotating the key of another. */
async function keysOf(assay: Assay, customer: string): Promise<readonly Credential[]> {
  const keys: Credential[] = []
  let cursor: string | undefined
  do {
    const page = await assay.listCredentials(customer, { cursor })
    keys.push(...page.credentials.filter(({ kind, ended }) => kind === 'api_key' && ended === null))
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  return keys
}
