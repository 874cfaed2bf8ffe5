import { ListLoading } from '../_list/list-loading'
import { applicationHeads } from './_components/heads'

export default function ApplicationsLoading() {
  return <ListLoading title="Applications" heads={applicationHeads} />
}
