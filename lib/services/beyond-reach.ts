import type { Reach } from '@/lib/core/permissions'
import type { Config } from './config-cache'
import type { Actor } from './context'
import { type Home, reachesWholeHome } from './reach'

/** Who asks, and how far they reach. */
export interface AskedBy {
  readonly actor: Actor
  readonly reach: Reach
  readonly config: Config
}

/**
 * Whether an operator lacks a part of what an act upon all of a person takes: the permission in every application of the
 * directory. An application speaks for its directory.
 */
export function lacksPartOf(subject: Home, { actor, reach, config }: AskedBy): boolean {
  return actor.type === 'operator' && !reachesWholeHome(reach, config, subject)
}

/** Why it is refused then. */
export const BEYOND_REACH =
  'This concerns other applications too, and your role does not reach them. Ask somebody whose role does.'
