import { CAUSES } from '@/lib/core/credential'
import { REASONS, type Reason } from '@/lib/core/reasons'
import type { Evidence } from '@/lib/core/verdict'
import { oneLine } from '@/lib/format/mail'
import { LANGUAGES, type Language } from '../../languages'
import { GUIDANCE, type Guidance, guide, publicTellable, type Tellable } from '../guide'
import { HOLDERS, type Holder } from '../words'
import { sampleMails } from './sample-mails'

const AT = Date.UTC(2026, 4, 3, 12, 2)

const EVIDENCE: Readonly<Partial<Record<Reason, Evidence>>> = {
  expired: { limitSeconds: 43_200 },
  idle: { limitSeconds: 1_800 },
  rotation_overdue: { limitSeconds: 90 * 86_400 },
  suspended: { until: AT },
  not_yet_valid: { notBefore: AT },
  insufficient_scope: { asked: ['orders:read', 'orders:write'], granted: ['orders:read'] },
  rate_limited: { retryAfterSeconds: 90 },
}

/** Every text for people outside the console on one page, both languages side by side, to be read through by a person. */
export function guidanceBook(): string {
  const parts = [
    section('By reason', rows(REASONS.filter((reason) => reason !== 'revoked').map(ofReason))),
    section('Revoked, by cause', rows(CAUSES.map((cause) => [cause, { reason: 'revoked', cause, evidence: {} }]))),
    section('Where the reason is not for the reader, by public code', rows(codes())),
    section('Mails', mails()),
  ]
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Every text for people whose token is invalid</title><style>${STYLE}</style></head>
<body><h1>Every text for people whose token is invalid</h1>
<p>Made from lib/locale; a test holds it current. Application: Storefront. Left for a person with a session, below it for whoever looks after a key.</p>
${parts.join('\n')}
</body></html>
`
}

const STYLE = `body{font:15px/1.45 system-ui,sans-serif;max-width:1200px;margin:24px auto;padding:0 16px;color:#2a2622}
table{width:100%;border-collapse:collapse;table-layout:fixed}th,td{text-align:left;vertical-align:top;padding:8px 12px 8px 0;border-top:1px solid #e4e1da}
th{width:130px;font-weight:600;overflow-wrap:anywhere}p{margin:0 0 6px}.key{margin-top:10px;color:#4b463f}.act{font-size:13px;color:#6b655c}
pre{white-space:pre-wrap;font:13px/1.45 ui-monospace,monospace;margin:0}`

type Entry = readonly [name: string, tellable: Tellable]

function ofReason(reason: Reason): Entry {
  return [reason, { reason, cause: null, evidence: EVIDENCE[reason] ?? {} }]
}

function codes(): Entry[] {
  const byCode = new Map(REASONS.map((reason) => [JSON.stringify(publicTellable(reason)), publicTellable(reason)]))
  return [...byCode.values()].map((tellable) => ['code' in tellable ? tellable.code : '', tellable])
}

function rows(entries: readonly Entry[]): string {
  return entries.map(([name, tellable]) => row(name, (language) => both(tellable, language))).join('\n')
}

function both(tellable: Tellable, language: Language): string {
  return HOLDERS.map((holder) => told(holder, tellable, language)).join('')
}

function told(holder: Holder, tellable: Tellable, language: Language): string {
  const context = { language, holder, zone: 'Europe/Berlin', application: 'Storefront', signInUrl: null }
  const { title, happened, next, action }: Guidance = guide(tellable, context)
  const button = action === null ? '' : `<p class="act">[${escaped(action.words)}]</p>`
  return `<div class="${holder === 'developer' ? 'key' : 'person'}"><p><b>${escaped(title)}</b></p><p>${escaped(happened)} ${escaped(next)}</p>${button}</div>`
}

function mails(): string {
  const names = sampleMails('en').map(({ name }) => name)
  const textOf = (language: Language, name: string) => sampleMails(language).find((mail) => mail.name === name)
  return names
    .map((name) =>
      row(name, (language) => {
        const mail = textOf(language, name)
        return mail === undefined ? '' : `<p><b>${escaped(mail.subject)}</b></p><pre>${escapedLines(mail.text)}</pre>`
      }),
    )
    .join('\n')
}

function row(name: string, cell: (language: Language) => string): string {
  return `<tr><th scope="row">${escaped(name)}</th>${LANGUAGES.map((language) => `<td lang="${language}">${cell(language)}</td>`).join('')}</tr>`
}

function section(title: string, body: string): string {
  const heads = LANGUAGES.map((language) => `<th scope="col" style="width:auto">${GUIDANCE[language].name}</th>`)
  return `<h2>${title}</h2>\n<table><thead><tr><th scope="col"></th>${heads.join('')}</tr></thead><tbody>\n${body}\n</tbody></table>`
}

function escaped(text: string): string {
  return escapedLines(oneLine(text))
}

function escapedLines(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
