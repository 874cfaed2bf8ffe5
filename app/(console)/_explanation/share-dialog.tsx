'use client'

import { useCallback, useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Segmented } from '@/components/ui/segmented'
import { TextInput } from '@/components/ui/text-input'
import { Time } from '@/components/ui/time'
import { plural } from '@/lib/format/count'
import { routes } from '@/lib/routes'
import type { ShareView } from '@/lib/services/shares/list'
import { readShares, share, unshare } from '../explain/actions'
import type { SharedOf } from './share-button'

export interface ShareDialogProps {
  readonly of: SharedOf
  readonly open: boolean
  readonly onClose: () => void
}

/** Links to an explanation: a new one, and those that were made before with a way to end them. */
export function ShareDialog({ of, open, onClose }: ShareDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title="Share this explanation"
      description="Whoever holds the link reads it without signing in: the reason, times and limits, without names, mail, addresses and ids."
    >
      <ShareLinks of={of} />
    </Dialog>
  )
}

type Life = '1h' | '1d' | '7d'

const LIVES = [
  { value: '1h', label: '1 hour' },
  { value: '1d', label: '1 day' },
  { value: '7d', label: '7 days' },
] as const

function ShareLinks({ of }: { of: SharedOf }) {
  const [life, setLife] = useState<Life>('1d')
  const [link, setLink] = useState<string | null>(null)
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<string | undefined>(undefined)
  const { links, reload } = useShares(of, setProblem)
  const make = async () => {
    setPending(true)
    const result = await share({ of, life })
    setPending(false)
    if (!result.ok) return setProblem(result.error.message)
    setProblem(undefined)
    setLink(new URL(routes.shared(result.value.token), window.location.origin).href)
    await reload()
  }
  const end = async (shareId: string) => {
    const result = await unshare({ shareId })
    setProblem(result.ok ? undefined : result.error.message)
    setLink(null)
    await reload()
  }
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-3">
        <Segmented label="How long the link lives" value={life} onValueChange={setLife} options={LIVES} />
        <Button variant="primary" pending={pending} onClick={() => void make()}>
          Make a link
        </Button>
      </div>
      {link !== null && (
        <div className="flex items-end gap-2">
          <div className="min-w-0 grow">
            <Field label="Link" hint="Shown once: only a digest of it is kept." error={undefined}>
              <TextInput mono readOnly value={link} onFocus={(event) => event.currentTarget.select()} />
            </Field>
          </div>
          <div className="pb-5">
            <CopyButton text={link} label="Copy the link" variant="default">
              Copy
            </CopyButton>
          </div>
        </div>
      )}
      <p role="alert" className="text-refused-ink empty:hidden">
        {problem}
      </p>
      <Links links={links} onEnd={(id) => void end(id)} />
    </div>
  )
}

function useShares(of: SharedOf, onProblem: (message: string) => void) {
  const [links, setLinks] = useState<readonly ShareView[]>([])
  const key = JSON.stringify(of)
  const reload = useCallback(async () => {
    const result = await readShares({ of: JSON.parse(key) })
    if (result.ok) setLinks(result.value)
    else onProblem(result.error.message)
  }, [key, onProblem])
  useEffect(() => void reload(), [reload])
  return { links, reload }
}

function Links({ links, onEnd }: { links: readonly ShareView[]; onEnd: (id: string) => void }) {
  if (links.length === 0) return null
  return (
    <section aria-label="Links made before">
      <h3 className="mb-1 text-muted text-xs">Links made before</h3>
      <ul className="divide-y">
        {links.map((each) => (
          <li key={each.id} className="flex flex-wrap items-center gap-x-2 py-1.5">
            <span className="min-w-0 grow">
              by {each.createdBy}, <Time at={each.createdAt} form="relative" />
              <span className="text-muted"> · {openedWords(each)} · </span>
              <Standing link={each} />
            </span>
            {each.live && (
              <Button size="sm" variant="danger" onClick={() => onEnd(each.id)}>
                Revoke
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function openedWords({ opened }: ShareView): string {
  return opened === 0 ? 'never opened' : `opened ${plural(opened, 'time')}`
}

function Standing({ link: { revokedAt, expiresAt, live } }: { link: ShareView }) {
  if (revokedAt !== null) return <span className="text-muted">revoked</span>
  return live ? (
    <span>
      ends <Time at={expiresAt} form="relative" />
    </span>
  ) : (
    <span className="text-muted">expired</span>
  )
}
