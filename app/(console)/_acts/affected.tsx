import { type Definition, DefinitionList } from '@/components/ui/definition-list'
import { count, plural } from '@/lib/format/count'
import { KIND_TEXTS } from '@/lib/locale/en/kinds'
import type { ActView } from '@/lib/services/acts/act-row'
import type { BlastRadius } from '@/lib/services/acts/blast-radius'
import type { PreviewedAct } from '@/lib/services/acts/preview'

/** What an act would do, to how many and to whom, and when. */
export function Affected({ previewed: { act, named } }: { previewed: PreviewedAct }) {
  const { radius } = act
  return (
    <DefinitionList
      items={[
        { term: 'Affects', value: affectedWords(act, named.map(nameOf)) },
        inUse(act),
        radius.serviceKeys.count > 0 && {
          term: 'Cuts off',
          value: <span className="text-refused-ink">{serviceKeyWords(radius)}</span>,
        },
        act.failed > 0 && {
          term: 'Not found',
          value: `${plural(act.failed, 'credential')} of those chosen: not there any more, or out of your reach.`,
        },
        { term: 'Takes effect', value: effectWords(act) },
      ]}
    />
  )
}

function nameOf({ name, email, externalId }: PreviewedAct['named'][number]): string {
  return name ?? email ?? externalId
}

/** "3 sessions and 1 API key of Ann Archer, in Storefront (3 of 37 live) and Help desk (1 of 12)." */
function affectedWords(act: ActView, names: readonly string[]): string {
  const { radius } = act
  if (radius.subjects === 0) {
    return act.cutoff ? 'Nothing that lives now; whatever appears until you confirm ends, too.' : 'Nothing that lives.'
  }
  const owners = radius.subjects > names.length ? [...names, `${count(radius.subjects - names.length)} more`] : names
  return `${LIST.format(kindWords(radius))} of ${LIST.format(owners)}, in ${LIST.format(placeWords(radius))}.`
}

/** "3 sessions", "1 API key". */
export function kindWords({ kinds }: BlastRadius): string[] {
  return Object.values(KIND_TEXTS).flatMap(({ noun, plural: many }, place) => {
    const number = kinds[KIND_IDS[place] ?? 'session'] ?? 0
    return number > 0 ? [plural(number, noun, many)] : []
  })
}

const KIND_IDS = Object.keys(KIND_TEXTS) as (keyof typeof KIND_TEXTS)[]
const PLACES_NAMED = 4

function placeWords({ applications }: BlastRadius): string[] {
  const named = applications.slice(0, PLACES_NAMED).map(({ name, count: number, live }) => {
    // Counting stops where it no longer decides anything.
    const of = live < Math.min(number, 100) * 10 ? `${count(number)} of ${count(live)} live` : count(number)
    return `${name} (${of})`
  })
  const more = applications.length - named.length
  return more > 0 ? [...named, plural(more, 'other application')] : named
}

function inUse({ radius, verb }: ActView): Definition | false {
  const { usedNow, usedHour, usedDay, addresses, suspended } = radius
  if (radius.subjects === 0) return false
  const now = usedNow === 0 ? 'None is in use right now' : `${count(usedNow)} in use right now`
  const from = addresses === 0 ? '' : `, from ${plural(addresses, 'address', 'addresses')}`
  const paused = suspended > 0 && verb !== 'resume' ? ` ${count(suspended)} suspended already.` : ''
  const then = `${count(usedHour)} used in the last hour and ${count(usedDay)} in the last day`
  return { term: 'In use', value: `${now}; ${then}${from}.${paused}` }
}

function serviceKeyWords({ serviceKeys: { count: number, named } }: BlastRadius): string {
  const applications = [...new Set(named.map(({ application }) => application))]
  const keys = named.map(({ name }) => name)
  const more = number > named.length ? ` and ${count(number - named.length)} more` : ''
  return `${LIST.format(applications)}: ${plural(number, 'service key')} among them (${keys.join(', ')}${more}). Without a key an application can neither sign anybody in nor verify a token.`
}

function effectWords({ verb, cutoff, disables }: ActView): string {
  if (verb === 'resume') return 'At once. Accepted again, unless something else has ended them.'
  if (verb === 'suspend') return 'At once. Refused until it is resumed; nothing is lost.'
  const disabled = disables.length > 0 ? ' The person is disabled with it: nothing new is issued to them.' : ''
  return cutoff
    ? `At once, and for good: everything issued up to that moment, also what appears before you confirm.${disabled}`
    : 'At once, and for good. Exactly these: what is issued from now on is not touched.'
}

const LIST = new Intl.ListFormat('en-GB', { type: 'conjunction' })
