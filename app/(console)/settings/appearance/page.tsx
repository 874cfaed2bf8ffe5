import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { PageHeader } from '@/components/shell/page'
import { CHOSEN_ZONE_COOKIE, chosenZoneOf, THEME_COOKIE, themeOf } from '@/lib/appearance'
import { requireOperator } from '@/lib/auth/current-operator'
import { setTheme } from '../../_shell/actions'
import { AppearanceSettings } from './_components/appearance-settings'
import { setZone } from './actions'

export const metadata: Metadata = { title: 'Appearance' }

export default async function AppearancePage() {
  await requireOperator()
  const jar = await cookies()
  return (
    <>
      <PageHeader title="Appearance" counts="Kept in this browser." />
      <AppearanceSettings
        theme={themeOf(jar.get(THEME_COOKIE)?.value)}
        setTheme={setTheme}
        chosenZone={chosenZoneOf(jar.get(CHOSEN_ZONE_COOKIE)?.value)}
        setZone={setZone}
      />
    </>
  )
}
