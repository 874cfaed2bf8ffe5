import type { CredentialView } from '@/lib/services/credential-view'

type Owned = Pick<CredentialView['subject'], 'name' | 'email' | 'externalId'>

/** What a person or service is called: its name, else its mail address, else the id its application knows it by. */
export function ownerName({ name, email, externalId }: Owned): string {
  return name ?? email ?? externalId
}
