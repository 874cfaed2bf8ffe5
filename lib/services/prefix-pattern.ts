/** A LIKE pattern for what begins with exactly this text: its own wildcards are taken literally. */
export function prefixPattern(text: string): string {
  return `${wholePattern(text)}%`
}

/** A LIKE pattern for exactly this text. */
export function wholePattern(text: string): string {
  return text.replaceAll(/[\\%_]/g, (character) => `\\${character}`)
}
