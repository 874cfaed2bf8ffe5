import { createHash } from 'node:crypto'
import type { OpenApiDocument } from './openapi'
import type { Answer } from './respond'

type Json = Readonly<Record<string, unknown>>

/** The contract as a page: plain HTML, one style sheet allowed by its hash, no script and nothing from elsewhere. */
export function documentationPage(document: OpenApiDocument): Answer {
  const title = `${document.info.title} ${document.info.version}`
  const operations = operationsOf(document)
  const body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${html(title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>${STYLE}</style></head>
<body><main><h1>${html(title)}</h1>${paragraphs(document.info.description ?? '')}
<p>Machine-readable: <a href="/openapi.json">OpenAPI ${html(document.openapi)}</a></p>
<nav aria-label="Calls"><ul>${operations.map(link).join('')}</ul></nav>
${operations.map(section).join('')}
<section><h2 id="schemas">Schemas</h2>${schemas(document)}</section></main></body></html>`
  return { status: 200, body, headers: HEADERS }
}

const STYLE = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}body{margin:0}main{max-width:56rem;margin:0 auto;padding:2rem 1rem}
h1{font-size:1.6rem}h2{font-size:1.15rem;margin-top:2.5rem}h3{font-size:1rem;margin-bottom:.25rem}
code,pre{font:.875rem/1.5 ui-monospace,monospace}pre{overflow-x:auto;padding:.75rem;border:1px solid color-mix(in srgb,currentColor 20%,transparent);border-radius:6px}
nav ul{list-style:none;padding:0}table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.25rem .75rem .25rem 0}
section{border-top:1px solid color-mix(in srgb,currentColor 20%,transparent)}`

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64')
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
}

interface Operation {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly facts: Json
}

function operationsOf({ paths = {} }: OpenApiDocument): Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods ?? {}).map(([method, facts]) => {
      const id = `${method}${path}`.replaceAll(/[^a-z0-9]+/gi, '-')
      return { id, method: method.toUpperCase(), path, facts: objectOf(facts) }
    }),
  )
}

function link({ id, method, path }: Operation): string {
  return `<li><a href="#${id}"><code>${method} ${html(path)}</code></a></li>`
}

function section({ id, method, path, facts }: Operation): string {
  return `<section id="${id}"><h2><code>${method} ${html(path)}</code></h2>
<p><strong>${html(textOf(facts.summary))}</strong></p>${paragraphs(textOf(facts.description))}
${parameters(facts.parameters)}${contentOf('Request', objectOf(facts.requestBody).content)}${answers(objectOf(facts.responses))}</section>`
}

function parameters(list: unknown): string {
  if (!Array.isArray(list) || list.length === 0) return ''
  const rows = list.map(objectOf).map((each) => {
    const description = textOf(each.description) || textOf(objectOf(each.schema).description)
    return `<tr><td><code>${html(textOf(each.name))}</code></td><td>${html(textOf(each.in))}</td><td>${html(description)}</td></tr>`
  })
  return `<h3>Parameters</h3><table><tbody>${rows.join('')}</tbody></table>`
}

function answers(responses: Json): string {
  return Object.entries(responses)
    .map(([status, facts]) => {
      const { description, content } = objectOf(facts)
      return contentOf(`${status === 'default' ? 'Error' : status} ${textOf(description)}`, content ?? {})
    })
    .join('')
}

function contentOf(title: string, content: unknown): string {
  if (content === undefined) return ''
  const bodies = Object.entries(objectOf(content)).map(([type, facts]) => {
    const schema = objectOf(objectOf(facts).schema)
    const reference = textOf(schema.$ref).split('/').at(-1)
    const shown = reference
      ? `<a href="#schema-${html(reference)}">${html(reference)}</a>`
      : `<pre>${html(JSON.stringify(schema, null, 2))}</pre>`
    return `<p><code>${html(type)}</code> ${shown}</p>`
  })
  return `<h3>${html(title)}</h3>${bodies.join('')}`
}

function schemas({ components }: OpenApiDocument): string {
  return Object.entries(components?.schemas ?? {})
    .map(
      ([name, schema]) =>
        `<h3 id="schema-${html(name)}">${html(name)}</h3><pre>${html(JSON.stringify(schema, null, 2))}</pre>`,
    )
    .join('')
}

function paragraphs(text: string): string {
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => `<p>${html(line)}</p>`)
    .join('')
}

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function html(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
