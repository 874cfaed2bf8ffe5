import { ListLoading } from '../_list/list-loading'
import { auditHeads } from './_components/heads'

export default function AuditLoading() {
  return <ListLoading title="Audit" heads={auditHeads} />
}
