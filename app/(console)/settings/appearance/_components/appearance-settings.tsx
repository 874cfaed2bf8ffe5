'use client'

import { type ReactNode, useState, useTransition } from 'react'
import { applyTheme, themeWords } from '@/components/shell/theme'
import { useDensity, useLetterKeys } from '@/components/table/table-view'
import { Card } from '@/components/ui/card'
import { Switch } from '@/components/ui/checkbox'
import { Segmented } from '@/components/ui/segmented'
import { THEMES, type Theme } from '@/lib/appearance'
import { ZoneSetting, type ZoneSettingProps } from './zone-setting'

export type AppearanceSettingsProps = ZoneSettingProps & {
  theme: Theme
  /** Server action: remembers the theme in its cookie. */
  setTheme: (theme: Theme) => Promise<void>
}

/** How the console looks here. Every choice acts at once. */
export function AppearanceSettings({ theme, setTheme, ...zone }: AppearanceSettingsProps) {
  const [density, setDensity] = useDensity()
  const [letters, setLetters] = useLetterKeys()
  return (
    <Card>
      <Setting title="Theme">
        <ThemeChoice theme={theme} setTheme={setTheme} />
      </Setting>
      <Setting title="Rows of lists" note="How close they stand.">
        <Segmented
          label="Density"
          value={density}
          onValueChange={setDensity}
          options={[
            { value: 'normal', label: 'Normal' },
            { value: 'dense', label: 'Dense' },
          ]}
        />
      </Setting>
      <Setting title="Time zone" note="Of every time that is shown.">
        <ZoneSetting {...zone} />
      </Setting>
      <Setting title="Keys" note="In lists.">
        <Switch
          label="Single letters act"
          hint="j and k move, x selects, ? shows all. Arrows, Home, End, Enter, Space and Escape always do."
          checked={letters}
          onChange={(event) => setLetters(event.target.checked)}
        />
      </Setting>
    </Card>
  )
}

function ThemeChoice({ theme, setTheme }: Pick<AppearanceSettingsProps, 'theme' | 'setTheme'>) {
  const [chosen, setChosen] = useState(theme)
  const [, start] = useTransition()
  const choose = (next: Theme) => {
    setChosen(next)
    applyTheme(next)
    start(() => setTheme(next))
  }
  return (
    <Segmented
      label="Theme"
      value={chosen}
      onValueChange={choose}
      options={THEMES.map((value) => ({ value, label: themeWords[value] }))}
    />
  )
}

function Setting({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <section className="grid gap-x-6 gap-y-2 py-3.5 first:pt-0.5 last:pb-0.5 not-first:border-t sm:grid-cols-[11rem_minmax(0,1fr)]">
      <div>
        <h2 className="font-medium">{title}</h2>
        {note && <p className="text-muted text-xs">{note}</p>}
      </div>
      <div>{children}</div>
    </section>
  )
}
