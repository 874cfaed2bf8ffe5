'use client'

import Link from 'next/link'
import { routes } from '@/lib/routes'
import type { OperatorView } from '@/lib/services/operators/manage/list-operators'
import { OperatorActs } from './operator-acts'
import { OperatorFacts, RolesHeld } from './operator-facts'
import type { OperatorSetting } from './setting'

export type OperatorBriefProps = {
  operator: OperatorView
  setting: OperatorSetting
  /** Called when they are no operator any more. */
  onGone: () => void
}

/** Who it is, what may be done, what they hold and how they come in. */
export function OperatorBrief({ operator, setting, onGone }: OperatorBriefProps) {
  const { id, name, email } = operator
  return (
    <>
      <h2 className="font-semibold text-lg">
        <Link href={routes.operator(id)} className="hover:underline">
          {name}
        </Link>
      </h2>
      <p className="text-muted">{email}</p>
      <div className="mt-3.5 flex flex-wrap gap-2">
        <OperatorActs operator={operator} setting={setting} onGone={onGone} />
      </div>
      <section className="mt-5 border-t pt-4">
        <h3 className="mb-2 font-semibold">Roles</h3>
        <RolesHeld roles={operator.roles} />
      </section>
      <section className="mt-5 border-t pt-4">
        <h3 className="mb-2 font-semibold">Sign-in</h3>
        <OperatorFacts operator={operator} setting={setting} />
      </section>
    </>
  )
}
