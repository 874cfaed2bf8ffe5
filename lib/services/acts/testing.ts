import type { Context } from '../context'
import { context, type TestWorld } from '../testing'
import { previewAct } from './preview'
import { runAct } from './run'

type PreviewInput = Parameters<typeof previewAct>[1]
export type RunInput = Parameters<typeof runAct>[1]

export const WHY = { cause: 'key_compromise', note: 'Laptop stolen, case 4711' } as const

/** Every call has a correlation id of its own; what an act joins must not come from it. */
export function fresh({ services, actor }: Context): Context {
  return context(services, actor)
}

/** Acts as an administrator performs them, past the refusals. */
export function performer(world: TestWorld) {
  const { owner } = world.database
  return {
    async preview(scope: PreviewInput['scope'], verb: PreviewInput['verb'] = 'end', by = world.administrator) {
      const outcome = await previewAct(fresh(by), { verb, scope })
      if (!outcome.ok) throw new Error(outcome.code)
      return outcome.value
    },
    async run(actId: string, input: Partial<RunInput> = {}, by = world.administrator) {
      const outcome = await runAct(fresh(by), { actId, ...WHY, ...input })
      if (!outcome.ok) throw new Error(outcome.code)
      return outcome.value
    },
    /** Several sessions of one person, in an application where they are no tenth of anything. */
    async several(count: number) {
      const application = await world.application()
      const subject = await world.subject(application)
      const [model, filler] = [await world.session(application, { subject }), await world.session(application)]
      const copies = await world.copies(model.id, count - 1)
      await world.copies(filler.id, count * 10)
      return { application, subject, all: [model.id, ...copies] }
    },
    async liveAmong(credentialIds: readonly string[]): Promise<number> {
      const { rows } = await owner.query('select from credential_live where credential_id = any($1::uuid[])', [
        credentialIds,
      ])
      return rows.length
    },
  }
}

export function ids(...credentials: readonly { readonly id: string }[]): string[] {
  return credentials.map(({ id }) => id)
}

export function select(...credentials: readonly { readonly id: string }[]) {
  return { type: 'selection' as const, credentialIds: ids(...credentials) }
}
