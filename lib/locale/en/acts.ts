import type { AuditAction } from '@/lib/audit/entry'

/** Audited acts as a timeline tells them; who did it follows: "revoked by Dana Ortiz". */
export const ACT_WORDS: Readonly<Record<AuditAction, string>> = {
  'session.issued': 'session issued',
  'key.issued': 'key issued',
  'key.rotated': 'rotated',
  'credential.revoked': 'revoked',
  'credential.suspended': 'suspended',
  'credential.resumed': 'resumed',
  'credential.swept': 'ending recorded',
  'subject.created': 'first seen, entered',
  'subject.updated': 'name or mail changed',
  'subject.disabled': 'disabled',
  'subject.enabled': 'enabled',
  'cutoff.set': 'everything ended',
  'policy.created': 'policy created',
  'policy.changed': 'policy changed',
  'application.created': 'connected',
  'application.disabled': 'disabled',
  'application.enabled': 'enabled',
  'token.explained': 'explained',
  'operator.created': 'operator created',
  'operator.signed_in': 'signed in',
  'operator.sign_in_failed': 'failed to sign in',
  'operator.signed_out': 'signed out',
  'view.saved': 'view saved',
  'view.removed': 'view removed',
  'export.made': 'list exported',
  'set_up.link_made': 'set-up link made',
  'keyring.registered': 'keyring registered',
}

/** The words of an act as it is stored; an act this version does not know is told by its name. */
export function actWords(action: string): string {
  return new Map<string, string>(Object.entries(ACT_WORDS)).get(action) ?? action
}
