"""How a report looks: on a wide screen, a phone, in the dark, enlarged and on paper.

Every colour a text can have is readable on every ground a text can stand on (WCAG 2.2, contrast
of 4.5 and up); `tests/report/html/test_style.py` computes it from these very lines. A band has a
word and a shape besides, so that colour carries nothing alone.
"""

STYLE = """
:root {
  color-scheme: light dark;
  --ground: #f3f5f7; --sheet: #ffffff; --well: #e9edf1;
  --ink: #1a1f26; --soft: #4a5563; --link: #0a4f96; --strong: #7a3208;
  --line: #c3cbd5; --mark: #7a3208;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14181d; --sheet: #1d232a; --well: #283039;
    --ink: #eceff3; --soft: #b3bdc9; --link: #8cc2ff; --strong: #f2b48a;
    --line: #46515e; --mark: #f2b48a;
  }
}
* { box-sizing: border-box; }
html { font: 100%/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
body { margin: 0; background: var(--ground); color: var(--ink); overflow-wrap: anywhere; }
main, header, footer { max-width: 68rem; margin-inline: auto; padding-inline: 1.25rem; }
header { padding-block: 2.5rem 0.5rem; }
footer { padding-block: 1rem 3rem; color: var(--soft); font-size: 0.9rem; }
h1 { margin: 0 0 0.75rem; font-size: 1rem; font-weight: 600; color: var(--soft); }
h2 { margin: 0 0 0.75rem; font-size: 1.3rem; line-height: 1.25; }
h3 { margin: 1.75rem 0 0.75rem; font-size: 1.1rem; line-height: 1.3; }
h4 { margin: 1.5rem 0 0.6rem; font-size: 1rem; }
h5 { margin: 0; }
time { white-space: nowrap; }
p { margin: 0 0 0.75rem; max-width: 46rem; }
ul { margin: 0 0 0.75rem; padding-inline-start: 1.3rem; max-width: 46rem; }
li { margin-block-end: 0.3rem; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.headline { font-size: clamp(1.35rem, 1rem + 1.8vw, 2rem); line-height: 1.3; font-weight: 600;
  max-width: 48rem; text-wrap: balance; }
.aside { color: var(--soft); font-size: 0.92rem; }
.notice { border-inline-start: 4px solid var(--mark); padding: 0.6rem 0.9rem;
  background: var(--sheet); color: var(--ink); }
section { margin-block: 1.5rem; padding: 1.5rem; background: var(--sheet);
  border: 1px solid var(--line); border-radius: 0.6rem; }
.cards { display: grid; gap: 1rem; padding: 0; margin: 0; list-style: none; max-width: none;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 23rem), 1fr)); align-items: start; }
.card { margin: 0; padding: 1rem; border: 1px solid var(--line); border-radius: 0.5rem;
  background: var(--sheet); min-width: 0; }
.number { margin: 0; font-size: 0.95rem; color: var(--soft); }
.card > * + * { margin-block-start: 0.6rem; }
.card p, .card ul { margin-block-end: 0; font-size: 0.92rem; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 0.6rem; }
figure { margin: 0; min-width: 0; }
figure img, .no-picture { width: 100%; aspect-ratio: 1; border-radius: 0.35rem; }
figure img { display: block; object-fit: cover; background: var(--well); }
figcaption { font-size: 0.85rem; color: var(--soft); margin-block-start: 0.25rem; }
.no-picture { display: grid; place-items: center; text-align: center; padding: 0.5rem;
  color: var(--soft); background: var(--well); font-size: 0.85rem; }
.charts { display: grid; gap: 1.5rem 2.5rem; align-items: start;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); }
.chart h3 { margin-block-start: 0; }
.chart svg { display: block; width: 100%; max-width: 44rem; height: auto; direction: ltr; }
.whole img { display: block; width: 100%; height: auto; border-radius: 0.35rem; }
.band { font-weight: 600; color: var(--strong); }
.band::before { margin-inline-end: 0.45em; content: "\\25CB"; content: "\\25CB" / ""; }
.band.looks_like_you::before { content: "\\25D0"; content: "\\25D0" / ""; }
.band.very_likely::before { content: "\\25CF"; content: "\\25CF" / ""; }
.places { padding: 0; list-style: none; }
.places > li { padding-block: 0.45rem; border-block-start: 1px solid var(--line); margin: 0; }
.places .aside { display: block; }
details { font-size: 0.92rem; }
.cards + details { margin-block-start: 1rem; }
section > :last-child { margin-block-end: 0; }
summary { cursor: pointer; padding-block: 0.25rem; color: var(--link); }
dl { display: grid; grid-template-columns: auto 1fr; gap: 0.15rem 0.8rem; margin: 0.4rem 0 0; }
dt { color: var(--soft); }
dd { margin: 0; font-variant-numeric: tabular-nums; min-width: 0; }
.roomy { max-width: none; }
.roomy > li { padding-block: 0.8rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; margin-block: 0.5rem 1rem; font-size: 0.95rem;
  min-width: 34rem; overflow-wrap: normal; }
th, td { text-align: start; padding: 0.45rem 1.1rem 0.45rem 0; vertical-align: top;
  border-block-end: 1px solid var(--line); font-variant-numeric: tabular-nums; }
th { font-weight: 600; }
thead th { color: var(--soft); font-size: 0.88rem; }
@media (max-width: 34rem) {
  main, header, footer { padding-inline: 0.75rem; }
  header { padding-block-start: 1.5rem; }
  section { padding: 1rem; }
}
@media print {
  :root { --ground: #ffffff; --sheet: #ffffff; --well: #f2f2f2; --ink: #000000; --soft: #444444;
    --link: #000000; --strong: #000000; --line: #999999; --mark: #000000; }
  html { font-size: 10pt; }
  main, header, footer { max-width: none; padding-inline: 0; }
  section { border: 0; padding: 0; margin-block: 1.2rem; }
  .card, .chart, tr { break-inside: avoid; }
  h2, h3, h4 { break-after: avoid; }
  .cards { grid-template-columns: 1fr 1fr; }
  .pair { grid-template-columns: 3cm 3cm; }
  .whole img { width: auto; max-block-size: 3.5cm; }
  details::details-content { content-visibility: visible; block-size: auto; }
}
"""
