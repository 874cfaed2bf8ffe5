import { Checkbox } from '@/components/ui/checkbox'
import { CALLER_SCOPES } from '@/lib/core/permissions'

/** What a service key may do at the data plane. */
export function CallerScopes({
  scopes,
  onChange,
}: {
  scopes: readonly string[]
  onChange: (scopes: string[]) => void
}) {
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">Scopes</legend>
      <div className="grid grid-cols-2 gap-x-4 gap-y-1.5">
        {CALLER_SCOPES.map((scope) => (
          <Checkbox
            key={scope}
            label={<span className="mono">{scope}</span>}
            checked={scopes.includes(scope)}
            onChange={({ target: { checked } }) =>
              onChange(CALLER_SCOPES.filter((other) => (other === scope ? checked : scopes.includes(other))))
            }
          />
        ))}
      </div>
    </fieldset>
  )
}
