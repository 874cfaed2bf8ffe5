import type { Database } from '@/db/client'

/** A writable handle: only `transact` and `record` hand one out. */
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]

/** What a read verb gets: the handle without its writing half. */
export type Reader = Pick<Database, 'select' | 'selectDistinct' | '$with' | 'with' | 'execute' | '$count'>
