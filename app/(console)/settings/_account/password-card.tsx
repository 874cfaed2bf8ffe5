'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { useEverOpen } from '@/components/ui/ever-open'

const PasswordDialog = dynamic(() => import('./password-dialog').then((module) => module.PasswordDialog), {
  ssr: false,
})

export function PasswordCard() {
  const [open, setOpen] = useState(false)
  const wanted = useEverOpen(open)
  return (
    <Card title="Password">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-muted">It takes the one you have to choose another.</p>
        <Button onClick={() => setOpen(true)}>Change password…</Button>
      </div>
      {wanted && <PasswordDialog open={open} onClose={() => setOpen(false)} />}
    </Card>
  )
}
