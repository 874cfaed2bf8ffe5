export type PlainCardProps = {
  title: string
  text: string
  next?: string
  foot?: string
}

/** Where there is nothing to show but words. */
export function PlainCard({ title, text, next, foot }: PlainCardProps) {
  return (
    <>
      <section aria-labelledby="why-title" className="rounded-lg border bg-surface px-6 py-6 max-sm:px-5">
        <h1 id="why-title" className="text-balance font-semibold text-xl tracking-[-0.01em]">
          {title}
        </h1>
        <p className="mt-3 text-base text-pretty">{text}</p>
        {next && <p className="mt-3 text-base text-pretty">{next}</p>}
      </section>
      {foot && <p className="mt-4 text-balance px-2 text-center text-faint text-xs">{foot}</p>}
    </>
  )
}
