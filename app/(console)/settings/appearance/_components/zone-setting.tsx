'use client'

import { useCallback, useId, useState, useTransition } from 'react'
import { useBrowserZone, useTicking } from '@/components/ui/clock'
import { Field } from '@/components/ui/field'
import { Segmented } from '@/components/ui/segmented'
import { TextInput } from '@/components/ui/text-input'
import { chosenZoneOf } from '@/lib/appearance'
import { absolute } from '@/lib/format/time'

export type ZoneSettingProps = {
  /** Null while the browser's own zone is used. */
  chosenZone: string | null
  /** Server action: remembers the zone, or that the browser's is to be used. */
  setZone: (zone: string | null) => Promise<void>
}

/** Whose clock times are read by: the browser's, or one that stays the same wherever one travels. */
export function ZoneSetting({ chosenZone, setZone }: ZoneSettingProps) {
  const browserZone = useBrowserZone()
  const [fixed, setFixed] = useState(chosenZone !== null)
  const [, start] = useTransition()
  const change = (own: boolean) => {
    setFixed(own)
    start(() => setZone(own ? browserZone : null))
  }
  return (
    <div className="flex flex-col gap-3">
      <Segmented
        label="Whose zone"
        value={fixed ? 'fixed' : 'browser'}
        onValueChange={(value) => change(value === 'fixed')}
        options={[
          { value: 'browser', label: "This browser's" },
          { value: 'fixed', label: 'Always the same' },
        ]}
      />
      {fixed && <ZoneField zone={chosenZone ?? browserZone} choose={(zone) => start(() => setZone(zone))} />}
      <TimeThere zone={fixed ? (chosenZone ?? browserZone) : browserZone} />
    </div>
  )
}

function ZoneField({ zone, choose }: { zone: string; choose: (zone: string) => void }) {
  const list = useId()
  const [text, setText] = useState(zone)
  const known = chosenZoneOf(text.trim())
  const change = (typed: string) => {
    setText(typed)
    const named = chosenZoneOf(typed.trim())
    if (named !== null) choose(named)
  }
  return (
    <Field
      label="Zone"
      hint="By its IANA name."
      error={known === null ? 'No such zone. Write a name such as Europe/Berlin, or UTC.' : undefined}
    >
      <TextInput
        list={list}
        value={text}
        onChange={(event) => change(event.target.value)}
        autoComplete="off"
        spellCheck={false}
        className="max-w-70"
      />
      <datalist id={list}>
        {Intl.supportedValuesOf('timeZone').map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </Field>
  )
}

function TimeThere({ zone }: { zone: string }) {
  const text = useTicking(useCallback((now: number) => absolute(now, zone), [zone]))
  return (
    <p className="text-muted text-xs">
      {zone}: <span className="tabular-nums">{text}</span>
    </p>
  )
}
