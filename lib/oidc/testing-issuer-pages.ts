import type { IncomingMessage } from 'node:http'

/** The page on which a person signs in at the test issuer. */
export function loginPage(action: string): string {
  return `<!doctype html><html lang="en"><head><title>Test issuer</title></head><body><main><h1>Test issuer</h1>
<form method="post" action="${action}"><label>Account <input name="account" autofocus></label> <button>Continue</button></form></main></body></html>`
}

/** The page that asks whether to sign out at the issuer too; its own one fetches a font from elsewhere. `form` has the id given below. */
export function logoutPage(form: string): string {
  return `<!doctype html><html lang="en"><head><title>Test issuer</title></head><body><main><h1>Sign out?</h1>${form}
<button type="submit" form="op.logoutForm" value="yes" name="logout">Yes, sign me out</button></main></body></html>`
}

export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return new URLSearchParams(Buffer.concat(parts).toString('utf8'))
}

/** A browser of one person: keeps cookies of the issuer and goes through its pages until it is sent elsewhere. */
export function createVisitor() {
  const cookies = new Map<string, string>()
  const go = async (address: URL, init: RequestInit = {}): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(address, { ...init, redirect: 'manual', headers: { ...init.headers, cookie } })
    for (const each of response.headers.getSetCookie()) {
      const [pair = ''] = each.split(';')
      const equals = pair.indexOf('=')
      cookies.set(pair.slice(0, equals), pair.slice(equals + 1))
    }
    return response
  }
  const step = async (current: URL, account: string): Promise<URL> => {
    const seen = await go(current)
    const atDoor = seen.headers.get('location') === null && current.pathname.startsWith('/interaction/')
    const left = atDoor ? await go(current, { method: 'POST', body: new URLSearchParams({ account }) }) : seen
    const location = left.headers.get('location')
    if (location === null) throw new Error(`${left.status} at ${current.pathname}`)
    return new URL(location, current)
  }
  return {
    /** Follows the way from an authorization address; answers the callback it leads to. */
    async signIn(address: URL, account: string): Promise<URL> {
      let current = address
      for (let steps = 0; current.origin === address.origin && steps < 10; steps += 1)
        current = await step(current, account)
      return current
    },
  }
}
