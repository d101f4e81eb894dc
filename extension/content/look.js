// Runs at the commit of every AO3 page, before anything is drawn, and is silent on ordinary ones.
// It tells the background what only the page knows: that it is really shown, its status, and, for an
// error page alone, the beginning of its markup. It is a classic script: content scripts cannot be modules.
(() => {
  /** As much as ao3/markers.js reads. */
  const MARKUP = 65_536;
  /** What has no text costs nothing of that, and has an end too. */
  const MOST_NODES = 20_000;
  /** All that markers.js listens to. The other attributes hold addresses, names and hidden values. */
  const ATTRIBUTES = ['id', 'class', 'name'];
  /** Read by nobody. */
  const UNREAD = new Set(['script', 'style', 'noscript', 'template', 'textarea', 'iframe', 'svg', 'math', 'object']);
  const PATIENCE_MS = 1_500;
  /** A page that came later than this is told of, though nothing failed: sighting/late-page.js. */
  const LATE_MS = 20_000;
  const runtime = /** @type {typeof chrome.runtime} */ (
    ('browser' in globalThis ? /** @type {any} */ (globalThis).browser : chrome).runtime
  );

  /** @returns {PerformanceNavigationTiming | undefined} */
  function timing() {
    return /** @type {PerformanceNavigationTiming | undefined} */ (performance.getEntriesByType('navigation')[0]);
  }

  /**
   * Does this browser keep AO3's cookies? Chromium says that they are enabled also where the person
   * refused them for this site alone, so one of our own is set, read and taken back, all before
   * anything else on this page can run. Null where it cannot be told.
   */
  function keepsCookies() {
    if (!navigator.cookieEnabled) return false;
    const ends = `; path=${location.pathname}; SameSite=Strict${location.protocol === 'https:' ? '; Secure' : ''}; max-age=`;
    try {
      document.cookie = `why502_probe=1${ends}5`;
      const kept = /(^|; )why502_probe=1/.test(document.cookie);
      document.cookie = `why502_probe=${ends}0`;
      return kept;
    } catch {
      return null; // A sandboxed page has no cookies of its own to tell of.
    }
  }
  /** @type {boolean | null} asked once for each page */
  let cookies = null;

  // A form may have fields that are called as these are: each is taken from where no page can put another.
  const nameOf = /** @type {(this: Element) => string} */ (Object.getOwnPropertyDescriptor(Element.prototype, 'localName')?.get);
  const { getAttribute } = Element.prototype;

  /** @param {string} text */
  const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

  /**
   * The page's markup, as far as it is read: a page of any length costs no more than that. (outerHTML
   * would write all of it first.)
   */
  function firstMarkup() {
    if (!document.documentElement) return '';
    // A tree walker is used, because fields of a form may be named as an element's properties are.
    const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    let markup = '';
    for (let looked = 0; looked < MOST_NODES && markup.length < MARKUP; looked += 1) {
      const node = walker.currentNode;
      const name = node instanceof Element ? nameOf.call(node) : '';
      if (node instanceof Element) markup += startTag(node, name);
      else markup += escaped(/** @type {Text} */ (node).substringData(0, MARKUP));
      if (!UNREAD.has(name) && walker.firstChild()) continue;
      if (name) markup += `</${name}>`;
      while (!walker.nextSibling()) {
        const parent = walker.parentNode();
        if (!parent) return markup;
        markup += `</${nameOf.call(/** @type {Element} */ (parent))}>`;
      }
    }
    return markup.slice(0, MARKUP);
  }

  /** @param {Element} element @param {string} name */
  function startTag(element, name) {
    const attributes = ATTRIBUTES.map((each) => {
      const value = getAttribute.call(element, each);
      return value === null ? '' : ` ${each}="${escaped(value.slice(0, MARKUP))}"`;
    });
    return `<${name}${attributes.join('')}>`;
  }

  /** @param {boolean} parsed whether the page is there to be read */
  function report(parsed) {
    const t = timing();
    const message = {
      type: 'page',
      url: location.href,
      status: t?.responseStatus ?? 0,
      tookMs: t ? Math.max(0, Math.round(t.responseStart - t.startTime)) : 0,
      // A transfer of no bytes is a cache; some engines say it outright.
      cached: t?.transferSize === 0 && t.encodedBodySize > 0,
      // Going back, or a browser that restores its tabs, shows again what a person has seen before.
      revisited: t?.type === 'back_forward',
      cookies: (cookies ??= keepsCookies()),
      // Pages that were seen before are quoted by proxies, too; it is known so that it can be taken out. The
      // chapter from which an entire work was asked for is the one being read.
      from: document.referrer,
      markup: parsed ? firstMarkup() : null,
    };
    // No answer is expected; a background that is just being replaced cannot take it.
    runtime.sendMessage(message).catch(() => undefined);
  }

  /** @param {() => void} next */
  function whenParsed(next) {
    if (document.readyState !== 'loading') return next();
    const late = setTimeout(next, PATIENCE_MS); // A body that never ends must not keep us waiting.
    document.addEventListener('DOMContentLoaded', () => (clearTimeout(late), next()), { once: true });
  }

  function look() {
    const status = timing()?.responseStatus ?? 0;
    const signedOut = /^\/(auth_error|lost_cookie)$/.test(location.pathname);
    if (status >= 400 || signedOut) {
      report(false);
      whenParsed(() => report(true));
    } else {
      const t = timing();
      const late = t !== undefined && t.type !== 'back_forward' && t.responseStart - t.startTime >= LATE_MS;
      // AO3's maintenance page may come as an ordinary 200.
      whenParsed(() => (late || document.querySelector('#main.error-503-maintenance')) && report(true));
    }
  }

  // A page that was loaded ahead is nobody's page until it is shown.
  const doc = /** @type {Document & {prerendering?: boolean}} */ (document);
  if (doc.prerendering) document.addEventListener('prerenderingchange', look, { once: true });
  else look();
})();
