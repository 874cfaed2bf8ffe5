import { Router } from 'express'
import type { Assay } from '../../clients/node/assay'
import { contextOf } from '../../clients/node/express'
import { type Customer, signInWith } from './customers'
import { signInPage } from './pages'
import type { Show } from './site'

export interface SignInOptions {
  readonly assay: Assay
  readonly show: Show
  readonly customers: readonly Customer[]
  readonly cookieName: string
  readonly trustedProxies: number
}

export function signInRoutes({ assay, show, customers, cookieName, trustedProxies }: SignInOptions): Router {
  const router = Router()

  router.get('/', (req, res) => show(req, res, 'Sign in', signInPage('', '')))

  router.post('/', async (req, res) => {
    const customer = signInWith(customers, req.body?.mail, req.body?.password)
    if (customer === undefined) {
      const form = signInPage(String(req.body?.mail ?? ''), 'Mail or password is not right.')
      return show(req, res.status(401), 'Sign in', form)
    }
    const subject = { externalId: customer.id, name: customer.name, email: customer.mail }
    const context = contextOf(req, trustedProxies)
    const { token } = await assay.issueSession({ subject, context, authMethod: 'pwd' })
    // No Max-Age: when the session ends is for Assay to say. Lax keeps the cookie out of POSTs from other sites.
    res.cookie(cookieName, token, { httpOnly: true, sameSite: 'lax', secure: req.secure })
    return res.redirect(303, '/')
  })

  return router
}
