import type { ReactNode } from 'react'
import { Page } from '@/components/shell/page'
import { SettingsNav } from './_components/settings-nav'

/** The frame of the settings: their pages at the side, above on narrow windows. Each page brings its own heading. */
export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <Page>
      <div className="grid gap-x-8 lg:grid-cols-[9.5rem_minmax(0,1fr)]">
        <SettingsNav />
        <div className="min-w-0">{children}</div>
      </div>
    </Page>
  )
}
