import { errorCode, errorMessage, StartupError } from '@/lib/startup-error'

interface ConnectionProblem {
  readonly tooOld: (version: string) => StartupError
  readonly pooled: () => StartupError
  readonly explain: (error: unknown) => StartupError
}

/** The sentences for a database that cannot be used. They name host and database, never the password. */
export function connectionProblem(url: string): ConnectionProblem {
  const { place, user, host } = locate(url)
  const pooled = () =>
    new StartupError(
      `DATABASE_URL (${place}) goes through a pooler, which loses roles, locks and prepared statements: give the address of Postgres itself`,
    )
  return {
    tooOld: (version) =>
      new StartupError(
        `the database at ${place} is Postgres ${version}: Assay needs 15 or newer, upgrade it or point DATABASE_URL elsewhere`,
      ),
    pooled,
    explain: (error) => {
      if (error instanceof StartupError) return error
      const code = errorCode(error) ?? ''
      const message = errorMessage(error)
      if (code === '08P01' || /unsupported startup parameter|pgbouncer/i.test(message)) return pooled()
      return new StartupError(sentence(code, { place, user, host }, message), { cause: error })
    },
  }
}

function sentence(code: string, at: { place: string; user: string; host: string }, message: string): string {
  switch (code) {
    case '28P01':
    case '28000':
      return `the database at ${at.place} refuses user ${at.user} (${message}): correct user and password in DATABASE_URL`
    case '3D000':
      return `the database ${at.place} does not exist: create it (createdb), or correct the name in DATABASE_URL`
    case '53300':
      return `the database at ${at.place} has no connection left: raise its max_connections or stop other clients`
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `the host ${at.host} of DATABASE_URL is unknown: correct its name`
    default:
      return `the database at ${at.place} cannot be reached (${message}): start it, or correct DATABASE_URL`
  }
}

function locate(url: string): { place: string; user: string; host: string } {
  try {
    const { host, pathname, username } = new URL(url)
    return { place: `${host}${pathname}`, user: decodeURIComponent(username), host }
  } catch {
    return { place: 'an address that is not a URL', user: '', host: '' }
  }
}
