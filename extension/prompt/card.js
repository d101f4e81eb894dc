// The card on a page that failed: one sentence, one button, a way to dismiss. It lives in a closed
// shadow root below <html>, so that neither AO3's skins nor other people's scripts reach it; it never
// takes the focus, and a screen reader hears it politely. Injected by the background, at most once
// per page. A classic script: it has no words of its own, they come with each message.
(() => {
  const scope = /** @type {any} */ (globalThis);
  if (scope.why502Card) return;
  scope.why502Card = true;
  const runtime = /** @type {typeof chrome.runtime} */ ((scope.browser ?? scope.chrome).runtime);

  const STYLE = `
    :host { all: initial !important; position: fixed !important; z-index: 2147483647 !important; inset: 16px 16px auto auto !important;
      max-width: calc(100vw - 32px) !important; color-scheme: light dark !important; }
    .card { --ink: #1c1b1f; --soft: #5c5a66; --paper: #ffffff; --line: #e3e1e8; --accent: #7a1420; --go: #7a1420; --go-ink: #ffffff;
      box-sizing: border-box; width: 372px; max-width: 100%; display: grid; grid-template-columns: 4px 1fr auto; column-gap: 14px; align-items: start;
      background: var(--paper); color: var(--ink); border: 1px solid var(--line); border-radius: 14px; overflow: hidden; padding: 0 8px 0 0;
      box-shadow: 0 1px 2px rgb(20 18 30 / .08), 0 12px 32px rgb(20 18 30 / .16);
      font: 400 15px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, Cantarell, "Noto Sans", sans-serif; text-align: start; }
    .edge { align-self: stretch; background: var(--accent); transition: background-color .3s; }
    .body { padding: 14px 0 14px; min-width: 0; }
    .name { font-size: 12px; letter-spacing: .02em; color: var(--soft); margin: 0 0 3px; }
    .text { margin: 0; overflow-wrap: anywhere; }
    .row { display: flex; align-items: center; gap: 12px; margin-top: 10px; }
    button { font: inherit; cursor: pointer; border: 0; border-radius: 8px; color: inherit; background: none; }
    .why { font-weight: 600; font-size: 14px; padding: 7px 14px; background: var(--go); color: var(--go-ink); }
    .why:hover { filter: brightness(1.12); }
    .close { margin-top: 8px; width: 32px; height: 32px; font-size: 20px; line-height: 1; color: var(--soft); }
    .close:hover { background: rgb(120 118 130 / .14); color: var(--ink); }
    button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
    .dots { display: inline-flex; gap: 4px; } .dots[hidden] { display: none; }
    .dots i { width: 5px; height: 5px; border-radius: 50%; background: var(--soft); animation: breathe 1.4s ease-in-out infinite; }
    .dots i:nth-child(2) { animation-delay: .2s } .dots i:nth-child(3) { animation-delay: .4s }
    .good { --accent: #2e7d4f; } .here { --accent: #b3610b; } .checking { --accent: #8b8896; }
    @keyframes breathe { 0%, 80%, 100% { opacity: .25 } 40% { opacity: 1 } }
    @keyframes arrive { from { opacity: 0; transform: translateY(-8px) } }
    .card { animation: arrive .18s ease-out; }
    @media (prefers-color-scheme: dark) {
      .card { --ink: #f1eff5; --soft: #aaa6b5; --paper: #25232b; --line: #3b3844; --accent: #e0707c; --go: #e9a0a8; --go-ink: #2a0a0e;
        box-shadow: 0 1px 2px rgb(0 0 0 / .4), 0 12px 32px rgb(0 0 0 / .5); }
      .good { --accent: #6fcf97; } .here { --accent: #f0b263; } .checking { --accent: #8b8896; } }
    @media (prefers-reduced-motion: reduce) { .card, .dots i { animation: none } }
    @media (forced-colors: active) { .card { border: 1px solid CanvasText } .why { border: 1px solid ButtonText } }`;

  /** @template {keyof HTMLElementTagNameMap} K @param {K} tag @param {string} name @param {...Node} children */
  function make(tag, name, ...children) {
    const element = document.createElement(tag);
    element.className = name;
    element.append(...children);
    return element;
  }

  /** Whose side it is, as a colour: theirs, yours, nobody's. @param {string} state @param {string} side */
  function tone(state, side) {
    if (state === 'checking') return 'checking';
    if (side === 'none') return 'good';
    return ['archive', 'edge', 'limit'].includes(side) ? '' : 'here';
  }

  /** Made with the first message. @type {ReturnType<typeof build> | undefined} */
  let built;
  let dismissed = false;

  function build() {
    const host = document.createElement('why502-card');
    const root = host.attachShadow({ mode: 'closed' });
    const style = document.createElement('style');
    style.textContent = STYLE;
    const name = make('p', 'name');
    name.textContent = 'why502';
    const text = make('p', 'text');
    // The live region is there before its words are, else nobody hears them.
    text.setAttribute('role', 'status');
    text.setAttribute('aria-live', 'polite');
    const dots = make('span', 'dots', make('i', ''), make('i', ''), make('i', ''));
    dots.setAttribute('aria-hidden', 'true');
    const why = make('button', 'why');
    why.type = 'button';
    const close = make('button', 'close');
    close.type = 'button';
    close.textContent = '×';
    const card = make('section', 'card', make('span', 'edge'), make('div', 'body', name, text, make('div', 'row', why, dots)), close);
    root.append(style, card);

    function dismiss() {
      dismissed = true;
      host.remove();
      document.removeEventListener('keydown', onKey, true);
    }
    /** @param {KeyboardEvent} event */
    function onKey(event) {
      if (event.key === 'Escape' && event.isTrusted) dismiss();
    }
    // Pages cannot press the buttons: a script's click is not trusted.
    close.addEventListener('click', (event) => event.isTrusted && dismiss());
    why.addEventListener('click', (event) => {
      if (event.isTrusted) runtime.sendMessage({ type: 'see-why' }).catch(() => undefined);
    });
    document.addEventListener('keydown', onKey, true);
    return { host, card, name, text, dots, why, close };
  }

  runtime.onMessage.addListener((message) => {
    if (message?.type !== 'card' || dismissed) return;
    built ??= build();
    const { host, card, name, text, dots, why, close } = built;
    card.className = `card ${tone(message.state, message.side)}`;
    card.setAttribute('aria-label', message.label);
    dots.hidden = message.state !== 'checking';
    why.textContent = message.button;
    close.setAttribute('aria-label', message.dismiss);
    name.textContent = message.side === 'unknown' || message.state === 'checking' ? 'why502' : `why502 · ${message.sideName}`;
    host.dataset['state'] = message.state;
    if (!host.isConnected) document.documentElement.append(host);
    if (text.textContent !== message.text) text.textContent = message.text;
  });
})();
