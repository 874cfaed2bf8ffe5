'use client'

import { Plus, Trash2 } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { FieldError } from '@/components/ui/field'
import { IconButton } from '@/components/ui/icon-button'
import { Select } from '@/components/ui/select'
import { bindingsCover, ROLES, type RoleBinding } from '@/lib/core/permissions'
import { ROLE_TEXTS } from '@/lib/locale/en/roles'
import type { ApplicationChoice } from '@/lib/queries/applications'

/** A role on its way, with a name of its own in the list. */
export interface RoleDraft extends RoleBinding {
  readonly key: number
}

export type RolesEditorProps = {
  roles: readonly RoleDraft[]
  /** What whoever gives them holds: nobody gives more. */
  own: readonly RoleBinding[]
  applications: readonly ApplicationChoice[]
  onChange: (roles: readonly RoleDraft[]) => void
  error: string | undefined
}

/** Which roles, and where each holds. */
export function RolesEditor({ roles, own, applications, onChange, error }: RolesEditorProps) {
  const set = (key: number, changes: Partial<RoleBinding>) =>
    onChange(roles.map((role) => (role.key === key ? { ...role, ...changes } : role)))
  const add = () => onChange([...roles, newRole(roles)])
  return (
    <fieldset className="flex flex-col gap-2.5">
      <legend className="mb-1.25 font-medium">Roles</legend>
      <ul aria-label="Roles to give" className="flex flex-col gap-2.5 empty:hidden">
        {roles.map((role, index) => (
          <li key={role.key} className="flex flex-wrap items-center gap-2">
            <RoleLine
              role={role}
              named={roles.length === 1 ? '' : ` ${index + 1}`}
              own={own}
              applications={applications}
              onChange={(changes) => set(role.key, changes)}
              onRemove={roles.length === 1 ? null : () => onChange(roles.filter(({ key }) => key !== role.key))}
            />
          </li>
        ))}
      </ul>
      <FieldError id="roles-error" error={error} />
      <div>
        <Button icon={Plus} size="sm" onClick={add}>
          Add a role
        </Button>
      </div>
      {!bindingsCover(own, OWNER) && <p className="text-muted text-xs">Only owners make owners.</p>}
    </fieldset>
  )
}

type RoleLineProps = {
  role: RoleDraft
  named: string
  own: readonly RoleBinding[]
  applications: readonly ApplicationChoice[]
  onChange: (changes: Partial<RoleBinding>) => void
  onRemove: (() => void) | null
}

function RoleLine({ role: { role, applicationId }, named, own, applications, onChange, onRemove }: RoleLineProps) {
  const mayGive = ROLES.filter((each) => each === role || bindingsCover(own, { role: each, applicationId: null }))
  return (
    <>
      <Select
        aria-label={`Role${named}`}
        options={mayGive.map((value) => ({ value, label: ROLE_TEXTS[value].word, hint: ROLE_TEXTS[value].does }))}
        value={role}
        onValueChange={(next) => onChange({ role: next, ...(next === 'owner' && { applicationId: null }) })}
        className="sm:!w-40"
      />
      <Select
        aria-label={`Where${named}`}
        options={[EVERYWHERE, ...(role === 'owner' ? [] : applications.map(toOption))]}
        value={applicationId ?? EVERYWHERE.value}
        onValueChange={(value) => onChange({ applicationId: value === EVERYWHERE.value ? null : value })}
        className="sm:!w-56"
      />
      {onRemove && <IconButton icon={Trash2} label={`Take role${named} away`} onClick={onRemove} />}
    </>
  )
}

const OWNER = { role: 'owner', applicationId: null } as const
const EVERYWHERE = { value: 'everywhere', label: 'Whole installation' }

function toOption({ id, name }: ApplicationChoice) {
  return { value: id, label: name }
}

function newRole(roles: readonly RoleDraft[]): RoleDraft {
  return { key: 1 + Math.max(-1, ...roles.map(({ key }) => key)), role: 'support', applicationId: null }
}

/** The roles alone, as the verb takes them. */
export function plainRoles(roles: readonly RoleDraft[]) {
  return roles.map(({ role, applicationId }) => ({ role, applicationId }))
}
