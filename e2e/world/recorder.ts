import type { BrowserContext, Request, Response } from '@playwright/test'

/** Everything a window sent and received. */
export interface Traffic {
  readonly sent: { readonly what: string; readonly text: string; readonly action: boolean }[]
  readonly received: { readonly what: string; readonly text: string }[]
}

/** Records every outgoing byte (address, headers, body) and every body that comes back, of all pages of a context, until `settled`. */
export function recordTraffic(context: BrowserContext): { traffic: Traffic; settled: () => Promise<void> } {
  const traffic: Traffic = { sent: [], received: [] }
  const reading: Promise<void>[] = []
  const onRequest = (request: Request) => void reading.push(recordRequest(request, traffic))
  const onResponse = (response: Response) => void reading.push(recordResponse(response, traffic))
  context.on('request', onRequest)
  context.on('response', onResponse)
  const settled = async () => {
    context.off('request', onRequest)
    context.off('response', onResponse)
    await Promise.all(reading)
  }
  return { traffic, settled }
}

async function recordRequest(request: Request, { sent }: Traffic): Promise<void> {
  const what = `${request.method()} ${request.url()}`
  const body = request.postDataBuffer()?.toString('latin1')
  sent.push({ what, text: `${request.url()}\n${decoded(request.url())}`, action: false })
  // What was given up before it was sent has only the headers the page asked for.
  const headers = await request.allHeaders().catch(() => request.headers())
  sent.push({ what: `headers of ${what}`, text: JSON.stringify(headers), action: false })
  const action = request.method() === 'POST' && headers['next-action'] !== undefined
  if (body !== undefined) sent.push({ what: `body of ${what}`, text: body, action })
}

async function recordResponse(response: Response, { received }: Traffic): Promise<void> {
  // A redirect has no body, and the browser lets go of what it has navigated away from.
  const body = await response.body().catch(() => Buffer.alloc(0))
  const what = `${response.request().method()} ${response.url()}`
  received.push({ what: `answer to ${what}`, text: body.toString('latin1') })
  received.push({ what: `headers of the answer to ${what}`, text: JSON.stringify(response.headers()) })
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url)
  } catch {
    return url
  }
}
