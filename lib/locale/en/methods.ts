/** How somebody proved who they are, as RFC 8176 names it, in words: "password and a code". Names of an application's own stay. */
export function methodWords(method: string): string {
  const words = method.split(' ').flatMap((name) => METHOD_WORDS[name] ?? [name])
  return words.length === 0 ? method : words.join(' and ')
}

/** `mfa` says that there were several, which the list of them says as well. */
const METHOD_WORDS: Readonly<Record<string, readonly string[]>> = {
  pwd: ['password'],
  otp: ['a code'],
  hwk: ['a passkey'],
  swk: ['a passkey'],
  fed: ['single sign-on'],
  mfa: [],
}
