import { ListLoading } from '../_list/list-loading'
import { actHeads } from './_components/heads'

export default function ActsLoading() {
  return <ListLoading title="Acts" heads={actHeads} />
}
