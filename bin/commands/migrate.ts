import { migrate } from '@/db/migrate'
import { environment } from '@/lib/env'
import type { Command } from '../command'
import { borrowDatabase } from '../database'

export const command: Command = {
  help: `Usage: assay migrate

Brings roles, tables, the job queue and all rights up to date. Safe to run at any time and many times at once.
Uses DATABASE_URL, else the embedded Postgres (the running one, or for this moment its own).`,
  async run() {
    const database = await borrowDatabase(environment())
    try {
      await migrate(database.url)
      console.log(`The database is up to date: ${database.description}`)
    } finally {
      await database.close()
    }
  },
}
