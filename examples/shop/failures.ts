import type { ErrorRequestHandler, Request, Response } from 'express'
import { AssayUnavailable } from '../../clients/node/errors'
import type { Refusal } from '../../clients/node/guard'
import { errorPage } from './pages'
import type { Show } from './site'
import { CART_DAYS } from './store'

const TRY_AGAIN = { href: '/', text: 'Try again' }

/** What the middleware calls instead of letting somebody in; status and headers are set already. */
export function showRefusal(refusal: Refusal, req: Request, res: Response, show: Show): void {
  if (refusal.why === 'missing') res.redirect(303, '/sign-in')
  else if (refusal.why === 'unavailable') showPause(refusal.requestId, req, res, show)
  else {
    const words = `Your sign-in is no longer valid. Your cart is kept for ${CART_DAYS} days: sign in and go on.`
    const way = { href: '/sign-in', text: 'Sign in again' }
    show(req, res, 'You are signed out', errorPage('You are signed out', words, refusal.requestId, way))
  }
}

function showPause(reference: string | null, req: Request, res: Response, show: Show): void {
  const words = 'We cannot check who you are at the moment. Nothing is lost: please try again.'
  show(req, res, 'One moment', errorPage('One moment', words, reference, TRY_AGAIN))
}

/** The last handler: whatever a route threw. */
export function showDefect(show: Show): ErrorRequestHandler {
  return (error, req, res, next) => {
    if (res.headersSent) return next(error)
    if (error instanceof AssayUnavailable) return showPause(error.requestId, req, res.status(503), show)
    console.error(error)
    const words = 'That did not work, and it is our fault.'
    return show(req, res.status(500), 'Our fault', errorPage('Our fault', words, null, TRY_AGAIN))
  }
}
