import { json, Router } from 'express'
import type { Assay } from '../../clients/node/assay'
import { assayExpress, verdictOf } from '../../clients/node/express'
import { productOf } from './catalog'
import type { Store } from './store'

/** The API for programs: a key in `Authorization: Bearer`, one scope to read and one to write. */
export function ordersApi(assay: Assay, store: Store, trustedProxies: number): Router {
  const router = Router()
  const needs = (scope: string) =>
    assayExpress(assay, { kind: 'api_key', from: 'bearer', scopes: [scope], realm: 'orders', trustedProxies })

  router.get('/', needs('orders:read'), (req, res) => {
    res.json({ orders: store.ordersOf(verdictOf(req).subject.externalId) })
  })

  router.post('/', needs('orders:write'), json({ limit: '4kb' }), (req, res) => {
    const product = productOf(req.body?.product)
    const quantity: unknown = req.body?.quantity ?? 1
    const whole = typeof quantity === 'number' && Number.isInteger(quantity) && quantity > 0 && quantity <= 99
    if (product === undefined || !whole) {
      res.status(400).type('application/problem+json')
      res.json({ type: 'about:blank', title: 'Name a product and a quantity from 1 to 99', status: 400 })
      return
    }
    res.status(201).json({ order: store.addOrder(verdictOf(req).subject.externalId, product, quantity) })
  })

  return router
}
