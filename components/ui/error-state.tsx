import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from './button'
import { CopyButton } from './copy-button'

export type ErrorStateProps = {
  title?: string
  /** What it means for the operator, in a sentence. */
  detail?: ReactNode
  /** The id under which the log has it; undefined when the request never arrived. */
  requestId: string | undefined
  retry?: (() => void) | undefined
  /** `h1` where it is the whole page. */
  heading?: 'h1' | 'p'
}

export function ErrorState({
  title = 'This could not be loaded',
  detail,
  requestId,
  retry,
  heading = 'p',
}: ErrorStateProps) {
  const Heading = heading
  return (
    <div role="alert" className="mx-auto flex max-w-md flex-col items-center gap-1 px-6 py-14 text-center">
      <CircleAlert size={22} strokeWidth={1.5} className="mb-2 text-refused" aria-hidden />
      <Heading className="font-semibold text-base">{title}</Heading>
      <div className="text-muted">{detail ?? whatNow(requestId)}</div>
      {requestId && (
        <p className="mt-2 flex items-center gap-1 text-muted">
          <span className="mono">{requestId}</span>
          <CopyButton text={requestId} label="Copy the request id" />
        </p>
      )}
      {retry && (
        <Button className="mt-3" onClick={retry}>
          Try again
        </Button>
      )}
    </div>
  )
}

function whatNow(requestId: string | undefined): string {
  if (requestId === undefined) return 'Nothing was changed. See whether Assay can be reached, and try again.'
  return 'Nothing was changed. Try again; if it stays, quote the id below.'
}
