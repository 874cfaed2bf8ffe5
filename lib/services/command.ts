import type { ZodType, z } from 'zod'
import type { Instant } from '@/lib/core/instant'
import type { Permission, Reach } from '@/lib/core/permissions'
import { authorize } from './authorize'
import type { Actor, Context, Services } from './context'
import { parseInput } from './input'
import { requireStepUpFor } from './reach'
import { type Lock, transact, type Written } from './transact'
import type { Transaction } from './transaction'

/** What a write gets to work with. */
export interface WriteArguments<I> {
  readonly tx: Transaction
  readonly actor: Actor
  /** Where the actor holds the permission: what lies outside does not exist for them. */
  readonly reach: Reach
  readonly now: Instant
  readonly input: I
  readonly services: Services
  readonly context: Context
}

/** A write that was done: its result and its entries. */
export interface Done<R> extends Written {
  readonly result: R
}

/** A write that had nothing to do and says why; it changes nothing, so it needs no entry. */
export interface Refused<C extends string> {
  readonly refused: C
  readonly message: string
}

/** A write that found nothing to change and has an answer all the same; the transaction is rolled back. */
export interface Unchanged<R> {
  readonly unchanged: R
}

export type Outcome<R, C extends string> =
  | { readonly ok: true; readonly value: R }
  | { readonly ok: false; readonly code: C; readonly message: string }

interface CommandDefinition<S extends ZodType, R, C extends string> {
  readonly permission: Permission
  readonly input: S
  readonly lock?: Lock
  readonly run: (args: WriteArguments<z.output<S>>) => Promise<Done<R> | Unchanged<R> | Refused<C>>
}

/**
 * The one shape of a write: permission, input, one transaction, entries in the return type.
 * Errors: ServiceError `forbidden`, `step_up_required`, `invalid_input`, `unavailable`, and what the verb throws.
 */
export function command<S extends ZodType, R, C extends string = never>(definition: CommandDefinition<S, R, C>) {
  const verb = async (context: Context, raw: z.input<S>): Promise<Outcome<R, C>> => {
    const { actor, services } = context
    const reach = authorize(actor, definition.permission)
    const input = parseInput(definition.input, raw)
    let outcome: Done<R> | Unchanged<R> | Refused<C> | undefined
    await transact(context, definition.lock ?? 'none', async (tx, now) => {
      requireStepUpFor(definition.permission, actor, now)
      outcome = await definition.run({ tx, actor, reach, now, input, services, context })
      return 'entries' in outcome ? outcome : null
    })
    if (outcome === undefined) throw new Error('A write ended without an outcome')
    if ('refused' in outcome) return { ok: false, code: outcome.refused, message: outcome.message }
    return { ok: true, value: 'unchanged' in outcome ? outcome.unchanged : outcome.result }
  }
  return Object.assign(verb, { permission: definition.permission })
}

/** Says that nothing was done, and why. */
export function refused<C extends string>(code: C, message: string): Refused<C> {
  return { refused: code, message }
}

/** Says that all is as asked for already. */
export function unchanged<R>(result: R): Unchanged<R> {
  return { unchanged: result }
}
