import clsx from 'clsx'

/** A place held for text that is on its way; give it the size of what comes. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={clsx('block h-3 animate-pulse-soft rounded-xs bg-raised', className)} />
}

/** Lines of a paragraph or a definition list on their way, announced once. */
export function SkeletonLines({ lines = 4, label = 'Loading' }: { lines?: number; label?: string }) {
  return (
    <div role="status" aria-label={label} className="flex flex-col gap-2.5">
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move
        <Skeleton key={line} className={line % 3 === 2 ? 'w-1/2' : line % 3 === 1 ? 'w-4/5' : 'w-full'} />
      ))}
    </div>
  )
}
