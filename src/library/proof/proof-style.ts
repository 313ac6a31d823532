/** Style sheet of a proof. After a change, `verifyProof` rejects all pages with the old one. */
export const proofStyle = `
:root { color-scheme: light dark; --ink: #1c1b19; --paper: #fdfcf9; --soft: #5f5b53; --line: #ddd8cd; --mark: #ffe9a8;
  --inner: #ffd257; --good: #1d6b35; --bad: #a3231b; --panel: #f5f2ea; }
@media (prefers-color-scheme: dark) { :root { --ink: #ece8df; --paper: #1b1a18; --soft: #aaa498; --line: #3d3a35;
  --mark: #57481a; --inner: #7a6320; --good: #7fca93; --bad: #f19a92; --panel: #252320; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 Georgia, "Times New Roman", serif; }
main { max-width: 48rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1 { font-size: 1.75rem; line-height: 1.25; margin: .25rem 0 .5rem; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .75rem; padding-top: .75rem; border-top: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 1.5rem 0 .25rem; overflow-wrap: anywhere; }
a { color: inherit; }
.kind, .about, .why, .quotes, dl, .hash, .warning { font-family: system-ui, sans-serif; font-size: .875rem; }
.kind { margin: 0; color: var(--soft); }
.about, .hash { margin: .25rem 0; color: var(--soft); overflow-wrap: anywhere; }
.sentences { padding-left: 1.5rem; }
.sentences > li { margin: 0 0 1.25rem; }
.sentence { margin: 0; font-size: 1.125rem; white-space: pre-wrap; overflow-wrap: anywhere; }
.why { margin: .25rem 0; }
.verdict { font-weight: 600; color: var(--bad); }
.verdict.supported { color: var(--good); }
.quotes { margin: .25rem 0; padding-left: 1.125rem; color: var(--soft); overflow-wrap: anywhere; }
blockquote { margin: .5rem 0 0; padding: .75rem 1rem; background: var(--panel); border-left: 3px solid var(--line);
  white-space: pre-wrap; overflow-wrap: anywhere; }
mark { background: var(--mark); color: inherit; }
mark.inner { background: var(--inner); }
mark:target, .target:target + mark { outline: 2px solid currentColor; }
.unseen { font: .75em ui-monospace, monospace; border: 1px solid var(--bad); border-radius: 3px; padding: 0 .2em; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .25rem 1rem; margin: 0; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
code { font: .9em ui-monospace, monospace; overflow-wrap: anywhere; }
@media (max-width: 32rem) { dl { grid-template-columns: minmax(0, 1fr); gap: 0; } dd { margin-bottom: .5rem; } }
@media print { main { max-width: none; padding: 0; } h2, h3 { break-after: avoid; } blockquote, li { break-inside: avoid; }
  body { background: none; } mark { outline: 1px solid; } }
`;
