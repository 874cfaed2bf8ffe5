import { bindingsWithin, reachOf } from '@/lib/core/permissions'
import type { Context } from '../context'

/**
 * The same operator as far as they may take lists out. What another role of theirs reads elsewhere is on the screen and not in
 * the file; what it unmasks, it unmasks here, too, where both hold.
 */
export function exporting(context: Context): Context {
  const { actor } = context
  if (actor.type !== 'operator') return context
  const bindings = bindingsWithin(actor.bindings, reachOf(actor.bindings, 'exports.read'))
  return { ...context, actor: { ...actor, bindings } }
}
