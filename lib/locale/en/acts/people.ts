import { type ActTextsOf, at } from '../act-text'

export const PEOPLE_ACTS: ActTextsOf<'subject'> = {
  'subject.created': {
    label: 'Person first seen',
    word: 'first seen, entered',
    tell: ({ directory }, { target }) => `entered ${target} into the directory ${directory}`,
  },
  'subject.updated': {
    label: 'Name or mail changed',
    word: 'name or mail changed',
    tell: (_, { target, application }) => `changed the name or mail of ${target}${at(application)}`,
  },
  'subject.disabled': {
    label: 'Person disabled',
    word: 'disabled',
    tell: (_, { target }) => `disabled ${target}: nothing of theirs is accepted`,
  },
  'subject.enabled': {
    label: 'Person enabled',
    word: 'enabled',
    tell: (_, { target }) => `enabled ${target} again`,
  },
  'subject.revealed': {
    label: 'Personal data revealed',
    word: 'mail and addresses revealed',
    tell: ({ reason }, { target }) => `looked at the mail and addresses of ${target}: ${reason}`,
  },
}
