import { z } from 'zod'
import { ROLES, type RoleBinding } from '@/lib/core/permissions'
import { Id, READABLE } from '../input-parts'
import { PASSWORD_LENGTH_MAX } from './password-rule'

/** Longest text a sign-in looks at: argon2 must not be fed megabytes. */
const TYPED_LENGTH_MAX = 4 * PASSWORD_LENGTH_MAX

/** A password as it is hashed: NFKC, so that the same keys on another keyboard or system make the same text (NIST SP 800-63B-4 section 3.1.1.2). */
export const Password = z.string().max(TYPED_LENGTH_MAX, 'This is too long.').transform(normalisePassword)

/** As typed at the door: nothing but what the store could not be asked is judged here, so that no answer tells which part was wrong. */
export const SignInInput = z.strictObject({
  email: z.string().trim().max(TYPED_LENGTH_MAX).regex(READABLE),
  password: Password,
})

export const OperatorName = z
  .string()
  .trim()
  .normalize()
  .min(1, 'Enter a name: it stands beside everything this operator does.')
  .max(120, 'Use at most 120 characters.')
  .regex(READABLE, 'Leave out control characters.')

const Profile = {
  name: OperatorName,
  email: z.string().trim().max(254, 'Use at most 254 characters.').pipe(z.email('Enter a mail address.')),
  password: Password,
}

/** Roles given by hand: none twice; owners own the whole installation. None at all where an issuer gives some. */
export const HeldBindingsInput = z
  .array(z.strictObject({ role: z.enum(ROLES), applicationId: Id.nullable() }))
  .max(200, 'Give at most 200 roles.')
  .refine((all) => new Set(all.map(keyOf)).size === all.length, 'The same role is given twice.')
  .refine(
    (all) => all.every(({ role, applicationId }) => role !== 'owner' || applicationId === null),
    'An owner owns the whole installation. Choose administrator for single applications.',
  )

/** Roles as they are given to somebody new: at least one. */
export const BindingsInput = HeldBindingsInput.refine((all) => all.length > 0, 'Choose at least one role.')

function keyOf({ role, applicationId }: RoleBinding): string {
  return `${role} ${applicationId}`
}

export const InvitationInput = z.strictObject({ name: OperatorName, email: Profile.email, bindings: BindingsInput })

export const OperatorInput = z.strictObject({ ...Profile, bindings: BindingsInput })

export const SetUpInput = z.strictObject({ token: z.string().max(128), ...Profile })

/** The one form of a password that is judged and hashed. */
export function normalisePassword(text: string): string {
  return text.normalize('NFKC')
}
