import { userInfo } from 'node:os'
import { assertMigrated } from '@/db/migrate'
import { wallClock } from '@/lib/clock'
import { environment } from '@/lib/env'
import { routes } from '@/lib/routes'
import { loadSecrets } from '@/lib/secrets'
import { breakTheGlass } from '@/lib/services/operators/recovery/break-glass'
import { StartupError } from '@/lib/startup-error'
import type { Command } from '../command'
import { borrowDatabase } from '../database'
import { openServices, systemContext } from '../services'

export const command: Command = {
  help: `Usage: assay break-glass [--operator <mail>]

For whoever has a shell on this machine when nobody can sign in any more. Without options it prints a one-time link that makes
a new owner. With --operator it takes that operator's password and second factors away, ends their sessions, and prints a
one-time link with which they choose a new password. A link is good once and for an hour.

It is entered in the audit with your user name, written to the log, and shown to every owner until they acknowledge it.`,
  options: { operator: { type: 'string' } },
  async run({ operator }) {
    const settings = environment()
    const { keyring } = loadSecrets(settings)
    const database = await borrowDatabase(settings)
    try {
      await assertMigrated(database.url)
      const opened = await openServices({
        databaseUrl: database.url,
        keyring,
        role: 'assay_console',
        applicationName: 'assay break-glass',
        max: 1,
      })
      try {
        const email = typeof operator === 'string' ? operator : null
        console.log(linkText(settings.consoleUrl, await breakGlass(systemContext(opened.services), email)))
      } finally {
        await opened.close()
      }
    } finally {
      await database.close()
    }
  },
}

interface Link {
  readonly token: string
  readonly purpose: 'reset' | 'new_owner'
}

async function breakGlass(context: ReturnType<typeof systemContext>, email: string | null): Promise<Link> {
  const osUser = userInfo().username
  const actor = { type: 'system', name: `break-glass by ${osUser}` } as const
  const outcome = await breakTheGlass({ ...context, actor }, { osUser, email })
  if (!outcome.ok) throw new StartupError(outcome.message)
  const { purpose } = outcome.value
  // For whoever collects what this machine's commands print.
  console.error(
    JSON.stringify({ at: new Date(wallClock()).toISOString(), event: 'break_glass', os_user: osUser, purpose }),
  )
  return outcome.value
}

/** The token is in the fragment, which browsers send to no server and no log. */
function linkText(consoleUrl: string, { token, purpose }: Link): string {
  const what = purpose === 'reset' ? 'They choose a new password with this link' : 'This link makes a new owner'
  return `${what}, once and within an hour:\n\n  ${consoleUrl}${routes.recover()}#${token}\n\nEvery owner is told.`
}
