import { CircleAlert } from 'lucide-react'
import { CopyButton } from '@/components/ui/copy-button'
import type { FormError } from './form-state'

/** What went wrong, with the id to quote where the log has more. */
export function ErrorText({ error }: { error: FormError }) {
  return (
    <div className="flex items-start gap-2 rounded-md bg-refused-soft px-3 py-2 text-refused-ink">
      <CircleAlert size={15} className="mt-0.5 shrink-0" aria-hidden />
      <div className="grow">
        {error.message}
        {error.requestId && <div className="mono opacity-90">{error.requestId}</div>}
      </div>
      {error.requestId && <CopyButton text={error.requestId} label="Copy the request id" />}
    </div>
  )
}
