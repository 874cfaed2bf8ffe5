import { decodeCredential } from './decode'
import type { Send } from './transport'
import type { Cause, Credential, Timestamp } from './types'
import { segment } from './wire'

interface Note {
  /** For operators; never put personal data or a token here. */
  readonly note?: string | undefined
}

/** The calls that end or pause a credential. The next `verify` on any node knows it. */
export function ending(send: Send) {
  async function act(id: string, verb: 'revoke' | 'suspend' | 'resume', body: object): Promise<Credential> {
    const path = `v1/credentials/${segment(id)}/${verb}`
    const answer = await send({ method: 'POST', path, body, repeatable: true })
    return decodeCredential(answer.object('credential'))
  }

  return {
    /** Ends a credential by its id. Ending it again answers with the first ending. Throws `not_found`. */
    revoke: (id: string, input: Note & { readonly cause?: Cause | undefined } = {}) => act(id, 'revoke', input),

    /** Refuses a credential until `until`, or until `resume` when left out. Throws `conflict` when it has ended. */
    suspend: (id: string, input: Note & { readonly until?: Timestamp | undefined } = {}) => act(id, 'suspend', input),

    /** Ends a suspension. Throws `conflict` when the credential has ended. */
    resume: (id: string, input: Note = {}) => act(id, 'resume', input),

    /** Ends whatever the token stands for (RFC 7009). Succeeds for an unknown token too, so it tells nothing. */
    async revokeToken(token: string): Promise<void> {
      await send({ method: 'POST', path: 'oauth/revoke', body: new URLSearchParams({ token }), repeatable: true })
    },
  }
}
