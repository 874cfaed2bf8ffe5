import { createLoader, parseAsStringLiteral } from 'nuqs/server'
import { ITEM_OUTCOMES } from '@/lib/core/act'

/** Which of the act's credentials its page lists; all when nothing is said. */
export const actParsers = { outcome: parseAsStringLiteral([...ITEM_OUTCOMES, 'waiting']) }

export const loadActSearch = createLoader(actParsers)
