// The card on a page that failed: one sentence, one button, a way to dismiss. It lives in a closed
// shadow root below <html>, so that neither AO3's skins nor other people's scripts reach it, and stands
// where stand.js finds a place. Its element is a plain one: what a page defines for an element of a name,
// it could define for ours. Only what a person does counts, once the card has been in sight (sight.js). It
// never takes the focus and never scrolls. A classic script: it has no words of its own, they come with
// each message (words/card-message.js).
(() => {
  const scope = /** @type {any} */ (globalThis);
  if (scope.why502Card) return;
  scope.why502Card = true;
  const runtime = /** @type {typeof chrome.runtime} */ ((scope.browser ?? scope.chrome).runtime);
  /** @typedef {import('../words/card-message.js').CardMessage} CardMessage */

  /** A live region must be there before its words are, else nobody hears them. */
  const REGION_MS = 40;
  /** What was chosen is read, and the card goes by itself. */
  const GOODBYE_MS = 8_000;
  /** Two clicks within this time are one wish: the longest time for a double click that a system has of itself (Windows). */
  const DOUBLE_MS = 500;
  /** So often it comes back to a page that takes it away or covers it; then the badge tells alone. */
  const MOST_RETURNS = 3;

  /** @template {keyof HTMLElementTagNameMap} K @param {K} tag @param {string} name @param {...(Node | string)} children */
  function make(tag, name, ...children) {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.append(...children);
    return element;
  }

  /** What a page's element holds, whatever its root. @param {Element} element @returns {ShadowRoot | null} */
  const inside = (element) =>
    scope.chrome?.dom?.openOrClosedShadowRoot?.(element) ?? /** @type {any} */ (element).openOrClosedShadowRoot ?? null;

  /** Of a version of this extension before this one, whose script is gone. */
  function clearAway() {
    for (const old of document.querySelectorAll('html > div')) if (inside(old)?.querySelector('.card > .name > .brand')) old.remove();
  }

  /** Writes only what changed: a screen reader hears each news once. @param {Element} element @param {string} text */
  function write(element, text) {
    if (element.textContent !== text) element.textContent = text;
  }

  /**
   * A background that was just replaced cannot take it; as where it could not do it, the answer is `failed`.
   *
   * @param {object} message
   * @returns {Promise<any>}
   */
  const say = (message) => runtime.sendMessage(message).catch(() => ({ failed: true }));

  /** @param {readonly string[]} paths */
  function drawing(paths) {
    const SVG = 'http://www.w3.org/2000/svg';
    const svg = document.createElementNS(SVG, 'svg');
    svg.setAttribute('viewBox', '0 0 24 24');
    svg.setAttribute('aria-hidden', 'true');
    for (const d of paths) {
      const path = document.createElementNS(SVG, 'path');
      path.setAttribute('d', d);
      svg.append(path);
    }
    return svg;
  }

  /**
   * Pages may forbid styles. A sheet that a script makes is none of those; where the engine keeps it
   * from content scripts (Firefox), what a content script writes into a style element is not the page's.
   *
   * @param {ShadowRoot} root
   */
  function dress(root) {
    try {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(scope.why502Style);
      root.adoptedStyleSheets = [sheet];
    } catch {
      // Firefox refuses through its wrappers. It remembers who wrote the words of a style only where they
      // are set, not where they are appended; 140 takes appended ones for the page's, and forbids them.
      const style = make('style', '');
      style.textContent = scope.why502Style;
      root.append(style);
    }
  }

  /** Until this page goes: what was sent away, or does not get through, does not come back with news that was on its way. */
  let dismissed = false;
  /** What is on the page now. @type {ReturnType<typeof open> | undefined} */
  let shown;

  /** @param {CardMessage} first */
  function open(first) {
    let message = first;
    let saying = false; // What was chosen is being said: news do not overwrite it.
    /** @type {ReturnType<typeof setInterval> | undefined} */
    let counting;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let goodbye;

    let returned = 0;
    const host = document.createElement('div');
    const root = host.attachShadow({ mode: 'closed' });

    /**
     * Runs only when a person pressed what was to be seen: a page cannot.
     *
     * @param {string} name
     * @param {(byKey: boolean) => void} pressed
     */
    function button(name, pressed) {
      const made = make('button', name);
      made.type = 'button';
      made.addEventListener('click', (event) => {
        // The second click of a double click on the one button is no other wish, whatever has come under it.
        if (made !== go && event.timeStamp - wentAt < DOUBLE_MS) return;
        if (seen.means(event)) pressed(event.detail === 0);
        else if (event.isTrusted) card.classList.add('early');
      });
      return made;
    }

    /** When the one button was pressed. */
    let wentAt = -Infinity;

    /** A press that came too early dims the buttons until one counts: a person sees that it was not taken. @param {boolean} is */
    function ready(is) {
      card.classList.toggle('ready', is);
      if (is) card.classList.remove('early');
    }

    const icon = make('span', 'icon');
    const brand = make('span', 'brand', 'why502');
    const side = make('span', 'side');
    const text = make('p', 'text');
    text.setAttribute('role', 'status');
    const go = button('go', () => void pressGo());
    const details = button('link', () => void say({ type: 'see-why' }).then((answer) => answer?.failed && tellFailed()));
    const callOff = button('link', () => void pressCallOff());
    const quiet = button('link', (byKey) => turn(choices, byKey ? hour : null));
    const acts = make('div', 'row', go, details, callOff, quiet);
    const hour = button('plain', (byKey) => void choose('hour', byKey));
    const never = button('plain', (byKey) => void choose('always', byKey));
    const back = button('link', (byKey) => turn(acts, byKey ? quiet : null));
    const choices = make('div', 'row', hour, never, back);
    const undo = button('plain', () => void takeBack());
    const done = make('div', 'row', undo);
    const close = button('close', dismiss);
    close.textContent = '×';
    const card = make(
      'section',
      'card waiting',
      icon,
      make('p', 'name', brand, ' ', side),
      text,
      make('div', 'rows', acts, choices, done),
      close,
    );
    const pane = make('span', 'pane');
    card.append(pane);
    dress(root);
    root.append(card);
    turn(acts, null);
    /** @type {{enter(): void, stand(): void, grown(): void, leave(): void}} */
    const standing = scope.why502Stand({ host, root, card, tallest, rightToLeft: () => message.dir === 'rtl' });
    /** @type {{enter(): void, leave(): void, means(event: Event): boolean}} */
    const seen = scope.why502Sight({ host, root, card, pane, lost: comeBack, ready });

    /** Shows one of the rows, which take turns. @param {Element} row @param {HTMLElement | null} focus */
    function turn(row, focus) {
      for (const each of [acts, choices, done]) each.classList.toggle('away', each !== row);
      focus?.focus({ preventScroll: true });
    }

    /** The card's height with whichever row takes most. */
    function tallest() {
      const now = [acts, choices, done].find((row) => !row.classList.contains('away')) ?? acts;
      const heights = [acts, choices].map((row) => {
        turn(row, null);
        return card.offsetHeight;
      });
      turn(now, null);
      return Math.max(...heights);
    }

    function draw() {
      const { words } = message;
      card.lang = message.lang;
      card.dir = message.dir;
      card.setAttribute('aria-label', words.label);
      for (const tone of ['checking', 'good', 'theirs', 'yours', 'unknown']) card.classList.toggle(tone, tone === message.tone);
      icon.replaceChildren(drawing(message.icon));
      write(side, message.side);
      side.hidden = !message.side;
      go.hidden = !message.go;
      if (counting === undefined) write(go, message.go?.label ?? '');
      write(details, message.details);
      details.hidden = !message.details;
      write(callOff, message.callOff?.label ?? '');
      callOff.hidden = !message.callOff;
      for (const [element, word] of /** @type {const} */ ([
        [quiet, words.quiet],
        [hour, words.hour],
        [never, words.never],
        [back, words.back],
        [undo, words.undo],
      ]))
        write(element, word);
      close.setAttribute('aria-label', words.close);
      text.classList.toggle('note', saying);
      if (!saying) write(text, message.text);
      standing.stand();
    }

    async function pressGo() {
      wentAt = performance.now();
      if (counting !== undefined || !message.go) return;
      const answer = await say(message.go.code ? { type: 'act', code: message.go.code } : { type: 'see-why' });
      if (answer?.failed) return tellFailed();
      if (typeof answer?.reloadInMs === 'number') countDown(Date.now() + answer.reloadInMs);
    }

    async function pressCallOff() {
      const answer = await say({ type: 'act', code: message.callOff?.code ?? '' });
      if (answer?.failed) tellFailed();
    }

    /** The background reloads the page then. @param {number} at */
    function countDown(at) {
      const seconds = new Intl.NumberFormat(message.lang, { style: 'unit', unit: 'second', unitDisplay: 'narrow' });
      const tick = () => write(go, message.words.reloading.replace('{}', seconds.format(Math.max(0, Math.ceil((at - Date.now()) / 1000)))));
      go.setAttribute('aria-disabled', 'true');
      counting = setInterval(tick, 500);
      tick();
    }

    /** @type {'hour' | 'always'} */
    let chosen = 'hour';

    /** @param {'hour' | 'always'} what @param {boolean} byKey */
    async function choose(what, byKey) {
      chosen = what;
      saying = true; // Before it is asked: with the choice, the background takes the cards away.
      const answer = await say({ type: 'quiet', what });
      saying = answer?.kept === true;
      text.classList.toggle('note', saying);
      if (typeof answer?.text === 'string') write(text, answer.text);
      else tellFailed();
      turn(saying ? done : acts, byKey ? (saying ? undo : quiet) : null);
      standing.grown();
      if (saying) leaveLater();
    }

    /** Not from under a person who is there with the keyboard. */
    function leaveLater() {
      clearTimeout(goodbye);
      goodbye = setTimeout(() => (root.querySelector(':focus-visible') ? leaveLater() : leave()), GOODBYE_MS);
    }

    async function takeBack() {
      clearTimeout(goodbye);
      const answer = await say({ type: 'quiet', what: 'undo', of: chosen });
      saying = false;
      turn(acts, null);
      draw();
      if (answer?.failed) tellFailed();
    }

    /** What was pressed was not done. It stands until there is news. */
    function tellFailed() {
      write(text, message.words.failed);
      standing.grown();
    }

    function dismiss() {
      dismissed = true;
      leave();
      void say({ type: 'dismiss' });
    }

    /** Leaves nothing behind. */
    function leave() {
      clearTimeout(goodbye);
      clearInterval(counting);
      window.removeEventListener('keydown', beforeKey, { capture: true });
      window.removeEventListener('keydown', onKey);
      away();
      shown = undefined;
    }

    function away() {
      seen.leave();
      standing.leave();
      host.remove();
    }

    /** The page has taken it away, dressed it up, or covers it. */
    function comeBack() {
      away();
      for (const name of host.getAttributeNames()) host.removeAttribute(name);
      returned += 1;
      // Where the extension has been replaced meanwhile, its next version has taken this card away.
      if (returned <= MOST_RETURNS && runtime.id !== undefined) return enter();
      dismissed = true;
      leave();
    }

    /** Before the page hears of a key: what it does with it may change this. */
    let wasBusy = false;
    const beforeKey = () => void (wasBusy = busy());

    /** @param {Event} event */
    function onKey(event) {
      const { key, isComposing } = /** @type {KeyboardEvent} */ (event);
      if (key !== 'Escape' || isComposing || wasBusy || !event.isTrusted) return;
      const inChoices = choices.contains(root.activeElement);
      // Escape from within the card goes one step back; it closes the card only where the card is in sight.
      if (!inChoices && !seen.means(event)) return;
      // Heard last: only then is it known whether the page used the key itself.
      setTimeout(() => {
        if (event.defaultPrevented || !host.isConnected) return;
        if (inChoices) turn(acts, quiet);
        else dismiss();
      });
    }

    /** Whether Escape may be meant for something of the page. */
    function busy() {
      const active = document.activeElement;
      if (
        active &&
        Element.prototype.closest.call(active, 'input, textarea, select, [contenteditable], iframe, dialog, [role="dialog"], [popover]')
      )
        return true;
      return Boolean(document.fullscreenElement ?? document.querySelector('dialog:modal'));
    }

    window.addEventListener('keydown', beforeKey, { capture: true });
    window.addEventListener('keydown', onKey);

    function enter() {
      document.documentElement.insertBefore(host, document.body);
      standing.enter();
      seen.enter();
      setTimeout(() => {
        if (shown?.host !== host) return;
        draw();
        card.classList.remove('waiting');
      }, REGION_MS);
    }

    return {
      host,
      enter,
      leave,
      get saying() {
        return saying;
      },
      /** @param {CardMessage} next */
      news(next) {
        message = next;
        if (host.isConnected && !card.classList.contains('waiting')) draw();
      },
    };
  }

  /** The page's text must be there to be measured; a body that never comes is not waited for. @param {() => void} next */
  function whenBody(next) {
    if (document.body || document.readyState !== 'loading') return next();
    const come = new MutationObserver(() => document.body && (come.disconnect(), next()));
    come.observe(document, { childList: true, subtree: true });
  }

  /** The card was there when the page went into the browser's cache of pages. */
  let put = false;
  window.addEventListener('pagehide', (event) => {
    put = event.persisted && shown !== undefined;
    shown?.leave();
  });
  window.addEventListener('pageshow', (event) => {
    if (event.persisted && put) void say({ type: 'shown-again' });
  });

  runtime.onMessage.addListener((message) => {
    if (message?.type === 'card-gone' && !shown?.saying) shown?.leave();
    if (
      message?.type !== 'card' ||
      dismissed ||
      !document.documentElement ||
      document.documentElement.namespaceURI !== 'http://www.w3.org/1999/xhtml'
    )
      return;
    if (shown) return shown.news(message);
    clearAway();
    shown = open(message);
    whenBody(() => shown?.enter());
  });
})();
