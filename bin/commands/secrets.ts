import { generateSecrets } from '@/lib/secrets'
import type { Command } from '../command'

export const command: Command = {
  help: `Usage: assay secrets

Prints a fresh set of secrets as environment variables. Set them for every process of an installation and keep a copy:
without its issuer keys and peppers every token is unknown.`,
  async run() {
    for (const [name, value] of Object.entries(generateSecrets())) console.log(`${name}=${value}`)
  },
}
