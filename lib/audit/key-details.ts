/** What an entry keeps of a key that was issued. */
export interface KeyTerms {
  readonly name: string
  readonly contact: string | null
  readonly tags: readonly string[]
  readonly scopes: readonly string[]
  readonly allowedAddresses: readonly string[]
}

/** Everything of a key that can be changed. */
export interface KeyDetails extends KeyTerms {
  readonly purpose: string | null
}
