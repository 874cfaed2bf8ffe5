import express, { type Express, type Request, type Response, Router } from 'express'
import type { Assay } from '../../clients/node/assay'
import { wallClock } from '../../clients/node/clock'
import { assayExpress, verdictOf } from '../../clients/node/express'
import type { Refusal } from '../../clients/node/guard'
import { accountRoutes } from './account'
import { productOf } from './catalog'
import { CUSTOMERS, type Customer } from './customers'
import { showDefect, showRefusal } from './failures'
import { ordersApi } from './orders-api'
import { cartPage, notFoundPage, productsPage } from './pages'
import { signInRoutes } from './sign-in'
import { createShow, headers, ownOrigin, type Show } from './site'
import { Store } from './store'
import { STYLE } from './style'

export interface ShopOptions {
  readonly assay: Assay
  readonly name?: string | undefined
  /** Names the cookie, so that two shops on one host do not take each other's. */
  readonly slug?: string | undefined
  readonly customers?: readonly Customer[] | undefined
  /** Proxies before the shop; 0 unless told. */
  readonly trustedProxies?: number | undefined
  /** Epoch milliseconds, for the age of carts. */
  readonly clock?: (() => number) | undefined
}

/** A shop whose sessions and API keys live in Assay: it keeps no session itself and stores no token. */
export function createShop(options: ShopOptions): Express {
  const { assay, name = 'Storefront', slug = 'shop', customers = CUSTOMERS, trustedProxies = 0 } = options
  const cookieName = `${slug}.session`
  const store = new Store(options.clock ?? wallClock)
  const show = createShow(name, store)
  const onRefused = (refusal: Refusal, req: Request, res: Response) => showRefusal(refusal, req, res, show)

  const app = express().disable('x-powered-by')
  app.use('/api/orders', ordersApi(assay, store, trustedProxies))
  app.use(headers, ownOrigin, express.urlencoded({ limit: '4kb' }))
  app.get('/style.css', (_req, res) => {
    res.type('css').send(STYLE)
  })
  app.use('/sign-in', signInRoutes({ assay, show, customers, cookieName, trustedProxies }))

  // Everything below needs a session that Assay calls active at this very moment.
  app.use(assayExpress(assay, { kind: 'session', from: 'cookie', cookieName, trustedProxies, onRefused }))
  app.use(buyingRoutes(store, show))
  app.use('/account', accountRoutes(assay, store, show))
  app.post('/sign-out', async (req, res) => {
    await assay.revoke(verdictOf(req).credential.id, { cause: 'logged_out' })
    res.clearCookie(cookieName).redirect(303, '/sign-in')
  })
  app.use((req, res) => show(req, res.status(404), 'Not here', notFoundPage()))
  app.use(showDefect(show))
  return app
}

function buyingRoutes(store: Store, show: Show): Router {
  const router = Router()
  const customerOf = (req: Request) => verdictOf(req).subject.externalId

  router.get('/', (req, res) => show(req, res, 'Products', productsPage()))

  router.get('/cart', (req, res) => show(req, res, 'Cart', cartPage(store.linesOf(customerOf(req)))))

  router.post('/cart', (req, res) => {
    const product = productOf(req.body?.product)
    if (product !== undefined) store.addToCart(customerOf(req), product)
    res.redirect(303, '/cart')
  })

  router.post('/orders', (req, res) => {
    store.checkOut(customerOf(req))
    res.redirect(303, '/account')
  })

  return router
}

export interface RunningShop {
  readonly url: string
  close(): Promise<void>
}

/** Serves a shop on this machine; port 0 takes a free one. Rejects when the port is taken. */
export function startShop({ port, ...options }: ShopOptions & { readonly port: number }): Promise<RunningShop> {
  return new Promise((resolve, reject) => {
    const server = createShop(options).listen(port, '127.0.0.1', (error) => {
      if (error !== undefined) return reject(error)
      const address = server.address()
      const bound = typeof address === 'object' && address !== null ? address.port : port
      return resolve({ url: `http://127.0.0.1:${bound}`, close })
    })
    function close(): Promise<void> {
      server.closeAllConnections()
      return new Promise((closed) => server.close(() => closed()))
    }
  })
}
