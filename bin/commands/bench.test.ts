import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { projectRoot } from '@/lib/root'

/** Where bench puts its database: what is left in it would be left on every machine. */
const temporary = mkdtempSync(join(tmpdir(), 'assay-bench-test-'))
chmodSync(temporary, 0o755)

afterAll(() => rmSync(temporary, { recursive: true, force: true }))

function bench(...args: string[]) {
  const child = spawn(process.execPath, [join(projectRoot(), 'bin', 'assay.mjs'), 'bench', ...args], {
    env: { ...process.env, TMPDIR: temporary, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  const ended = new Promise<number | null>((done) => child.once('close', done))
  return { child, ended, output: () => output }
}

test('measures every target, prints the ratios and leaves nothing behind', { timeout: 120_000 }, async () => {
  const run = bench('--seconds', '1', '--sessions', '100', '--concurrency', '4')
  expect([await run.ended, run.output()]).toEqual([0, expect.stringContaining('verify, active ÷ bare select')])
  for (const name of ['verify, active', 'verify, forged', 'verify, ended', 'bare select', 'bare echo']) {
    expect(run.output()).toMatch(new RegExp(`^${name} +[\\d,]+ +[\\d.]+ +[\\d.]+$`, 'm'))
  }
  expect(readdirSync(temporary)).toEqual([])
})

test.each([
  ['starts', 'Issuing'],
  ['measures', 'Measuring'],
])('ends and cleans up when it is interrupted while it %s', { timeout: 120_000 }, async (_, announced) => {
  const run = bench('--seconds', '60', '--sessions', '100')
  await expect.poll(run.output, { timeout: 60_000 }).toContain(announced)
  run.child.kill('SIGINT')
  expect(await run.ended).toBe(0)
  expect(readdirSync(temporary)).toEqual([])
})

test('refuses numbers it cannot measure with', async () => {
  const run = bench('--seconds', '0')
  expect([await run.ended, run.output().trim()]).toEqual([1, 'assay: --seconds is a whole number from 1 to 3600'])
})
