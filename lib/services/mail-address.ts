/** A mail address that can stand in a header: one @, and nothing that separates or ends addresses (RFC 5321 section 4.1.2). */
export function isMailAddress(text: string): boolean {
  return text.length <= 254 && /^[^\s@<>()[\]\\,;:"\p{Cc}]+@[^\s@<>()[\]\\,;:"\p{Cc}]+$/u.test(text)
}
