import { describe, expect, test } from 'vitest'
import { RequestContext } from '@/lib/api/schemas/context'
import { ExternalId, Name, Note, ReportedInput, Scopes } from './input-parts'
import { IssueKeyInput } from './keys/schemas'

/** What Postgres cannot store as text or as JSON, or nobody could read. */
const UNREADABLE = ['a\u0000b', 'bell\u0007', '\ud800', 'half \udc00 a pair', 'next\u0085line']

describe('a text nobody could read, or Postgres not store, is refused', () => {
  test.for(UNREADABLE)(
    '%j: as a name, an external id, a note, a user agent, an audience, a purpose, a scope',
    (text) => {
      const taken = [
        Name.safeParse(text),
        ExternalId.safeParse(text),
        Note.safeParse(text),
        ReportedInput.safeParse({ userAgent: text }),
        RequestContext.safeParse({ audience: text }),
        IssueKeyInput.shape.purpose.safeParse(text),
        Scopes.safeParse([text]),
      ].filter((parsed) => parsed.success)
      expect(taken).toEqual([])
    },
  )
})

describe('any other text is taken as it is', () => {
  test.for(['Žofie', '王小明', '👩‍💻', "O'Hara", '50% \\'])('%s', (text) => {
    expect([Name.parse(` ${text} `), ExternalId.parse(text), Note.parse(text)]).toEqual([text, text, text])
  })

  test('and a note keeps its lines', () => {
    expect(Note.parse('one\r\n\ttwo')).toBe('one\r\n\ttwo')
  })
})
