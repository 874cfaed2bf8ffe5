import type { Kind } from '@/lib/core/credential'
import { lengthWords, listWords } from '../../guidance/format'
import type { EndedMail, MailBody, MailReader, MailWords, OwnedCredential } from '../../guidance/mail-words'

/** Jede E-Mail auf Deutsch. */
export const MAILS: MailWords = {
  greeting: (name) => (name === null ? 'Guten Tag,' : `Guten Tag ${name},`),
  ended: (mail) => (counted(mail) === 1 ? oneEnded(mail) : manyEnded(mail)),
  keyEnds: ({ reader, application, key, endsAt, instant }) => ({
    subject: `${application}: ${THE[reader]} API-Schlüssel ${named(key)} läuft bald ab`,
    paragraphs: [
      `${THE[reader]} API-Schlüssel ${named(key)} für ${application} läuft am ${instant(endsAt)} ab. Was ihn dann noch benutzt, wird abgewiesen.`,
      'Ersetzen Sie ihn vorher: Legen Sie einen Nachfolger an, setzen Sie ihn ein und prüfen Sie, ob alles weiterläuft.',
    ],
    facts: [...keyFacts(key, instant), ['Läuft ab', instant(endsAt)]],
  }),
  rotationDue: ({ reader, application, key, endsAt, afterSeconds, over, instant }) => ({
    subject: `${application}: ${THE[reader]} API-Schlüssel ${named(key)} ist zu ersetzen`,
    paragraphs: [
      `Bei ${application} werden API-Schlüssel nach ${lengthWords(afterSeconds, 'de-DE').replace(/\bTage\b/, 'Tagen')} ersetzt. Für ${THEM[reader]} Schlüssel ${named(key)} ${over ? 'war' : 'ist'} das am ${instant(endsAt)}. Er gilt weiter, bis er ersetzt ist.`,
      'Legen Sie einen Nachfolger an, setzen Sie ihn ein und prüfen Sie, ob alles weiterläuft, bevor der alte abgewiesen wird.',
    ],
    facts: [...keyFacts(key, instant), [over ? 'Fällig seit' : 'Fällig', instant(endsAt)]],
  }),
  overlapEnds: ({ reader, application, key, endsAt, lastUsedAt, instant }) => ({
    subject: `${application}: ${OLD[reader]} API-Schlüssel ${named(key)} wird noch benutzt`,
    paragraphs: [
      `${THE[reader]} API-Schlüssel ${named(key)} für ${application} wurde ersetzt, aber der alte wurde danach noch benutzt. Ab dem ${instant(endsAt)} wird er abgewiesen.`,
      'Finden Sie das Programm, das den alten Schlüssel noch hat, und geben Sie ihm vorher den neuen.',
    ],
    facts: [
      ...keyFacts(key, instant),
      ['Zuletzt benutzt (alter Schlüssel)', instant(lastUsedAt)],
      ['Wird abgewiesen ab', instant(endsAt)],
    ],
  }),
  newDevice: ({ at, device, address, instant }) => ({
    subject: 'Assay: Anmeldung auf einem neuen Gerät',
    paragraphs: [
      'Jemand hat sich mit Ihrem Konto bei Assay angemeldet, auf einem Gerät, das Sie bisher nicht benutzt haben.',
      'Wenn Sie das waren, ist nichts zu tun. Wenn nicht, beenden Sie diese Sitzung in den Einstellungen unter „Sessions“ und ändern Sie gleich Ihr Passwort.',
    ],
    facts: [
      ['Gerät', device ?? 'unbekannt'],
      ['Adresse', address ?? 'unbekannt'],
      ['Zeitpunkt', instant(at)],
    ],
  }),
  breakGlass: ({ at, instant }) => ({
    subject: 'Assay: Der Notzugang wurde benutzt',
    paragraphs: [
      'Auf einem Rechner dieser Installation wurde der Befehl für den Notzugang ausgeführt. Er verschafft Zugang zu Assay ohne Anmeldung.',
      'Wenn Sie den Grund nicht kennen, fragen Sie gleich, wer Zugang zu diesem Rechner hat. Die Einzelheiten stehen im Protokoll.',
    ],
    facts: [['Zeitpunkt', instant(at)]],
  }),
  invitation: ({ invitedBy, expiresAt, instant }) => ({
    subject: 'Assay: Sie sind eingeladen, Assay mit zu betreuen',
    paragraphs: [
      `${invitedBy} lädt Sie zu Assay ein, der Konsole, in der Sitzungen und API-Schlüssel betreut werden.`,
      'Öffnen Sie den Link unten und wählen Sie ein eigenes Passwort. Er gilt einmal. Wenn Sie das nicht erwarten, lassen Sie ihn liegen: Er läuft von selbst ab.',
    ],
    facts: [['Gültig bis', instant(expiresAt)]],
  }),
  forgotten: ({ expiresAt, instant }) => ({
    subject: 'Assay: Neues Passwort wählen',
    paragraphs: [
      'Jemand hat für Ihr Konto bei Assay ein neues Passwort angefordert. Öffnen Sie den Link unten, um eines zu wählen; Ihre Sitzungen enden dann.',
      'Nach Ihrem zweiten Faktor wird danach weiterhin gefragt. Wenn Sie das nicht waren, lassen Sie den Link liegen: Ohne ihn ändert sich nichts.',
    ],
    facts: [['Gültig bis', instant(expiresAt)]],
  }),
  test: () => ({
    subject: 'Assay: Testmail',
    paragraphs: ['Das ist die Testmail, um die Sie gebeten haben. E-Mails von Assay kommen bei Ihnen an.'],
    facts: [],
  }),
  openConsole: 'Assay öffnen',
  acceptInvitation: 'Einladung annehmen',
  choosePassword: 'Neues Passwort wählen',
  footOfOwner: (application, reader, answered) => [
    `Sie erhalten diese E-Mail, weil ${reader === 'owner' ? `Sie ein Konto bei ${application} haben` : `Sie als Kontakt eines API-Schlüssels von ${application} genannt sind`}. Niemand wird Sie je per E-Mail nach einem Schlüssel oder Passwort fragen.`,
    answered ? `Ihre Antwort erreicht ${application}.` : 'Antworten auf diese E-Mail liest niemand.',
  ],
  footOfOperator: [
    'Sie erhalten diese E-Mail, weil Sie Assay betreuen. Niemand wird Sie je per E-Mail nach einem Passwort fragen.',
    'Antworten auf diese E-Mail liest niemand.',
  ],
  footOfInvited: [
    'Sie erhalten diese E-Mail, weil jemand, der Assay betreut, Ihre Adresse angegeben hat. Niemand wird Sie je per E-Mail nach einem Passwort fragen.',
    'Antworten auf diese E-Mail liest niemand.',
  ],
}

const THE: Readonly<Record<MailReader, string>> = { owner: 'Ihr', contact: 'Der' }
const THEM: Readonly<Record<MailReader, string>> = { owner: 'Ihren', contact: 'den' }
const OLD: Readonly<Record<MailReader, string>> = { owner: 'Ihr alter', contact: 'Der alte' }

const NOUNS: Readonly<Record<Kind, readonly [one: string, many: string]>> = {
  session: ['Sitzung', 'Sitzungen'],
  api_key: ['API-Schlüssel', 'API-Schlüssel'],
  one_time: ['Einmal-Link', 'Einmal-Links'],
  certificate: ['Zertifikat', 'Zertifikate'],
}

function oneEnded({ application, at, credentials, guidance, instant }: EndedMail): MailBody {
  const [credential] = credentials
  const [{ title, happened, next }] = guidance
  return {
    subject: `${application}: ${title}`,
    paragraphs: [happened, next],
    facts: [...factsOf(credential, instant), ['Beendet', instant(at)]],
  }
}

function manyEnded({ reader, application, at, credentials, counts, guidance, instant }: EndedMail): MailBody {
  const all = listWords(
    counts.map(({ kind, count }) => `${count} ${NOUNS[kind][count === 1 ? 0 : 1]}`),
    'de-DE',
  )
  return {
    subject:
      reader === 'owner'
        ? `${application}: ${all} von Ihnen beendet`
        : `${application}: ${all} beendet, die Sie als Kontakt nennen`,
    paragraphs: [
      `Bei ${application} wurden am ${instant(at)} gemeinsam beendet: ${all}.`,
      ...guidance.map(({ next }) => next),
    ],
    facts: [
      ['Anlass', guidance[0].title],
      ...credentials.map((each) => line(each, instant)),
      ...moreThan(credentials.length, counted({ counts })),
    ],
  }
}

function counted({ counts }: Pick<EndedMail, 'counts'>): number {
  return counts.reduce((sum, { count }) => sum + count, 0)
}

function moreThan(listed: number, total: number): (readonly [string, string])[] {
  return total > listed ? [['Und', `${total - listed} weitere`]] : []
}

function line(credential: OwnedCredential, instant: EndedMail['instant']): readonly [string, string] {
  const what = credential.name ?? credential.device
  return [NOUNS[credential.kind][0], `${what === null ? '' : `${what}, `}seit ${instant(credential.begunAt)}`]
}

function factsOf(credential: OwnedCredential, instant: EndedMail['instant']): (readonly [string, string])[] {
  if (credential.kind !== 'session') return keyFacts(credential, instant)
  return [
    ['Gerät', credential.device ?? 'unbekannt'],
    ['Angemeldet', instant(credential.begunAt)],
  ]
}

function keyFacts(
  { kind, name, begunAt }: OwnedCredential,
  instant: EndedMail['instant'],
): (readonly [string, string])[] {
  return [
    [NOUNS[kind][0], name ?? 'ohne Namen'],
    ['Angelegt', instant(begunAt)],
  ]
}

function named({ name }: OwnedCredential): string {
  return name === null ? 'ohne Namen' : `„${name}“`
}
