'use client'

import { Switch } from '@/components/ui/checkbox'
import { Dialog } from '@/components/ui/dialog'
import { Kbd } from '@/components/ui/kbd'
import type { KeysHelpProps } from './keys-help'
import { useLetterKeys } from './table-view'

export function KeysDialog({ open, onOpenChange, shortcuts, selectable }: KeysHelpProps) {
  const [letters, setLetters] = useLetterKeys()
  const keys: [string[], string][] = [
    [['j', 'k'], 'next and previous row'],
    ...(selectable
      ? ([
          [['x'], 'select the row'],
          [['⇧ j', '⇧ k'], 'extend the selection'],
        ] as [string[], string][])
      : []),
    [['enter'], 'open the row'],
    ...shortcuts.map(({ key, label }): [string[], string] => [[key], label]),
    [['/'], 'add a filter'],
    [['esc'], 'clear the selection'],
    [['⌘ K'], 'find anything'],
    [['?'], 'these keys'],
  ]
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Keys"
      width="sm"
      description="They act while the table has focus."
    >
      <dl className="grid grid-cols-[6rem_1fr] gap-y-2">
        {keys.map(([names, what]) => (
          <div key={what} className="contents">
            <dt className="flex gap-1">
              {names.map((name) => (
                <Kbd key={name}>{name}</Kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <Switch
        className="mt-4 border-t pt-4"
        label="Single letters act"
        hint="Arrows, Home, End, Enter, Space and Escape always do."
        checked={letters}
        onChange={(event) => setLetters(event.target.checked)}
      />
    </Dialog>
  )
}
