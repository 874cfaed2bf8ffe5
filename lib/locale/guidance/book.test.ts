import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectRoot } from '@/lib/root'
import { LANGUAGES } from '../languages'
import { guidanceBook } from './testing/book'
import { sampleMails } from './testing/sample-mails'

it('docs/guidance.html shows every text as it is; run vitest with -u after changing one', async () => {
  await expect(guidanceBook()).toMatchFileSnapshot(join(projectRoot(), 'docs', 'guidance.html'))
})

it.each(LANGUAGES)('a mail in %s says the same in both its forms, and why the reader gets it', (language) => {
  for (const { text, html } of sampleMails(language)) {
    const visible = html
      .replace(/<head>.*<\/head>/s, '')
      .replace(/<[^>]+>/g, ' ')
      .replaceAll('&#39;', "'")
    for (const line of text.split('\n').filter((each) => /[.,]$/.test(each))) expect(visible).toContain(line)
    expect(text).not.toMatch(/!|undefined|null|\[object/)
    expect(text).toMatch(/You get this mail because|Sie erhalten diese E-Mail, weil/)
  }
})
