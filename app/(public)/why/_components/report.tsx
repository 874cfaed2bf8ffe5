/** What to do when the guidance does not help: the reference to quote. The form that reports a problem stands here as well. */
export function Report({ reference, label, hint }: { reference: string; label: string; hint: string }) {
  return (
    <section id="report" aria-label={label} className="mt-3 scroll-mt-4">
      <p className="text-faint text-xs">{label}</p>
      <p className="select-all break-all font-mono">{reference}</p>
      <p className="mt-1 text-muted">{hint}</p>
    </section>
  )
}
