import { ListLoading } from '../_list/list-loading'
import { refusalHeads } from './_components/heads'

export default function RefusalsLoading() {
  return <ListLoading title="Refusals: audit history of invalid tokens" heads={refusalHeads} />
}
