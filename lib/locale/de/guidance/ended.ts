import { type HolderTexts, holderText } from '../../guidance/words'

/** Stufe A und B klingen gleich: Wer sich etwas ausgedacht hat, darf nicht erfahren, wie nah es war. */
const UNRECOGNISED: HolderTexts = {
  person: holderText(
    'Ihre Anmeldung wurde nicht erkannt',
    ({ application }) =>
      `Was zeigen sollte, dass Sie bei ${application} angemeldet sind, ist vielleicht unvollständig oder zu alt.`,
    'Melden Sie sich neu an. Wenn das wieder vorkommt, löschen Sie die Cookies dieser Website und versuchen Sie es noch einmal.',
  ),
  developer: holderText(
    'Der Schlüssel wurde nicht erkannt',
    ({ application }) =>
      `Was gesendet wurde, ist kein Schlüssel, den ${application} annehmen kann. Vielleicht ist er unvollständig, beim Kopieren verändert oder für eine andere Umgebung bestimmt.`,
    'Kopieren Sie den Schlüssel noch einmal, vom ersten bis zum letzten Zeichen. Wenn das nicht hilft, legen Sie einen neuen an.',
  ),
}

export const UNRECOGNISED_TEXTS = {
  malformed: UNRECOGNISED,
  wrong_environment: UNRECOGNISED,
  mistyped: UNRECOGNISED,
  forged: UNRECOGNISED,
  tampered: UNRECOGNISED,
  unknown: UNRECOGNISED,
  mismatch: UNRECOGNISED,
} as const

/** Stufe C: beendet, aber nicht widerrufen. */
export const ENDED_TEXTS = {
  superseded: {
    person: holderText(
      'Eine neuere Anmeldung gilt',
      'Diese Sitzung wurde erneuert, und die ältere Kopie wird nicht mehr angenommen.',
      'Laden Sie die Seite neu. Wenn das nicht hilft, melden Sie sich neu an.',
    ),
    developer: holderText(
      'Der Schlüssel wurde ersetzt',
      'Dieser Schlüssel wurde durch einen neueren ersetzt, und die Zeit, in der beide galten, ist vorbei.',
      'Setzen Sie den neueren überall an seine Stelle, wo das Programm ihn aufbewahrt.',
    ),
  },
  replayed: {
    person: holderText(
      'Zu Ihrem Schutz abgemeldet',
      'Eine Kopie dieser Sitzung wurde benutzt, die schon ersetzt war. Jemand anders könnte sie haben, deshalb wurde die Sitzung beendet.',
      'Melden Sie sich neu an. Wenn Sie Aktivitäten sehen, die nicht von Ihnen sind, ändern Sie Ihr Passwort.',
    ),
    developer: holderText(
      'Zu Ihrem Schutz beendet',
      'Eine Kopie dieses Schlüssels wurde benutzt, die schon ersetzt war. Jemand anders könnte sie haben, deshalb wurden alle Kopien beendet.',
      'Legen Sie einen neuen an und finden Sie heraus, wo die ältere Kopie noch liegt.',
    ),
  },
  consumed: {
    person: holderText(
      'Dieser Link wurde schon benutzt',
      'Ein solcher Link funktioniert einmal. Vielleicht wurde er schon geöffnet, etwa von einem Programm, das Ihre E-Mails prüft.',
      'Fordern Sie einen neuen an und öffnen Sie ihn bald.',
    ),
    developer: holderText(
      'Schon einmal benutzt',
      'Was gesendet wurde, gilt nur einmal und war schon benutzt.',
      'Fordern Sie für jede Verwendung einen neuen Wert an.',
    ),
  },
  subject_disabled: {
    person: holderText(
      'Ihr Zugang ist abgeschaltet',
      ({ application }) => `Ihr Konto bei ${application} ist zurzeit abgeschaltet.`,
      ({ application }) =>
        `Fragen Sie den Support von ${application} oder Ihren Administrator, wann es wieder eingeschaltet wird.`,
    ),
    developer: holderText(
      'Das Konto zum Schlüssel ist abgeschaltet',
      'Die Person oder der Dienst, zu dem dieser Schlüssel gehört, ist zurzeit abgeschaltet.',
      'Fragen Sie Ihren Administrator. Der Schlüssel gilt wieder, sobald das Konto eingeschaltet ist.',
    ),
  },
  application_disabled: {
    person: holderText(
      'Dieser Dienst ist abgeschaltet',
      ({ application }) => `${application} ist zurzeit für alle abgeschaltet.`,
      'Versuchen Sie es später noch einmal.',
    ),
    developer: holderText(
      'Dieser Dienst ist abgeschaltet',
      ({ application }) => `${application} ist zurzeit abgeschaltet und nimmt keine Schlüssel an.`,
      'Versuchen Sie es später noch einmal. Der Schlüssel muss nicht ersetzt werden.',
    ),
  },
} as const satisfies Record<string, HolderTexts>
