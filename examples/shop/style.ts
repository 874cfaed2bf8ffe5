/** Kept as a string so that a bundle needs no file beside it. */
export const STYLE = `
:root { color-scheme: light dark; --ground: light-dark(#f7f5f0, #16181a); --card: light-dark(#fffefb, #1f2225);
  --ink: light-dark(#1d2421, #eceae4); --quiet: light-dark(#5d655f, #a4aaa5); --line: light-dark(#e2ddd2, #34383c);
  --accent: light-dark(#17614a, #7fd1b0); --on-accent: light-dark(#ffffff, #10231c); --alert: light-dark(#a3261b, #ff9d90) }
* { box-sizing: border-box }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif }
header { display: flex; flex-wrap: wrap; gap: 8px 24px; align-items: center; min-height: 68px; padding: 12px max(20px, 50% - 520px);
  background: var(--card); border-bottom: 1px solid var(--line) }
header form { display: flex; gap: 12px; align-items: center; margin-left: auto }
.brand { font: 600 22px/1.3 Georgia, serif; color: var(--ink); text-decoration: none }
nav { display: flex; gap: 18px } nav a { text-decoration: none } nav a:hover { text-decoration: underline }
@media (max-width: 600px) { nav { order: 1; width: 100% } }
main { max-width: 1080px; margin: 0 auto; padding: 32px 20px 64px }
h1 { font: 600 30px/1.2 Georgia, serif; margin: 0 0 16px }
h2 { font-size: 18px; margin: 0 } h3 { font-size: 16px; margin: 16px 0 0 }
a { color: var(--accent); text-underline-offset: 3px }
.quiet { color: var(--quiet); font-size: 14px }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 24px }
.narrow { max-width: 440px; margin: 32px auto }
.grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(260px, 1fr)); gap: 20px; padding: 0; list-style: none }
.grid .row { margin-top: 12px }
svg { display: block; width: 96px; margin: 8px auto 20px; fill: none; stroke: var(--accent); stroke-width: 1.6;
  stroke-linejoin: round; stroke-linecap: round }
.row { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; justify-content: space-between }
.stack { display: grid; gap: 14px; max-width: 440px } .field { display: grid; gap: 4px } .keys { padding: 0; list-style: none } .keys li { padding: 10px 0; border-top: 1px solid var(--line) }
label { display: grid; gap: 4px; font-size: 14px; font-weight: 600 }
.check { display: flex; gap: 8px; align-items: center; font-weight: 400 }
fieldset { border: 0; padding: 0; margin: 0; display: flex; flex-wrap: wrap; gap: 8px 20px } legend { padding: 0; font-size: 14px; font-weight: 600 }
input { font: 400 16px/1.4 system-ui, sans-serif; color: inherit; background: var(--ground); border: 1px solid var(--quiet); border-radius: 8px; padding: 9px 12px }
input[type=checkbox] { margin: 0; accent-color: var(--accent); width: 18px; height: 18px }
button, .button { font: 600 15px/1.4 system-ui, sans-serif; color: var(--on-accent); background: var(--accent);
  border: 1px solid var(--accent); border-radius: 8px; padding: 8px 16px; cursor: pointer; text-decoration: none; display: inline-block }
.plain { color: var(--ink); background: none; border-color: var(--quiet) }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
table { width: 100%; border-collapse: collapse; margin-bottom: 20px } th, td { text-align: left; padding: 10px 0; border-bottom: 1px solid var(--line) }
.number { text-align: right; font-variant-numeric: tabular-nums }
output, code { font: 14px/1.5 ui-monospace, monospace; overflow-wrap: anywhere }
output { display: block; background: var(--ground); border: 1px dashed var(--quiet); border-radius: 8px; padding: 9px 12px; user-select: all }
[role=alert] { color: var(--alert); font-weight: 600 }
`
