import { randomUUID } from 'node:crypto'

const NOW = '2026-01-02T03:04:05.678Z'

/** A body as it came; the stand-in trusts its caller, the tests look at the bytes themselves. */
interface Body {
  readonly token?: string
  readonly subject?: { readonly external_id: string; readonly name?: string; readonly email?: string }
  readonly name?: string
  readonly email?: string
  readonly scopes?: readonly string[]
  readonly cause?: string
  /** Of the request, not of its body. */
  readonly acceptLanguage?: string | undefined
  readonly context?: { readonly kind?: string; readonly scopes?: readonly string[] }
}

function credentialView(
  kind: 'session' | 'api_key',
  externalId: string,
  name: string | null,
  scopes: readonly string[],
) {
  return {
    id: randomUUID(),
    kind,
    application: 'shop',
    subject: { id: `subject-${externalId}`, external_id: externalId },
    name,
    purpose: null,
    contact: null,
    tags: [] as readonly string[],
    scopes,
    allowed_addresses: [] as readonly string[],
    state: 'active',
    issued_at: NOW,
    not_before: null,
    expires_at: null,
    last_used_at: null,
    ends_at: null,
    ended: null as { at: string; reason: string; cause: string } | null,
    suspended_until: null,
    overlap_until: null as string | null,
    successor_id: null as string | null,
    family_id: randomUUID(),
    generation: 1,
  }
}

interface Held {
  readonly token: string
  readonly view: ReturnType<typeof credentialView>
}

/** What the stand-in knows: credentials by id, people by the id their application gave them. */
export class Ledger {
  readonly #held: Held[] = []
  readonly #people = new Map<string, { name: string | null; email: string | null; disabled: boolean }>()
  #verdicts = 0

  endToken(token: string): void {
    this.#end(this.#held.find((held) => held.token === token)?.view, 'unspecified')
  }

  /** The answer to `METHOD noun/id/verb`, or undefined where there is no such thing. */
  answer(route: string, id: string, body: Body): object | undefined {
    const routes: Readonly<Record<string, () => object | undefined>> = {
      'POST verify': () => this.#judge(body),
      'POST sessions': () => this.#issue('session', body),
      'POST keys': () => this.#issue('api_key', body),
      'POST keys/id/rotate': () => this.#rotate(id),
      'POST keys/id/change': () => this.#change(id),
      'POST keys/id/extend-overlap': () => this.#change(id),
      'POST keys/id/end-overlap': () => this.#change(id),
      'POST credentials/id/revoke': () => this.#change(id, body.cause ?? 'unspecified'),
      'POST credentials/id/suspend': () => this.#change(id),
      'POST credentials/id/resume': () => this.#change(id),
      'PUT subjects/id': () => this.#subject(id, body, false),
      'POST subjects/id/disable': () => this.#subject(id, {}, true),
      'GET subjects/id/credentials': () => ({ credentials: this.#of(id), next_cursor: null }),
      'POST subjects/id/end-all': () => ({ cutoff: { id: 'cutoff-1', at: NOW }, affected: this.#of(id).length }),
    }
    return routes[route]?.()
  }

  #of(externalId: string) {
    return this.#held.map((held) => held.view).filter((view) => view.subject.external_id === externalId)
  }

  #subject(externalId: string, { name, email }: Body, disabled: boolean) {
    const known = this.#people.get(externalId)
    const person = { name: name ?? known?.name ?? null, email: email ?? known?.email ?? null, disabled }
    this.#people.set(externalId, person)
    return { subject: { id: `subject-${externalId}`, external_id: externalId, type: 'person', ...person } }
  }

  #issue(kind: 'session' | 'api_key', { subject, name, scopes }: Body) {
    if (subject === undefined) return undefined
    this.#subject(subject.external_id, subject, false)
    return this.#hold(credentialView(kind, subject.external_id, name ?? null, scopes ?? []))
  }

  #hold(view: Held['view']) {
    const token = `asy_test_${view.kind === 'session' ? 'session' : 'key'}_${randomUUID().replaceAll('-', '')}`
    this.#held.push({ token, view })
    return { token, credential: view }
  }

  #rotate(id: string) {
    const old = this.#held.find((held) => held.view.id === id)?.view
    if (old === undefined) return undefined
    const next = { ...old, id: randomUUID(), generation: old.generation + 1 }
    old.state = 'in_overlap'
    old.overlap_until = NOW
    old.successor_id = next.id
    return { ...this.#hold(next), supersedes: { id, overlap_until: NOW } }
  }

  #change(id: string, cause?: string) {
    const view = this.#held.find((held) => held.view.id === id)?.view
    if (cause !== undefined) this.#end(view, cause)
    return view && { credential: view }
  }

  #end(view: Held['view'] | undefined, cause: string): void {
    if (view !== undefined) view.ended ??= { at: NOW, reason: 'revoked', cause }
  }

  #judge({ token = '', context = {}, acceptLanguage = '*' }: Body) {
    this.#verdicts += 1
    const request_id = `req_${String(this.#verdicts).padStart(22, '0')}`
    const view = this.#held.find((held) => held.token === token)?.view
    const ended = view === undefined || view.ended !== null || (context.kind ?? view.kind) !== view.kind
    const guidance = acceptLanguage === '*' ? {} : { guidance: guidanceIn(acceptLanguage, request_id) }
    if (ended) return { active: false, request_id, ...refusal(401, 'invalid_token'), ...guidance }
    const lacking = context.scopes?.some((scope) => !view.scopes.includes(scope)) ?? false
    if (lacking) return { active: false, request_id, ...refusal(403, 'insufficient_scope') }
    const { id, kind, scopes, application, issued_at, ends_at, subject } = view
    const person = this.#people.get(subject.external_id)
    return {
      active: true,
      request_id,
      status: 200,
      credential: { id, kind, scopes, application, issued_at, ends_at },
      subject: { ...subject, type: 'person', name: person?.name ?? null, email: person?.email ?? null },
    }
  }
}

/** The words of one reason: enough to see that they arrive. */
function guidanceIn(acceptLanguage: string, reference: string) {
  const german = acceptLanguage.startsWith('de')
  const language = german ? 'de' : 'en'
  const page = `https://assay.example/why/${reference}?lang=${language}`
  return {
    title: german ? 'Ihre Sitzung wurde beendet' : 'Your session was ended',
    text: german ? 'Das Team hat sie beendet.' : 'The team ended it.',
    action: german ? 'Neu anmelden' : 'Sign in again',
    action_url: null,
    language,
    help_url: page,
    report_url: `${page}#report`,
  }
}

function refusal(status: number, code: string) {
  return { status, code, reason: 'revoked', challenge: `Bearer realm="assay", error="${code}"` }
}
