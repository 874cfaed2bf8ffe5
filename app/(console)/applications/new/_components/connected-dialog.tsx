'use client'

import { CopyButton } from '@/components/ui/copy-button'
import { Dialog } from '@/components/ui/dialog'
import { NewSecret } from '../../../_credential/new-secret'

/** What is told of an application just connected. */
export interface Connected {
  readonly application: { readonly name: string }
  /** Its first service key, shown once. */
  readonly token: string
}

export type ConnectedDialogProps = { created: Connected; apiUrl: string; onClose: () => void }

/** The service key, the two lines to paste, and the five lines of code that use them. Shown once. */
export function ConnectedDialog({ created: { application, token }, apiUrl, onClose }: ConnectedDialogProps) {
  return (
    <Dialog open onOpenChange={() => undefined} insistent title={`${application.name} is connected`} width="lg">
      <NewSecret token={token} onStored={onClose}>
        <Snippet
          title="1. Its environment"
          copy={`ASSAY_URL=${apiUrl}\nASSAY_KEY=${token}\n`}
          label="Copy the two lines"
        >
          {`ASSAY_URL=${apiUrl}\nASSAY_KEY=${token.slice(0, HEAD)}…`}
        </Snippet>
        <Snippet title="2. Its code" copy={CODE} label="Copy the code">
          {CODE}
        </Snippet>
      </NewSecret>
    </Dialog>
  )
}

/** Enough of the key to recognise the line; the copy button has all of it. */
const HEAD = 18

const CODE = `import { env } from 'node:process'
import { createAssay } from './clients/node/assay'
import { assayExpress, verdictOf } from './clients/node/express'
const assay = createAssay({ url: env.ASSAY_URL, key: env.ASSAY_KEY })
const guard = assayExpress(assay, { kind: 'api_key', from: 'bearer' })
app.get('/orders', guard, (req, res) => res.json(ordersOf(verdictOf(req).subject.externalId)))`

function Snippet({ title, copy, label, children }: { title: string; copy: string; label: string; children: string }) {
  return (
    <section>
      <h3 className="mb-1 font-medium">{title}</h3>
      <div className="flex items-start gap-1 rounded-md border bg-raised p-1.5 pl-3">
        <pre className="mono min-w-0 grow whitespace-pre-wrap break-words py-1">{children}</pre>
        <CopyButton text={copy} label={label} />
      </div>
    </section>
  )
}
