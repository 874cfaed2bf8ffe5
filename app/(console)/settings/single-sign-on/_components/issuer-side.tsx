import { Card } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy-button'

export type IssuerSideProps = {
  callback: string
  signedOut: string
  logout: string
}

/** What to register at the issuer. */
export function IssuerSide({ callback, signedOut, logout }: IssuerSideProps) {
  const addresses = [
    { term: 'Redirect address', value: callback },
    { term: 'Address after sign-out', value: signedOut },
    { term: 'Back-channel logout address', value: logout },
  ]
  return (
    <Card
      title="At the issuer"
      note="Register this console there with the authorization code flow and these addresses."
    >
      <dl className="flex flex-col gap-2.5">
        {addresses.map(({ term, value }) => (
          <div key={term} className="flex flex-wrap items-center gap-x-3">
            <dt className="w-48 text-muted">{term}</dt>
            <dd className="flex min-w-0 items-center gap-1">
              <span className="mono break-all">{value}</span>
              <CopyButton text={value} label={`Copy the ${term.toLowerCase()}`} />
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
