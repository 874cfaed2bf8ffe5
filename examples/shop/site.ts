import type { Request, RequestHandler, Response } from 'express'
import type { Html } from './html'
import { page } from './pages'
import type { Store } from './store'

/** Sends a page in the shop's frame, with the navigation of whoever is signed in. */
export type Show = (req: Request, res: Response, title: string, main: Html, language?: string) => void

export function createShow(name: string, store: Store): Show {
  return (req, res, title, main, language = 'en') => {
    const subject = req.assay?.subject
    const cartSize = store.linesOf(subject?.externalId ?? '').reduce((sum, { quantity }) => sum + quantity, 0)
    const visitor = subject === undefined ? null : { name: subject.name ?? subject.externalId, cartSize }
    res.send(page({ shop: name, title, visitor, main, language }))
  }
}

export const headers: RequestHandler = (_req, res, next) => {
  res.set({
    'cache-control': 'no-store',
    'content-security-policy':
      "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
  })
  next()
}

/** Browsers name the origin of every POST; a form on another site is turned away (SameSite=Lax is the second lock). */
export const ownOrigin: RequestHandler = (req, res, next) => {
  const { origin, host } = req.headers
  const foreign = req.method !== 'GET' && origin !== undefined && !origin.endsWith(`//${host}`)
  if (foreign) res.status(403).type('text').send('This form belongs to another site.')
  else next()
}
