import { ListLoading } from '../_list/list-loading'
import { keyColumns } from './_components/columns'

export default function KeysLoading() {
  return <ListLoading title="API keys" columns={keyColumns} />
}
