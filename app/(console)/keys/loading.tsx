import { ListLoading } from '../_credential/list-loading'
import { keyColumns } from './_components/columns'

export default function KeysLoading() {
  return <ListLoading title="API keys" columns={keyColumns} />
}
