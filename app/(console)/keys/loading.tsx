import { ListLoading } from '../_list/list-loading'
import { keyHeads } from './_components/heads'

export default function KeysLoading() {
  return <ListLoading title="API keys" heads={keyHeads} />
}
