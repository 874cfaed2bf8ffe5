/** Ids of the fills one picture defines; each picture on a page has its own. */
export interface Fills {
  readonly idle: string
  readonly held: string
  readonly overlap: string
  readonly open: string
  readonly clip: string
}

export function fillsOf(id: string): Fills {
  const name = (part: string) => `${id}-${part}`
  return { idle: name('idle'), held: name('held'), overlap: name('overlap'), open: name('open'), clip: name('clip') }
}

/** Hatches, so that no phase is told by colour alone: idle leans right, held leans left, overlap is upright. */
export function Patterns({ fills }: { fills: Fills }) {
  return (
    <>
      <Hatch id={fills.idle} turn={45} ground="fill-soon-soft" line="stroke-soon/55" />
      <Hatch id={fills.held} turn={-45} ground="fill-held-soft" line="stroke-held/60" />
      <Hatch id={fills.overlap} turn={0} ground="fill-soon-soft" line="stroke-soon/70" />
      <linearGradient id={fills.open}>
        <stop offset="0" className="[stop-color:var(--active-soft)]" />
        <stop offset="1" className="[stop-color:var(--active-soft)]" stopOpacity="0" />
      </linearGradient>
    </>
  )
}

function Hatch({ id, turn, ground, line }: { id: string; turn: number; ground: string; line: string }) {
  return (
    <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform={`rotate(${turn})`}>
      <rect width="5" height="5" className={ground} />
      <path d="M0 0v5" className={line} strokeWidth="1.3" />
    </pattern>
  )
}
