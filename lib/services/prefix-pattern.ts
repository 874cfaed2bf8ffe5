/** A LIKE pattern for what begins with exactly this text: its own wildcards are taken literally. */
export function prefixPattern(text: string): string {
  return `${text.replaceAll(/[\\%_]/g, (character) => `\\${character}`)}%`
}
