import type { Metadata } from 'next'
import { PageHeader } from '@/components/shell/page'
import { requireOperator } from '@/lib/auth/current-operator'
import { readLooks } from '@/lib/auth/looks'
import { setTheme } from '../../_shell/actions'
import { AppearanceSettings } from './_components/appearance-settings'
import { setZone } from './actions'

export const metadata: Metadata = { title: 'Appearance' }

export default async function AppearancePage() {
  await requireOperator()
  const { theme, chosenZone } = await readLooks()
  return (
    <>
      <PageHeader title="Appearance" counts="Kept in this browser." />
      <AppearanceSettings theme={theme} setTheme={setTheme} chosenZone={chosenZone} setZone={setZone} />
    </>
  )
}
