'use client'

import { Search } from 'lucide-react'
import dynamic from 'next/dynamic'
import {
  type FormEvent,
  useCallback,
  useEffect,
  useId,
  useRef,
  useState,
  useSyncExternalStore,
  useTransition,
} from 'react'
import { useFind } from '@/components/find/use-find'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import { SkeletonLines } from '@/components/ui/skeleton'
import { type Asked, askedNow, subscribeToAsked } from '@/lib/browser/asked'
import type { RoleBinding } from '@/lib/core/permissions'
import type { Explanation } from '@/lib/services/explanation'
import type { Found } from '@/lib/services/find/find'
import type { explainPastedToken, findText } from '../actions'
import { FoundList } from './found-list'

const loadExplained = () => import('../_explanation/explained')
const Explained = dynamic(() => loadExplained().then((module) => module.Explained), {
  loading: () => <SkeletonLines lines={6} />,
})

interface FindPanelProps {
  readonly find: typeof findText
  readonly explainToken: typeof explainPastedToken
  readonly bindings: readonly RoleBinding[]
}

type TextAsked = Extract<Asked, { type: 'text' }>

type Answer =
  | { readonly type: 'found'; readonly items: readonly Found[]; readonly asked: TextAsked }
  | { readonly type: 'explained'; readonly explanation: Explanation }
  | { readonly type: 'failed'; readonly message: string; readonly requestId: string | undefined }

/** The one search box with its answer below. What is asked lives in memory and is gone with the tab. */
export function FindPanel({ find, explainToken, bindings }: FindPanelProps) {
  const asked = useSyncExternalStore(subscribeToAsked, askedNow, () => null)
  const [answer, setAnswer] = useState<Answer | null>(null)
  const [pending, startTransition] = useTransition()
  const answerTo = useCallback(
    (question: Asked) =>
      startTransition(async () => {
        setAnswer(await (question.type === 'token' ? askJudge(explainToken, question) : askStore(find, question)))
      }),
    [find, explainToken],
  )
  useEffect(() => {
    if (asked !== null) answerTo(asked)
  }, [asked, answerTo])
  return (
    <div className="flex flex-col gap-6">
      <FindForm />
      <div aria-live="polite">
        {pending ? (
          <SkeletonLines lines={6} />
        ) : (
          <AnswerView answer={answer} bindings={bindings} retry={() => asked !== null && answerTo(asked)} />
        )}
      </div>
    </div>
  )
}

/**
 * The field is not controlled: what is pasted is read once, on submit, and the field is emptied. It has no name: a browser that
 * sends the form before any script has come would put a named one into the address.
 */
function FindForm() {
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const go = useFind()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (field.current === null) return
    const typed = field.current.value
    field.current.value = ''
    go(typed)
  }
  return (
    <form onSubmit={submit} className="mx-auto flex w-full max-w-2xl flex-col gap-3 pt-[9vh]">
      <h1 className="text-balance font-semibold text-2xl tracking-[-0.02em]">
        <label htmlFor={id}>What do you want to know about?</label>
      </h1>
      <div className="flex gap-2">
        <div className="flex h-10 min-w-0 grow items-center gap-2.5 rounded-md border bg-surface px-3 focus-within:border-gold">
          <Search size={16} strokeWidth={1.6} className="shrink-0 text-faint" aria-hidden />
          <input
            id={id}
            ref={field}
            autoComplete="off"
            autoCorrect="off"
            autoCapitalize="off"
            spellCheck={false}
            placeholder="Token, id, mail, address or request id"
            className="min-w-0 grow bg-transparent text-base outline-none placeholder:text-faint"
          />
        </div>
        <Button type="submit" variant="primary" className="h-10 px-4">
          Find
        </Button>
      </div>
      <p className="text-muted">A token is taken apart in this browser. Its secret is not sent, stored or shown.</p>
    </form>
  )
}

type AnswerViewProps = { answer: Answer | null; bindings: readonly RoleBinding[]; retry: () => void }

function AnswerView({ answer, bindings, retry }: AnswerViewProps) {
  if (answer === null) return <Hints />
  switch (answer.type) {
    case 'failed':
      return (
        <ErrorState
          title="This could not be looked up"
          detail={answer.message}
          requestId={answer.requestId}
          retry={retry}
        />
      )
    case 'explained':
      return <Explained explanation={answer.explanation} bindings={bindings} refresh={async () => retry()} />
    case 'found':
      return answer.items.length > 0 ? (
        <FoundList items={answer.items} at={answer.asked.at} bindings={bindings} />
      ) : (
        <NothingFound text={answer.asked.text} />
      )
  }
}

function NothingFound({ text }: { text: string }) {
  return (
    <EmptyState
      icon={Search}
      title={`Nothing begins with “${text}”`}
      next="Names, mail addresses and ids are found by their beginning, addresses also as a network such as 203.0.113.0/24. A reference from an error page begins with req_."
    />
  )
}

const HINTS = [
  ['A reference from an error page', 'req_ and 22 characters: who was refused, why, and what to do.'],
  ['A token', 'Whether it is valid now, every check that was made, and who or what ended it.'],
  ['A name or mail address', 'Everything of that person: sessions, keys and refusals in all applications.'],
  ['A network address', 'What was used from there and what was refused.'],
  ['Somebody or an address, and a time', 'amara@example.org around 14:03: what happened to them just then.'],
  ['A case', 'CASE-1042: what was reported, what explained it and what was answered.'],
] as const

function Hints() {
  return (
    <dl className="mx-auto grid w-full max-w-2xl gap-x-8 gap-y-4 sm:grid-cols-2">
      {HINTS.map(([term, meaning]) => (
        <div key={term}>
          <dt className="font-medium">{term}</dt>
          <dd className="text-muted">{meaning}</dd>
        </div>
      ))}
    </dl>
  )
}

async function askStore(find: FindPanelProps['find'], question: TextAsked): Promise<Answer> {
  const outcome = await find(question.text)
  if (!outcome.ok) return { type: 'failed', message: outcome.error.message, requestId: outcome.error.requestId }
  return { type: 'found', items: outcome.value, asked: question }
}

async function askJudge(
  explainToken: FindPanelProps['explainToken'],
  question: Extract<Asked, { type: 'token' }>,
): Promise<Answer> {
  // What shows the answer is fetched while the judge works.
  void loadExplained()
  const outcome = await explainToken(question.description)
  if (!outcome.ok) return { type: 'failed', message: outcome.error.message, requestId: outcome.error.requestId }
  return { type: 'explained', explanation: outcome.value }
}
