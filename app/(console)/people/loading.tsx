import { ListLoading } from '../_list/list-loading'
import { peopleHeads } from './_components/heads'

export default function PeopleLoading() {
  return <ListLoading title="People" heads={peopleHeads} />
}
