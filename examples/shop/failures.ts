import type { ErrorRequestHandler, Request, Response } from 'express'
import { AssayUnavailable } from '../../clients/node/errors'
import type { Refusal } from '../../clients/node/guard'
import { errorPage } from './pages'
import { signedOutWords } from './signed-out-words'
import type { Show } from './site'

const TRY_AGAIN = { href: '/', text: 'Try again' }

/** What the middleware calls instead of letting somebody in; status and headers are set already. */
export function showRefusal(refusal: Refusal, req: Request, res: Response, show: Show): void {
  if (refusal.why === 'missing') res.redirect(303, '/sign-in')
  else if (refusal.why === 'unavailable') showPause(refusal.requestId, req, res, show)
  else showSignedOut(refusal, req, res, show)
}

/** Assay says what happened, in the language of the browser; the shop adds what only it knows, the cart. */
function showSignedOut({ guidance, requestId }: Refusal, req: Request, res: Response, show: Show): void {
  const language = guidance?.language ?? 'en'
  const { title, plain, cart, signIn, ...labels } = signedOutWords(language)
  const page = errorPage({
    title,
    words: [guidance?.text ?? plain, cart],
    reference: requestId,
    way: { href: '/sign-in', text: signIn },
    help: guidance?.helpUrl ?? null,
    report: guidance?.reportUrl ?? null,
    labels,
  })
  show(req, res, title, page, language)
}

function showPause(reference: string | null, req: Request, res: Response, show: Show): void {
  const words = ['We cannot check who you are at the moment. Nothing is lost: please try again.']
  show(req, res, 'One moment', errorPage({ title: 'One moment', words, reference, way: TRY_AGAIN }))
}

/** The last handler: whatever a route threw. */
export function showDefect(show: Show): ErrorRequestHandler {
  return (error, req, res, next) => {
    if (res.headersSent) return next(error)
    if (error instanceof AssayUnavailable) return showPause(error.requestId, req, res.status(503), show)
    console.error(error)
    const words = ['That did not work, and it is our fault.']
    return show(req, res.status(500), 'Our fault', errorPage({ title: 'Our fault', words, way: TRY_AGAIN }))
  }
}
