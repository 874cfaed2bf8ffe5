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
}
