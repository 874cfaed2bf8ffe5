import { ServiceError } from '../errors'

/** OWASP ASVS 6.2.1 and NIST SP 800-63B-4 section 3.1.1.2: fifteen where the password is the only factor; no composition rules. */
export const PASSWORD_LENGTH_MIN = 15
export const PASSWORD_LENGTH_MAX = 128

/** What belongs to the person and must therefore not carry the password. */
export interface PasswordOwner {
  readonly name: string
  readonly email: string
}

/** Refuses a password that is too short, too long, common, or made of what everybody knows. Errors: `invalid_input` at `/password`. */
export async function requireGoodPassword(password: string, owner: PasswordOwner): Promise<void> {
  const detail = await passwordProblem(password, owner)
  if (detail === null) return
  throw new ServiceError('invalid_input', 'This password cannot be used.', {
    fields: [{ pointer: '/password', detail }],
  })
}

/** What is wrong with a password and how to mend it, or null. Offline: the list of breached passwords is part of the package. */
export async function passwordProblem(password: string, owner: PasswordOwner): Promise<string | null> {
  const length = [...password].length
  if (length < PASSWORD_LENGTH_MIN)
    return `Use at least ${PASSWORD_LENGTH_MIN} characters; this has ${length}. Four or five unrelated words do well.`
  if (length > PASSWORD_LENGTH_MAX) return `Use at most ${PASSWORD_LENGTH_MAX} characters; this has ${length}.`
  const folded = password.toLowerCase()
  if (repeatsItself(folded)) return 'It repeats itself. Choose one that does not.'
  if (isSequence(folded)) return 'It follows the alphabet, the digits or the keyboard. Choose one that does not.'
  if (isMostlyKnown(folded, owner))
    return 'It is little more than your name, your mail address or “assay”. Choose another.'
  if (await isBreached(folded))
    return 'It, or one very much like it, is on a list of breached passwords. Choose another.'
  return null
}

/** Whether a shorter text, written at least twice, makes it up (the last time perhaps not to its end). */
function repeatsItself(text: string): boolean {
  for (let period = 1; period <= text.length / 2; period += 1) {
    if (text.startsWith(text.slice(period))) return true
  }
  return false
}

const SEQUENCES = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm']
const SEQUENCE_SHARE = 0.7

function isSequence(text: string): boolean {
  const pairs = Array.from({ length: text.length - 1 }, (_, index) => text.slice(index, index + 2))
  const steps = pairs.filter((pair) => SEQUENCES.some((row) => row.includes(pair) || row.includes(reversed(pair))))
  return steps.length / pairs.length >= SEQUENCE_SHARE
}

/** Characters that must be left when everything known of the person is taken away. */
const UNKNOWN_LENGTH_MIN = 8
const KNOWN_WORD_LENGTH_MIN = 3

function isMostlyKnown(text: string, { name, email }: PasswordOwner): boolean {
  const known = ['assay', email, ...email.split(/[@.+_-]/), ...name.split(/\s+/)]
    .map((word) => word.toLowerCase().normalize('NFKC'))
    .filter((word) => word.length >= KNOWN_WORD_LENGTH_MIN)
    .sort((a, b) => b.length - a.length)
  const rest = known.reduce((left, word) => left.replaceAll(word, ''), text)
  return rest !== text && rest.length < UNKNOWN_LENGTH_MIN
}

async function isBreached(text: string): Promise<boolean> {
  const breached = await breachedPasswords()
  const forwards = [text, core(text)].flatMap((each) => [each, withoutLeet(each, 'l'), withoutLeet(each, 'i')])
  return [...forwards, ...forwards.map(reversed)].some((each) => breached.has(each) || isPairOf(breached, each))
}

/** Two breached passwords, one after the other, are no better than one. */
function isPairOf(breached: ReadonlySet<string>, text: string): boolean {
  for (let cut = 1; cut < text.length; cut += 1) {
    if (breached.has(text.slice(0, cut)) && breached.has(text.slice(cut))) return true
  }
  return false
}

/** Without the digits and signs that people put before and after. */
function core(text: string): string {
  return text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
}

const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '@': 'a',
  $: 's',
  '!': 'i',
}

/** `1` stands for an l or an i. */
function withoutLeet(text: string, one: 'l' | 'i'): string {
  return [...text].map((character) => (character === '1' ? one : (LEET[character] ?? character))).join('')
}

function reversed(text: string): string {
  return [...text].reverse().join('')
}

let loading: Promise<ReadonlySet<string>> | undefined

// Some 49,000 entries, loaded when the first password is chosen: few processes ever need them.
function breachedPasswords(): Promise<ReadonlySet<string>> {
  loading ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common'].map((entry) => entry.toLowerCase())),
  )
  return loading
}
