import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

// argon2id, the library's default algorithm, with the first choice of the OWASP Password Storage Cheat Sheet: 19 MiB, 2 passes, 1 lane.
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** The PHC string to store for a normalised password. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, PARAMETERS)
}

/**
 * Whether a password is the one behind `stored`. Null, for an account that does not exist, costs the same work and is
 * never right: the time of the answer must not tell which addresses are known.
 */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  const decoy = await decoyHash()
  const matches = await verify(stored ?? decoy, password).catch(() => false)
  return stored !== null && matches
}

let decoy: Promise<string> | undefined

function decoyHash(): Promise<string> {
  decoy ??= hashPassword(randomBytes(32).toString('base64'))
  return decoy
}
