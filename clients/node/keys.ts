import { decodeCredential } from './decode'
import type { Send } from './transport'
import type { Credential, Timestamp } from './types'
import { segment } from './wire'

/** What is left out stays as it is; null takes a purpose or a contact away. */
export interface ChangeKey {
  readonly name?: string | undefined
  readonly purpose?: string | null | undefined
  readonly contact?: string | null | undefined
  readonly tags?: readonly string[] | undefined
  /** Only some of those it has: rotate it to give it more. */
  readonly scopes?: readonly string[] | undefined
  readonly allowedAddresses?: readonly string[] | undefined
}

/** The calls that change a key and keep its token. */
export function keys(send: Send) {
  async function act(id: string, verb: string, body: object): Promise<Credential> {
    const answer = await send({ method: 'POST', path: `v1/keys/${segment(id)}/${verb}`, body, repeatable: true })
    return decodeCredential(answer.object('credential'))
  }

  return {
    /** Changes what a key is called, where it is accepted from, and takes scopes away. Throws `conflict` when it has ended. */
    changeKey: (id: string, { allowedAddresses, ...rest }: ChangeKey) =>
      act(id, 'change', { ...rest, allowed_addresses: allowedAddresses }),

    /** Lets the old key of a rotation work until then, at most 30 days after the rotation. */
    extendOverlap: (id: string, until: Timestamp) => act(id, 'extend-overlap', { until }),

    /** Refuses the old key of a rotation from now on. Throws `conflict` when it has ended or was not rotated. */
    endOverlap: (id: string, input: { readonly note?: string | undefined } = {}) => act(id, 'end-overlap', input),
  }
}
