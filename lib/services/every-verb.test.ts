import { describe, expect, test } from 'vitest'
import { bindingsGive, PERMISSIONS, ROLES, type RoleBinding, scopesAllow } from '@/lib/core/permissions'
import type { Context } from './context'
import { testWorld } from './testing'
import { definedVerbs, readVerbs, serviceFiles } from './testing-verbs'

/** `acts/run.ts` makes the verb that begins an act twice, with and without the lock of cutoffs; `runAct` calls it. */
const MADE_BY_A_FUNCTION = 1

/** Called by another verb of their file, which asks first. Whoever adds one says so here. */
const INNER: readonly string[] = [
  'cases/report.ts storeReport',
  'operators/account/change-password.ts readPasswordHash',
  'operators/account/change-password.ts storePassword',
  'operators/factors/add-passkey.ts storePasskey',
  'operators/recovery/forgotten.ts mailForgottenLink',
  'operators/second-step.ts deviceOf',
  'operators/second-step.ts tradeTicket',
  'operators/sign-in-by-passkey.ts enterByPasskey',
  'operators/sign-in-by-passkey.ts ownerOf',
  'operators/sign-in.ts enterByPassword',
  'operators/sign-in.ts findAccount',
  'operators/step-up.ts confirm',
  'operators/step-up.ts enterFailure',
]

const verbs = await readVerbs(['command', 'query', 'auditedQuery'])

const world = await testWorld()
const elsewhere = await world.application()

/** No verb knows this member: whoever may act is told so, and nothing is done. */
const NOTHING = { 'no such member': true }

async function codeOf(run: Promise<unknown>): Promise<unknown> {
  return run.then(
    () => 'done',
    (error: { code?: unknown }) => error.code,
  )
}

const expected = (may: boolean) => (may ? 'invalid_input' : 'forbidden')

async function by(bindings: readonly RoleBinding[]): Promise<Context> {
  return world.asOperator(await world.operator(bindings))
}

test('every definition of a verb is found, and every verb that is kept within its file is known', () => {
  expect(verbs.length).toBeGreaterThan(50)
  const calls = serviceFiles.flatMap(({ path, text }) =>
    /^(command|query|audited-query)\.ts$/.test(path)
      ? []
      : [...text.matchAll(/(?<![\w.])(command|query|auditedQuery)(<[^(]*>)?\(\{/g)],
  )
  expect(calls.length).toBe(definedVerbs.length + MADE_BY_A_FUNCTION)
  const inner = definedVerbs.filter(({ exported }) => !exported).map(({ path, name }) => `${path} ${name}`)
  expect(inner.toSorted()).toEqual(INNER)
})

describe.each(verbs)('%s', (_, verb) => {
  test('names a line of the table', () => expect(Object.keys(PERMISSIONS)).toContain(verb.permission))

  test.each(ROLES)('begins for %s where the table says so, and is forbidden where it does not', async (role) => {
    const everywhere = [{ role, applicationId: null }]
    const context = await by(everywhere)
    expect(await codeOf(verb(context, NOTHING))).toBe(expected(bindingsGive(everywhere, verb.permission)))
  })

  test.each(ROLES.filter((role) => role !== 'owner'))(
    'for a %s of one application never begins where it concerns the installation',
    async (role) => {
      const narrowed = [{ role, applicationId: elsewhere.id }]
      const context = await by(narrowed)
      expect(await codeOf(verb(context, NOTHING))).toBe(expected(bindingsGive(narrowed, verb.permission)))
    },
  )

  test('is forbidden to an application without the scope, and to an operator without a role', async () => {
    expect(await codeOf(verb(world.asApplication(world.shop, []), NOTHING))).toBe('forbidden')
    const all = await codeOf(verb(world.asApplication(world.shop), NOTHING))
    const scope = PERMISSIONS[verb.permission].scope
    expect(all).toBe(expected(scope !== null && scopesAllow([scope], verb.permission)))
    expect(await codeOf(verb(await by([]), NOTHING))).toBe('forbidden')
  })
})
