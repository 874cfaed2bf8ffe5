import type { Services } from '@/lib/services/context'

/** The request a test pretends to be inside of. */
export const request: { headers: Headers; cookies: Map<string, string>; services: Services | undefined } = {
  headers: new Headers(),
  cookies: new Map(),
  services: undefined,
}

// What `next/headers` and `lib/console-services` export, for `vi.mock('next/headers', () => import('@/lib/auth/testing-request'))`.

export async function headers(): Promise<Headers> {
  return request.headers
}

export async function cookies() {
  return {
    get(name: string) {
      const value = request.cookies.get(name)
      return value === undefined ? undefined : { name, value }
    },
    getAll: () => [...request.cookies].map(([name, value]) => ({ name, value })),
    set(name: string, value: string) {
      request.cookies.set(name, value)
    },
  }
}

export function consoleServices(): Services {
  if (request.services === undefined) throw new Error('Make a consoleWorld() first')
  return request.services
}
