import { TagInput } from '@/components/form/tag-input'
import { Field } from '@/components/ui/field'

export type AddressListFieldProps = {
  addresses: readonly string[]
  onChange: (addresses: readonly string[]) => void
  error: string | undefined
}

/** Where a key is accepted from. */
export function AddressListField({ addresses, onChange, error }: AddressListFieldProps) {
  return (
    <Field
      label="Accepted from"
      aside="everywhere when empty"
      hint="Addresses and networks. Your application must say where its requests come from, or the key is refused."
      error={error}
    >
      <TagInput tags={addresses} onChange={onChange} placeholder="203.0.113.0/24 2001:db8::/32" />
    </Field>
  )
}
