import { ListLoading } from '../_list/list-loading'
import { sessionColumns } from './_components/columns'

export default function SessionsLoading() {
  return <ListLoading title="Sessions" columns={sessionColumns} />
}
