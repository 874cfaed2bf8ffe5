import clsx from 'clsx'
import type { LucideIcon } from 'lucide-react'
import type { ComponentProps } from 'react'
import { type ButtonVariant, buttonStyle } from './button-style'
import { Tooltip } from './tooltip'

export type IconButtonProps = Omit<ComponentProps<'button'>, 'children' | 'aria-label' | 'disabled'> & {
  icon: LucideIcon
  /** Its accessible name, shown as a tooltip too. */
  label: string
  variant?: ButtonVariant | undefined
}

export function IconButton({ icon: Icon, label, variant = 'quiet', className, ...rest }: IconButtonProps) {
  return (
    <Tooltip label={label}>
      <button type="button" {...rest} aria-label={label} className={clsx(buttonStyle(variant, 'icon'), className)}>
        <Icon size={15} strokeWidth={1.7} aria-hidden />
      </button>
    </Tooltip>
  )
}
