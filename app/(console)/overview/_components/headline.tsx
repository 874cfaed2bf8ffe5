'use client'

import { CircleCheck, TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { plural } from '@/lib/format/count'
import { tellSurge } from '@/lib/locale/en/overview'
import type { OverviewStory } from '@/lib/queries/overview'
import { routes } from '@/lib/routes'
import { Sentence } from './told'

/** Whether anything is wrong now, since when, and where. It is announced when it changes. */
export function Headline({ overview: { surge, surgeWord, unusual } }: { overview: OverviewStory }) {
  const quiet = surge === null && unusual.length === 0
  const Icon = quiet ? CircleCheck : TriangleAlert
  return (
    <div role="status" className="mb-4.5 flex items-start gap-2.5">
      <Icon
        size={20}
        strokeWidth={1.8}
        className={`mt-0.75 shrink-0 ${quiet ? 'text-active' : 'text-soon'}`}
        aria-hidden
      />
      <div>
        <p className="text-pretty font-semibold text-lg">
          {surge === null ? (
            quietWords(unusual.length)
          ) : (
            <Sentence
              told={tellSurge(
                surge,
                surgeWord === null
                  ? null
                  : {
                      word: surgeWord,
                      share: surge.reason.share,
                      application: surge.application.of.name,
                      applicationShare: surge.application.share,
                    },
              )}
            />
          )}
        </p>
        {surge !== null && (
          <Link
            className="link"
            href={routes.refusals({
              within: 'last-1h',
              ...(surge.reason.share >= 0.5 && { reason: surge.reason.of }),
              ...(surge.application.share >= 0.5 && { application: surge.application.of.id }),
            })}
          >
            See these refusals
          </Link>
        )}
      </div>
    </div>
  )
}

function quietWords(unusual: number): string {
  return unusual === 0
    ? 'Nothing unusual.'
    : `Refusals are as usual; ${plural(unusual, 'thing is', 'things are')} worth a look.`
}
