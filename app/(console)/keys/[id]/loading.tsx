import { routes } from '@/lib/routes'
import { CredentialLoading } from '../../_credential/credential-loading'

export default function KeyLoading() {
  return <CredentialLoading crumb={{ label: 'API keys', href: routes.keys() }} />
}
