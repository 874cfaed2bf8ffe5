import { routes } from '@/lib/routes'
import { CredentialLoading } from '../../_credential/credential-loading'

export default function SessionLoading() {
  return <CredentialLoading crumb={{ label: 'Sessions', href: routes.sessions() }} />
}
