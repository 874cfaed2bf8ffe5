/** Between two ways to do the same. */
export function Or() {
  return (
    <p className="flex items-center gap-3 text-faint text-xs before:h-px before:grow before:bg-line after:h-px after:grow after:bg-line">
      or
    </p>
  )
}
