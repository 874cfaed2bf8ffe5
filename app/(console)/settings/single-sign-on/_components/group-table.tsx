'use client'

import { Plus, Trash2 } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { FieldError } from '@/components/ui/field'
import { IconButton } from '@/components/ui/icon-button'
import { SelectOnDemand } from '@/components/ui/select-on-demand'
import { TextInput } from '@/components/ui/text-input'
import { ROLES } from '@/lib/core/permissions'
import { ROLE_TEXTS } from '@/lib/locale/en/roles'
import type { ApplicationChoice } from '@/lib/queries/applications'
import type { GroupDraft } from './draft'

export type GroupTableProps = {
  groups: readonly GroupDraft[]
  applications: readonly ApplicationChoice[]
  onChange: (groups: readonly GroupDraft[]) => void
  problem: (name: string) => string | undefined
}

/** Which group gives which role, and where. */
export function GroupTable({ groups, applications, onChange, problem }: GroupTableProps) {
  const set = (index: number, changes: Partial<GroupDraft>) =>
    onChange(groups.map((group, at) => (at === index ? { ...group, ...changes } : group)))
  return (
    <div className="flex flex-col gap-2.5">
      {groups.length === 0 && <p className="text-muted">No group gives a role yet.</p>}
      <ul aria-label="Groups with a role" className="flex flex-col gap-2.5 empty:hidden">
        {groups.map((group, index) => (
          <li key={group.key}>
            <GroupLine
              group={group}
              applications={applications}
              onChange={(changes) => set(index, changes)}
              onRemove={() => onChange(groups.filter((_, at) => at !== index))}
            />
            {FIELDS.map((field) => (
              <FieldError key={field} id={`group-${group.key}-${field}`} error={problem(`groups.${index}.${field}`)} />
            ))}
          </li>
        ))}
      </ul>
      <div>
        <Button icon={Plus} size="sm" onClick={() => onChange([...groups, newGroup(groups)])}>
          Add a group
        </Button>
      </div>
    </div>
  )
}

const FIELDS = ['name', 'role', 'applicationId'] as const

type GroupLineProps = {
  group: GroupDraft
  applications: readonly ApplicationChoice[]
  onChange: (changes: Partial<GroupDraft>) => void
  onRemove: () => void
}

function GroupLine({ group, applications, onChange, onRemove }: GroupLineProps) {
  const named = group.name || 'new group'
  return (
    <div className="flex flex-wrap items-center gap-2 max-sm:rounded-md max-sm:border max-sm:p-2.5">
      <TextInput
        aria-label="Group"
        mono
        value={group.name}
        onChange={(event) => onChange({ name: event.target.value })}
        required
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        placeholder="Its name or id in the claim"
        className="sm:!w-auto sm:grow sm:basis-48"
      />
      <SelectOnDemand
        aria-label={`Role of ${named}`}
        options={ROLE_OPTIONS}
        value={group.role}
        onValueChange={(role) => onChange({ role, ...(role === 'owner' && { applicationId: null }) })}
        className="sm:!w-40"
      />
      <SelectOnDemand
        aria-label={`Where ${named} has it`}
        options={[EVERYWHERE, ...(group.role === 'owner' ? [] : applications.map(toOption))]}
        value={group.applicationId ?? EVERYWHERE.value}
        onValueChange={(value) => onChange({ applicationId: value === EVERYWHERE.value ? null : value })}
        className="sm:!w-52"
      />
      <IconButton icon={Trash2} label={`Remove ${named}`} onClick={onRemove} />
    </div>
  )
}

const ROLE_OPTIONS = ROLES.map((value) => ({ value, label: ROLE_TEXTS[value].word, hint: ROLE_TEXTS[value].does }))
const EVERYWHERE = { value: 'everywhere', label: 'Whole installation' }

function toOption({ id, name }: ApplicationChoice) {
  return { value: id, label: name }
}

function newGroup(groups: readonly GroupDraft[]): GroupDraft {
  const key = String(1 + Math.max(-1, ...groups.map((group) => Number(group.key))))
  return { key, name: '', role: 'support', applicationId: null }
}
