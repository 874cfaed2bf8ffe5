import type { ReactNode } from 'react'
import { ConsoleSearch } from '@/components/find/console-search'
import { ConsoleShell } from '@/components/shell/console-shell'
import { NavCount } from '@/components/shell/nav-count'
import { StepUpProvider } from '@/components/step-up/step-up-provider'
import { pageContext, readOperator, requireOperator } from '@/lib/auth/current-operator'
import { readLooks } from '@/lib/auth/looks'
import { bindingsGive } from '@/lib/core/permissions'
import { rolesInWords } from '@/lib/locale/en/roles'
import type { OperatorActor } from '@/lib/services/context'
import { listBreakGlass } from '@/lib/services/operators/recovery/break-glass'
import { setTheme, signOut } from './_shell/actions'
import { BreakGlassBanner } from './_shell/break-glass-banner'
import { CannotBeChecked } from './_shell/cannot-be-checked'
import { confirmIdentity, stepUpAtIssuer, stepUpOffer, stepUpPasskey } from './_shell/step-up-actions'

/** The frame around every page behind sign-in. Each page asks for its operator again: this is not rendered between pages. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const current = await readOperator()
  if (current.state === 'try_again') {
    return (
      <main className="grid min-h-dvh place-items-center">
        <CannotBeChecked />
      </main>
    )
  }
  const operator = await requireOperator()
  const { theme } = await readLooks()
  return (
    <ConsoleShell
      operator={{ name: operator.name, role: rolesInWords(operator.bindings) }}
      theme={theme}
      setTheme={setTheme}
      signOut={signOut}
      counts={COUNTS}
      search={<ConsoleSearch />}
      notice={<Alarms operator={operator} />}
    >
      <StepUpProvider actions={STEP_UP}>{children}</StepUpProvider>
    </ConsoleShell>
  )
}

/** What owners must see on every page until they say that they have. */
async function Alarms({ operator }: { operator: OperatorActor }) {
  if (!bindingsGive(operator.bindings, 'break_glass.see')) return null
  const alarms = await listBreakGlass(await pageContext(), {})
  return alarms.length === 0 ? null : <BreakGlassBanner alarms={alarms} />
}

const STEP_UP = { offer: stepUpOffer, request: stepUpPasskey, atIssuer: stepUpAtIssuer, prove: confirmIdentity }

const COUNTS = {
  sessions: <NavCount of="sessions" />,
  keys: <NavCount of="keys" />,
  refusals: <NavCount of="refusals" />,
}
