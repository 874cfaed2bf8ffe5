import { ListLoading } from '../_credential/list-loading'
import { sessionColumns } from './_components/columns'

export default function SessionsLoading() {
  return <ListLoading title="Sessions" columns={sessionColumns} />
}
