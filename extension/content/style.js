// How the card looks. A sheet of its own, taken by card.js into its shadow root; lengths follow the
// person's own text size (em), never the page's.
/** @type {any} */ (globalThis).why502Style ??= `
:host, :host::before, :host::after { all: initial !important; }
:host { display: contents !important; }
:host::before, :host::after { content: none !important; display: none !important; }
.card {
  --ink: #1d1b20; --soft: #5f5c69; --paper: #fffefd; --line: #e4e1e8; --tint: #f1eff4; --accent: #6b6877; --go: #7a1420; --go-ink: #ffffff;
  all: initial; color-scheme: light dark; box-sizing: border-box; position: absolute; overflow: visible; margin: 0;
  inline-size: 28em; max-inline-size: calc(100% - 32px); padding: .95em 1em 1em;
  display: grid; grid-template: "icon name close" auto "icon text text" auto "icon rows rows" auto / auto 1fr auto; column-gap: .9em;
  background: var(--paper); color: var(--ink); border: 1px solid var(--line); border-radius: 1em;
  box-shadow: 0 1px 2px rgb(20 18 30 / .07), 0 .8em 2.4em rgb(20 18 30 / .16);
  font: 400 .9375em/1.42 system-ui, -apple-system, "Segoe UI", Roboto, Cantarell, "Noto Sans", sans-serif; text-align: start;
  animation: arrive .22s ease-out;
}
.card:not(.flow, :popover-open) { display: none; }
.card.waiting { opacity: 0; animation: none; }
.card.flow { position: relative; inline-size: auto; max-inline-size: none; margin: 10px; box-shadow: none; }
.card::backdrop { display: none; }
.pane { position: absolute; inset: 0; border-radius: inherit; pointer-events: none; }
[hidden], .away { display: none !important; }

.icon { grid-area: icon; display: grid; place-items: center; box-sizing: border-box; inline-size: 2.6em;
block-size: 2.6em; border-radius: .8em; color: var(--accent);
background: color-mix(in srgb, var(--accent) 11%, transparent); }
svg { inline-size: 1.55em; block-size: 1.55em; fill: none; stroke: currentColor; stroke-width: 1.7;
stroke-linecap: round; stroke-linejoin: round; }
.checking svg { animation: breathe 1.6s ease-in-out infinite; }
.name { grid-area: name; margin: 0 0 .1em; font-size: .8125em; color: var(--soft); overflow-wrap: anywhere; }
.side { font-weight: 600; color: var(--accent); }
.side::before { content: "·"; margin-inline: .1em .4em; color: var(--soft); font-weight: 400; }
.text { grid-area: text; margin: 0; min-block-size: 1.35em; font-size: 1.0667em; line-height: 1.35; font-weight: 600;
letter-spacing: -.003em; overflow-wrap: anywhere; hyphens: auto; hyphenate-limit-chars: 12 4 4; text-wrap: pretty;
padding-inline-end: 1em; }
.card:lang(ko) { word-break: keep-all; } .text:lang(ja) { word-break: auto-phrase; }
.note { font-weight: 400; font-size: 1em; line-height: 1.42; }

.rows { grid-area: rows; margin-block-start: .75em; }
.row { display: flex; flex-wrap: wrap; align-items: center; gap: .35em .15em; min-inline-size: 0; }

button {
  all: unset; box-sizing: border-box; display: inline-flex; align-items: center; justify-content: center;
  cursor: pointer; max-inline-size: 100%; min-block-size: 2.15em; padding: .3em .75em;
  border: 1px solid transparent; border-radius: .6em; font-size: .9333em; line-height: 1.3; text-align: center; overflow-wrap: anywhere;
}
.go { background: var(--go); color: var(--go-ink); font-weight: 600; padding-inline: .9em; margin-inline-end: .3em; }
.go:hover { background: color-mix(in srgb, var(--go) 88%, var(--ink)); }
.card:not(.ready) button { cursor: default; }
.card.early button { opacity: .5; }
.go[aria-disabled="true"] { background: var(--tint); color: var(--soft); cursor: default; font-variant-numeric: tabular-nums; }
.plain { border-color: var(--line); margin-inline-end: .3em; }
.link { color: var(--soft); padding-inline: .5em; }
.plain:hover, .link:hover, .close:hover { background: var(--tint); color: var(--ink); }
.row > .link:first-child, .row > .go[hidden] + .link { margin-inline-start: -.5em; }
.close { grid-area: close; align-self: start; inline-size: 1.9em; min-block-size: 1.9em; padding: 0;
margin-block: -.35em -.8em; margin-inline: 0 -.35em; font-size: 1.2em; line-height: 1; color: var(--soft); }
button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }

.theirs { --accent: #7a1420; } .yours { --accent: #8f4a05; } .good { --accent: #23683f; }
@keyframes arrive { from { opacity: 0; } }
@keyframes breathe { 50% { opacity: .35; } }
@media (prefers-color-scheme: dark) {
  .card { --ink: #f1eff5; --soft: #b0acba; --paper: #232129; --line: #403d49; --tint: #312e39; --accent: #b3afbe;
  --go: #eba7ae; --go-ink: #2a0a0e;
    box-shadow: 0 1px 2px rgb(0 0 0 / .4), 0 .8em 2.4em rgb(0 0 0 / .55); }
  .theirs { --accent: #f0a0a8; } .yours { --accent: #f0b873; } .good { --accent: #83d7a5; }
}
@media (pointer: coarse) { button, .close { min-block-size: max(44px, 2.15em); min-inline-size: 44px; } .close { margin-block: -.6em; } }
@media (max-width: 26em) { .card { grid-template: "icon name close" auto "text text text" auto "rows rows rows" auto / auto 1fr auto;
column-gap: .6em; align-items: center; }
  .icon { inline-size: 1.9em; block-size: 1.9em; border-radius: .6em; } svg { inline-size: 1.25em; block-size: 1.25em;
  } .name { margin: 0; } .close { margin-block-end: 0; } .text { margin-block-start: .45em; padding: 0; } }
@media (prefers-reduced-motion: reduce) { .card, .checking svg { animation: none; } }
@media (forced-colors: active) {
  .card { border-color: CanvasText; } .icon { border: 1px solid CanvasText; forced-color-adjust: none;
  color: CanvasText; background: Canvas; }
  button, .go { border-color: ButtonText; } .go[aria-disabled="true"] { border-color: GrayText; color: GrayText; }
  .link, .close { border-color: transparent; text-decoration: underline; } .close { text-decoration: none;
  border-color: ButtonText; }
}`;
