/** A mail in parts, before it has a form. */
export interface MailParts {
  readonly language: string
  readonly subject: string
  readonly greeting: string
  readonly paragraphs: readonly string[]
  readonly facts: readonly (readonly [label: string, value: string])[]
  readonly button: { readonly words: string; readonly url: string } | null
  readonly foot: readonly string[]
}

/** The same in both forms a mail is read in; neither says more than the other. */
export interface RenderedMail {
  readonly subject: string
  readonly text: string
  readonly html: string
}

const SUBJECT_MAX = 160

/** Gives a mail its two forms. Whatever a name or a value holds stays one line of text: no header, no markup comes of it. */
export function renderMail(parts: MailParts): RenderedMail {
  return { subject: oneLine(parts.subject).slice(0, SUBJECT_MAX), text: textOf(parts), html: htmlOf(parts) }
}

/** Without line breaks and other control characters, which end a header or reorder a line (CR, LF, U+202E and their like). */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
}

function textOf({ greeting, paragraphs, facts, button, foot }: MailParts): string {
  const blocks = [
    oneLine(greeting),
    ...paragraphs.map(oneLine),
    facts.map(([label, value]) => `${oneLine(label)}: ${oneLine(value)}`).join('\n'),
    button === null ? '' : `${oneLine(button.words)}: ${button.url}`,
    `-- \n${foot.map(oneLine).join('\n')}`,
  ]
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}

// Inline styles and a table: what mail programs of the last twenty years agree on.
const BODY = 'margin:0;padding:24px 16px;background:#f6f5f2;color:#2a2622;font:16px/1.5 system-ui,sans-serif'
const CARD =
  'max-width:560px;margin:0 auto;padding:24px;background:#ffffff;border:1px solid #e4e1da;border-radius:8px;text-align:left'
const BUTTON =
  'display:inline-block;padding:10px 18px;background:#2a2622;color:#ffffff;border-radius:6px;text-decoration:none;font-weight:600'
const QUIET = 'color:#6b655c;font-size:13px'

function htmlOf({ language, subject, greeting, paragraphs, facts, button, foot }: MailParts): string {
  const rows = facts.map(
    ([label, value]) =>
      `<tr><td style="${QUIET};padding:3px 16px 3px 0;vertical-align:top">${escaped(label)}</td><td style="padding:3px 0">${escaped(value)}</td></tr>`,
  )
  const parts = [
    paragraph(greeting),
    ...paragraphs.map((text) => paragraph(text)),
    rows.length === 0
      ? ''
      : `<table role="presentation" style="margin:0 0 16px;border-collapse:collapse">${rows.join('')}</table>`,
    button === null
      ? ''
      : `<p style="margin:0 0 16px"><a href="${escaped(button.url)}" style="${BUTTON}">${escaped(button.words)}</a></p>`,
    `<div style="margin-top:20px;padding-top:14px;border-top:1px solid #e4e1da">${foot.map((text) => paragraph(text, QUIET)).join('')}</div>`,
  ]
  return `<!doctype html>
<html lang="${escaped(language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(subject)}</title></head>
<body style="${BODY}"><div style="${CARD}">${parts.filter((part) => part !== '').join('\n')}</div></body></html>
`
}

function paragraph(text: string, style = ''): string {
  return `<p style="margin:0 0 ${style === '' ? 16 : 6}px;${style}">${escaped(text)}</p>`
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return oneLine(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
}
