import clsx from 'clsx'
import { LoaderCircle, type LucideIcon } from 'lucide-react'
import Link from 'next/link'
import { type ComponentProps, type ReactNode, useId } from 'react'
import { type ButtonSize, type ButtonVariant, buttonStyle } from './button-style'
import { Tooltip } from './tooltip'

type Look = {
  variant?: ButtonVariant | undefined
  size?: ButtonSize | undefined
  icon?: LucideIcon | undefined
  children: ReactNode
}

export type ButtonProps = Omit<ComponentProps<'button'>, 'disabled' | 'children'> &
  Look & {
    /** Why it cannot be used now. The button stays visible and reachable, says so, and does nothing. */
    disabledReason?: string | undefined
    /** The act is under way: it does nothing and says that it is busy. */
    pending?: boolean | undefined
  }

export function Button({ disabledReason, ...props }: ButtonProps) {
  if (disabledReason === undefined) return <PlainButton {...props} />
  return <BlockedButton {...props} reason={disabledReason} />
}

/** A link that looks like a button. Where it leads decides; an act is a Button. */
export function ButtonLink({ variant = 'default', size, icon, className, children, ...rest }: LinkProps) {
  return (
    <Link {...rest} className={clsx(buttonStyle(variant, size), className)}>
      <Glyph icon={icon} />
      {children}
    </Link>
  )
}

type LinkProps = Omit<ComponentProps<typeof Link>, 'children'> & Look

function PlainButton({ variant = 'default', size, icon, pending, className, children, type, ...rest }: PlainProps) {
  const state = pending ? ({ 'aria-disabled': true, 'aria-busy': true, onClick: undefined } as const) : {}
  return (
    <button
      {...rest}
      {...state}
      type={pending ? 'button' : (type ?? 'button')}
      className={clsx(buttonStyle(variant, size, pending), className)}
    >
      {pending ? (
        <LoaderCircle size={14} strokeWidth={2} className="animate-spin" aria-hidden />
      ) : (
        <Glyph icon={icon} />
      )}
      {children}
    </button>
  )
}

type PlainProps = Omit<ButtonProps, 'disabledReason'>

function BlockedButton({
  variant = 'default',
  size,
  icon,
  className,
  children,
  reason,
  pending: _,
  ...rest
}: BlockedProps) {
  const id = useId()
  return (
    <>
      <Tooltip label={reason}>
        <button
          {...rest}
          type="button"
          onClick={undefined}
          aria-disabled
          aria-describedby={id}
          className={clsx(buttonStyle(variant, size, true), className)}
        >
          <Glyph icon={icon} />
          {children}
        </button>
      </Tooltip>
      <span id={id} className="sr-only">
        {reason}
      </span>
    </>
  )
}

type BlockedProps = Omit<PlainProps, 'pending'> & { reason: string; pending?: boolean | undefined }

function Glyph({ icon: Icon }: { icon: LucideIcon | undefined }) {
  return Icon ? <Icon size={15} strokeWidth={1.7} aria-hidden /> : null
}
