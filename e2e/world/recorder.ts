import type { BrowserContext, Request, Response } from '@playwright/test'

/** Everything a window sent and received. */
export interface Traffic {
  readonly sent: { readonly what: string; readonly text: string; readonly action: boolean }[]
  readonly received: { readonly what: string; readonly text: string }[]
}

/** Records every outgoing byte (address, headers, body) and every body that comes back, of all pages of a context. */
export function recordTraffic(context: BrowserContext): { traffic: Traffic; settled: () => Promise<void> } {
  const traffic: Traffic = { sent: [], received: [] }
  const reading: Promise<void>[] = []
  context.on('request', (request) => void reading.push(recordRequest(request, traffic)))
  context.on('response', (response) => void reading.push(recordResponse(response, traffic)))
  return { traffic, settled: async () => void (await Promise.all(reading)) }
}

async function recordRequest(request: Request, { sent }: Traffic): Promise<void> {
  const what = `${request.method()} ${request.url()}`
  const headers = await request.allHeaders()
  const action = request.method() === 'POST' && headers['next-action'] !== undefined
  sent.push({ what, text: `${request.url()}\n${decoded(request.url())}`, action: false })
  // The session cookie is the operator's own token; what is pasted must not join it.
  sent.push({ what: `headers of ${what}`, text: JSON.stringify(headers), action: false })
  const body = request.postDataBuffer()?.toString('latin1')
  if (body !== undefined) sent.push({ what: `body of ${what}`, text: body, action })
}

async function recordResponse(response: Response, { received }: Traffic): Promise<void> {
  // A redirect has no body, and the browser lets go of what it has navigated away from.
  const body = await response.body().catch(() => Buffer.alloc(0))
  received.push({ what: `answer to ${response.request().method()} ${response.url()}`, text: body.toString('latin1') })
  received.push({ what: `headers from ${response.url()}`, text: JSON.stringify(await response.allHeaders()) })
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url)
  } catch {
    return url
  }
}
