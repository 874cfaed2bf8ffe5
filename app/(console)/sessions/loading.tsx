import { ListLoading } from '../_list/list-loading'
import { sessionHeads } from './_components/heads'

export default function SessionsLoading() {
  return <ListLoading title="Sessions" heads={sessionHeads} />
}
