import type { PageWords } from '../../guidance/page-words'

/** Die Worte um die Auskunft auf ihrer öffentlichen Seite. */
export const PAGE: PageWords = {
  title: 'Was geschehen ist',
  whatHappened: 'Was geschehen ist',
  whatNext: 'Was Sie jetzt tun können',
  about: (application) => application,
  when: 'Zeitpunkt',
  reference: 'Referenz',
  referenceHint: (application) => `Nennen Sie dem Support von ${application} diese Referenz, wenn Sie Hilfe brauchen.`,
  noSignInLink: (application) => `Öffnen Sie ${application} wie gewohnt.`,
  languages: 'Sprache',
  foot: (application) =>
    `${application} prüft Anmeldungen und Schlüssel mit Assay. Diese Seite zeigt nichts darüber, wer Sie sind.`,
  unknown: {
    title: 'Zu dieser Referenz gibt es keine Auskunft',
    text: 'Sie ist vielleicht unvollständig, falsch abgeschrieben oder älter als 30 Tage.',
    next: 'Gehen Sie zurück zur Anwendung und versuchen Sie es dort noch einmal. Wenn Sie wieder abgewiesen werden, erhalten Sie eine neue Referenz.',
    foot: 'Diese Seite erklärt, warum eine Anwendung eine Anmeldung oder einen Schlüssel nicht angenommen hat.',
  },
  tooMany: {
    title: 'Einen Moment bitte',
    text: 'Aus Ihrem Netz wurden in kurzer Zeit viele Referenzen abgefragt. Warten Sie eine Minute und laden Sie diese Seite dann neu.',
  },
  report: {
    title: 'Erklärt es das nicht?',
    lead: (application) =>
      `Schreiben Sie dem Support von ${application}, was Sie gesehen haben. Er liest es zusammen mit dem, was unter Ihrer Referenz aufgezeichnet wurde.`,
    text: 'Was haben Sie gemacht, und was haben Sie gesehen?',
    textHint: 'Bitte ohne Passwörter und Schlüssel: niemand braucht sie.',
    contact: 'Wie man Sie erreicht',
    contactHint: 'Eine Mail-Adresse oder Telefonnummer. Nur wer Ihnen antwortet, sieht sie.',
    optional: 'freiwillig',
    send: 'Absenden',
    problems: {
      text: 'Schreiben Sie, was Sie gesehen haben, in höchstens 1.000 Zeichen.',
      contact: 'Schreiben Sie es in eine Zeile, in höchstens 200 Zeichen.',
      too_many:
        'Hierzu oder aus Ihrem Netz wurden schon mehrere Meldungen gesendet. Warten Sie eine Weile und senden Sie Ihre dann noch einmal.',
      failed:
        'Das konnte nicht gesendet werden. Was Sie geschrieben haben, bleibt hier: Versuchen Sie es gleich noch einmal.',
    },
  },
  reported: {
    title: 'Ihre Meldung ist angekommen',
    text: (application) =>
      `Der Support von ${application} liest sie zusammen mit dem, was unter Ihrer Referenz aufgezeichnet wurde. Sie müssen es nicht noch einmal erklären.`,
    next: (application) =>
      `Wenn Sie angegeben haben, wie man Sie erreicht, erhalten Sie dort Antwort. Wenn nicht, fragen Sie den Support von ${application} mit dieser Fallnummer.`,
    caseNumber: 'Fallnummer',
    at: 'Angekommen',
    back: 'Zurück zu dem, was geschehen ist',
  },
}
