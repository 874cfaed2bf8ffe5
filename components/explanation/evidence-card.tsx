import { type EvidenceItem, EvidenceList } from '@/components/credential/evidence-list'
import { Time } from '@/components/ui/time'
import { duration } from '@/lib/format/duration'
import { reasonTitle } from '@/lib/locale/en/explain'
import type { Explanation, RecordedRefusal } from '@/lib/services/explanation'
import type { Told } from './judge-at'

/** What the verdict rests on: what the caller reported, apart from what Assay saw itself. */
export function EvidenceCard({ explanation, told }: { explanation: Explanation; told: Told }) {
  const { recorded } = explanation
  const judged: EvidenceItem = { term: 'Judged at', value: <Time at={told.verdict.judgedAt} form="absolute" /> }
  const items = recorded === null ? [judged] : [...reported(recorded), judged, ...counted(recorded)]
  return (
    <EvidenceList items={items} alsoTrue={told.verdict.also.map((each) => reasonTitle(each.reason).toLowerCase())} />
  )
}

function reported(recorded: RecordedRefusal): EvidenceItem[] {
  const items: (EvidenceItem | null)[] = [
    recorded.ip === null ? null : { term: 'Address', value: recorded.ip, reported: true },
    recorded.country === null ? null : { term: 'Country', value: recorded.country, reported: true },
    recorded.device === null ? null : { term: 'Device', value: recorded.device, reported: true },
    { term: 'Asked by', value: recorded.applicationName },
    recorded.callerIp === null ? null : { term: 'Caller', value: <span className="mono">{recorded.callerIp}</span> },
    recorded.sentAt === null
      ? null
      : { term: 'Caller clock', value: clockWords(recorded.sentAt - recorded.judgedAt), reported: true },
  ]
  return items.filter((item) => item !== null)
}

function counted({ count, firstAt, lastAt }: RecordedRefusal): EvidenceItem[] {
  if (count === 1) return []
  return [
    { term: 'Alike', value: `${count} times within the hour` },
    { term: 'First', value: <Time at={firstAt} form="compact" /> },
    { term: 'Latest', value: <Time at={lastAt} form="compact" /> },
  ]
}

function clockWords(skewMilliseconds: number): string {
  if (Math.abs(skewMilliseconds) < 1_000) return 'right to the second'
  return `${duration(Math.abs(skewMilliseconds))} ${skewMilliseconds > 0 ? 'ahead' : 'behind'}`
}
