import type { RequestContext, SubjectInput } from './types'

/** The data plane's spelling of a context. Members that are undefined disappear in JSON. */
export function wireContext(context: RequestContext | undefined): object | undefined {
  if (context === undefined) return undefined
  const { userAgent, sentAt, ...rest } = context
  return { ...rest, user_agent: userAgent, sent_at: sentAt }
}

/** A subject in the names of the wire; what is undefined is left out by JSON. */
export function wireSubject({ externalId, ...rest }: SubjectInput): object {
  return { external_id: externalId, ...rest }
}

/** Keeps an id inside its path segment, whatever it contains. */
export function segment(id: string): string {
  return encodeURIComponent(id)
}
