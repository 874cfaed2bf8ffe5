import { ScrollText } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { useEverOpen } from '@/components/ui/ever-open'
import type { Explanation } from '@/lib/services/explanation'
import type { Told } from './judge-at'

const EvidenceDrawer = dynamic(() => import('./evidence-drawer').then((module) => module.EvidenceDrawer), {
  ssr: false,
})

/** Opens all that the verdict rests on. The drawer loads when it is first asked for. */
export function EvidenceButton({ explanation, told }: { explanation: Explanation; told: Told }) {
  const [open, setOpen] = useState(false)
  const wanted = useEverOpen(open)
  return (
    <>
      <Button icon={ScrollText} onClick={() => setOpen(true)}>
        Evidence
      </Button>
      {wanted && <EvidenceDrawer explanation={explanation} told={told} open={open} onClose={() => setOpen(false)} />}
    </>
  )
}
