/** Menus, selects and popovers look the same. */
export const popupStyle =
  'rounded-lg bg-surface p-1 text-ink text-sm shadow-lift outline-none transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0'

export const itemStyle =
  'flex min-h-7.5 select-none items-center gap-2 rounded-sm px-2 py-1 outline-none data-disabled:text-faint data-highlighted:bg-hover'

/** The button that shows what was chosen and opens the rest. */
export const selectStyle =
  'flex h-7.5 w-full min-w-0 items-center justify-between gap-2 rounded-md border border-control bg-surface pr-1.5 pl-2.5 text-left hover:bg-hover aria-invalid:border-refused max-sm:text-lg'
