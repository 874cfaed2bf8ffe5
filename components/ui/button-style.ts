import clsx from 'clsx'

export type ButtonVariant = 'primary' | 'default' | 'quiet' | 'danger' | 'destroy'
export type ButtonSize = 'sm' | 'md' | 'icon'

const base =
  'inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md border font-medium text-sm transition-colors duration-75'

const variants: Record<ButtonVariant, string> = {
  primary: 'border-transparent bg-ink text-canvas',
  default: 'border-line-strong bg-surface text-ink',
  quiet: 'border-transparent bg-transparent text-muted',
  danger: 'border-refused/45 bg-surface text-refused-ink',
  destroy: 'border-transparent bg-destroy text-on-destroy',
}

const hovers: Record<ButtonVariant, string> = {
  primary: 'hover:bg-ink/88 active:bg-ink/80',
  default: 'hover:bg-hover active:bg-raised',
  quiet: 'hover:bg-hover hover:text-ink data-popup-open:bg-hover data-popup-open:text-ink',
  danger: 'hover:bg-refused-soft',
  destroy: 'hover:bg-destroy/88',
}

const sizes: Record<ButtonSize, string> = { sm: 'h-6.5 px-2 text-xs', md: 'h-7.5 px-2.75', icon: 'size-7.5' }

/** The classes of a button, for what must look like one but is something else. */
export function buttonStyle(variant: ButtonVariant, size: ButtonSize = 'md', blocked = false): string {
  return clsx(base, variants[variant], sizes[size], blocked ? 'opacity-50' : hovers[variant])
}
