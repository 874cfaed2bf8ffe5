import { ListLoading } from '../_list/list-loading'
import { refusalColumns } from './_components/columns'

export default function RefusalsLoading() {
  return <ListLoading title="Refusals: audit history of invalid tokens" columns={refusalColumns} />
}
