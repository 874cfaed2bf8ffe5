import { ListLoading } from '../_list/list-loading'
import { caseHeads } from './_components/heads'

export default function Loading() {
  return <ListLoading title="Cases" heads={caseHeads} />
}
