import { askedLanguage, DEFAULT_LANGUAGE, type Language } from '@/lib/locale/languages'
import { isPublicPath } from '@/lib/routes'
import type { HeaderReader } from './origin'
import { PATH_HEADER } from './request-source'

/** The language a reader of a public page asked for, by `?lang` or Accept-Language; null when they asked for none of ours. */
export function askedByReader(headers: HeaderReader): Language | null {
  return askedLanguage(queryOf(headers).get('lang'), headers.get('accept-language'))
}

/** The language of the document: the reader's on public pages, English in the console. */
export function documentLanguage(headers: HeaderReader): Language {
  const path = headers.get(PATH_HEADER) ?? ''
  return (isPublicPath(path) ? askedByReader(headers) : null) ?? DEFAULT_LANGUAGE
}

function queryOf(headers: HeaderReader): URLSearchParams {
  return new URLSearchParams((headers.get(PATH_HEADER) ?? '').split('?')[1] ?? '')
}
