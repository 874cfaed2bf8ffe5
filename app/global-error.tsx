'use client'

import './globals.css'
import { digestOf } from '@/lib/appearance'

/** The last resort. It stands without providers and without script: a link that loads the page again always works. */
export default function GlobalError({ error }: { error: unknown }) {
  const digest = digestOf(error)
  return (
    <html lang="en">
      <body>
        <title>Assay cannot be shown</title>
        <main className="mx-auto flex min-h-dvh max-w-md flex-col items-center justify-center gap-2 px-6 text-center">
          <h1 className="font-semibold text-xl">Assay cannot be shown</h1>
          <p className="text-muted">
            The console met an error it did not expect. Applications keep being judged by the data plane, which is a
            process of its own.
          </p>
          {digest && <p className="mono text-muted">{digest}</p>}
          {/* biome-ignore lint/a11y/useValidAnchor: an empty address is this page, and it works without script */}
          <a href="" className="link mt-2 font-medium">
            Load the page again
          </a>
        </main>
      </body>
    </html>
  )
}
