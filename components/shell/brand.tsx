/** The mark: a hexagon, as an assayer's stamp, with the balance's A in it. */
export function BrandMark({ size = 20 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden="true">
      <path d="M10 .9 18.1 5.5v9L10 19.1 1.9 14.5v-9z" className="fill-gold" />
      <path
        d="M6.4 13.9 10 5.6l3.6 8.3M7.7 11.2h4.6"
        className="fill-none stroke-on-gold"
        strokeWidth="1.7"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
