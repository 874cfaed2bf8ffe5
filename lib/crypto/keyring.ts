/** The installation's secrets by registered id. The ids are in the database, the secrets never are. */
export interface Keyring {
  /** Issuer keys (32 bytes) by their two-character id: they make and check the tag of a token. */
  readonly issuerKeys: ReadonlyMap<string, Buffer>
  readonly currentIssuerKeyId: string
  /** Peppers (32 bytes) by version: they key the digest at rest. */
  readonly peppers: ReadonlyMap<number, Buffer>
  readonly currentPepperVersion: number
}
