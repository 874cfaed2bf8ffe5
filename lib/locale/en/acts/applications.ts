import type { ActTextsOf } from '../act-text'

export const APPLICATION_ACTS: ActTextsOf<'application' | 'policy'> = {
  'application.created': {
    label: 'Application connected',
    word: 'connected',
    tell: ({ environment }, { target }) => `connected ${target} (${environment})`,
  },
  'application.changed': {
    label: 'Application changed',
    word: 'changed',
    tell: ({ before, after }, { target }) => {
      if (before.name !== after.name) return `renamed ${before.name} to ${after.name}`
      return before.signInUrl === after.signInUrl
        ? `changed who answers for ${target}`
        : `changed the sign-in address of ${target}`
    },
  },
  'application.mail_changed': {
    label: 'Mails of an application changed',
    word: 'mails changed',
    tell: (_, { target }) => `changed which mails the people of ${target} get, and how`,
  },
  'application.disabled': {
    label: 'Application disabled',
    word: 'disabled',
    tell: (_, { target }) => `disabled ${target}: none of its credentials is accepted`,
  },
  'application.enabled': {
    label: 'Application enabled',
    word: 'enabled',
    tell: (_, { target }) => `enabled ${target} again`,
  },
  'policy.created': {
    label: 'Policy created',
    word: 'policy created',
    tell: ({ name }) => `created the policy ${name}`,
  },
  'policy.changed': {
    label: 'Policy changed',
    word: 'policy changed',
    tell: ({ version, previewedEndings }, { target }) => {
      const known = previewedEndings === null ? '' : `, knowing that ${previewedEndings} live credentials would end`
      return `put version ${version} of ${target} in force${known}`
    },
  },
}
