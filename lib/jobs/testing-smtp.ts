import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/** A mail as it came over the wire. */
export interface ReceivedMail {
  readonly from: string
  readonly to: readonly string[]
  /** Headers and body, encoded as they were sent. */
  readonly raw: string
  /** The same with every part decoded: what a reader, or a search, would see. */
  readonly decoded: string
  readonly subject: string
}

export interface TestSmtp {
  readonly port: number
  readonly url: string
  readonly received: ReceivedMail[]
  readonly close: () => Promise<void>
}

interface TestSmtpOptions {
  readonly port?: number
  /** What RCPT TO is answered with for an address; undefined takes it. */
  readonly refuse?: (address: string) => number | undefined
}

/** A mail server in this process. It keeps what it is sent and delivers nothing. */
export async function startTestSmtp({ port = 0, refuse = () => undefined }: TestSmtpOptions = {}): Promise<TestSmtp> {
  const received: ReceivedMail[] = []
  const options: SMTPServerOptions = {
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo({ address }, _session, callback) {
      const responseCode = refuse(address)
      callback(responseCode === undefined ? null : Object.assign(new Error('Not here'), { responseCode }))
    },
    onData(stream, session, callback) {
      text(stream).then((raw) => {
        const { mailFrom, rcptTo } = session.envelope
        received.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          ...read(raw),
        })
        callback()
      }, callback)
    },
  }
  const server = new SMTPServer(options)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const bound = (server.server.address() as AddressInfo).port
  return {
    port: bound,
    url: `smtp://127.0.0.1:${bound}`,
    received,
    close: () => new Promise((closed) => server.close(() => closed())),
  }
}

function read(raw: string): Pick<ReceivedMail, 'raw' | 'decoded' | 'subject'> {
  const decoded = decodeParts(raw)
  return { raw, decoded, subject: decodeWords(/^Subject: ((?:.*(?:\r?\n[ \t].*)*))/m.exec(raw)?.[1] ?? '') }
}

/** Headers with their encoded words (RFC 2047), bodies with their transfer encoding (RFC 2045 section 6) undone. */
function decodeParts(raw: string): string {
  const pieces = raw.split(/(?=^Content-Type: )/m).map((piece) => {
    const [head = '', ...rest] = piece.split(/\r?\n\r?\n/)
    const body = rest.join('\r\n\r\n')
    const encoding = /Content-Transfer-Encoding: (\S+)/i.exec(head)?.[1]?.toLowerCase()
    return `${decodeWords(head)}\n\n${decodeBody(body, encoding)}`
  })
  return pieces.join('\n')
}

function decodeBody(body: string, encoding: string | undefined): string {
  const [content = '', ...after] = body.split(/\r?\n--(?=\S)/)
  const tail = after.join('\n--')
  if (encoding === 'base64') return `${Buffer.from(content, 'base64').toString('utf8')}\n${tail}`
  if (encoding === 'quoted-printable') return `${unquote(content)}\n${tail}`
  return body
}

function unquote(text: string): string {
  const bytes = text
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

function decodeWords(head: string): string {
  return head
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([QB])\?([^?]*)\?=/gi, (_, form: string, word: string) =>
      form.toUpperCase() === 'B' ? Buffer.from(word, 'base64').toString('utf8') : unquote(word.replaceAll('_', ' ')),
    )
    .replace(/\r?\n[ \t]+/g, ' ')
    .trim()
}
