// A text that was sent, and nobody saw AO3 take it: whether its words stand on this page, and what is asked before it is
// sent again. A classic script, known to guard.js alone, which tells the background.
(() => {
  /** @typedef {{id: string, head: string, tail: string, whole?: {count: number, sum: number}, posts?: true}} Sought */
  /** @typedef {{line: string, look: string, again: string}} Words */

  /**
   * Those whose words stand here, as ao3/standing-words.js has it. What stands in boxes is no part of it.
   *
   * @param {readonly Sought[]} sought
   * @returns {string[]}
   */
  function here(sought) {
    const main = /** @type {HTMLElement | null} */ (document.querySelector('#main'));
    if (!main || sought.length === 0) return [];
    const all = main.innerText.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    const words = ` ${all.join(' ')} `;
    const isThere = (/** @type {string} */ part) => words.includes(` ${part} `);
    const isWhole = (/** @type {Sought} */ { head, whole }) => {
      const first = head.split(' ');
      const begins = (/** @type {number} */ at) => first.every((word, n) => all[at + n] === word);
      return !whole || all.some((_, at) => begins(at) && sumOf(all.slice(at, at + whole.count)) === whole.sum);
    };
    // As ao3/own-look.js has it: a draft's words tell nothing of whether it was posted.
    const chapters = [...main.querySelectorAll('.chapter[id^="chapter-"]')];
    const isPosted = (/** @type {Sought} */ { posts, whole }) =>
      !posts || (!chapters.some(({ classList }) => classList.contains('draft')) && (!whole || chapters.length > 0));
    return sought.filter((each) => isThere(each.head) && isThere(each.tail) && isWhole(each) && isPosted(each)).map(({ id }) => id);
  }

  /** As ao3/standing-words.js has it. @param {string[]} words */
  function sumOf(words) {
    let sum = 0x811c9dc5;
    for (const sign of words.join(' ')) sum = Math.imul(sum ^ /** @type {number} */ (sign.codePointAt(0)), 0x01000193) >>> 0;
    return sum;
  }

  /** The path of the person's own page, as AO3's greeting names it; '' where nobody is signed in. */
  const member = () => document.querySelector('#greeting a[href^="/users/"]')?.getAttribute('href') ?? '';

  /**
   * Gives the page's forms a token of the session that is there now, as AO3's own script does.
   *
   * @param {{token?: unknown} | undefined} told by the background
   */
  function renew(told) {
    const token = told?.token;
    if (typeof token !== 'string' || token === '') return told;
    for (const field of document.querySelectorAll('input[name="authenticity_token"]')) field.setAttribute('value', token);
    document.querySelector('meta[name="csrf-token"]')?.setAttribute('content', token);
    return told;
  }

  /** What AO3 calls the text itself; a form that has none of these is copied by what is longest. */
  const TEXT = /\[(comment_)?content\]$/;

  /**
   * Copies the text, for the person to paste if all else fails: as it is written, in AO3's HTML, and for who pastes it into an
   * editor as that shows it. Nothing waits for it, and where the browser refuses, the form goes all the same.
   *
   * @param {{name: string, kind: string, value: string}[]} fields
   */
  function copy(fields) {
    const texts = fields.filter(({ kind, value }) => kind !== 'choice' && value.trim() !== '');
    const [longest] = [...texts].sort((a, b) => b.value.length - a.value.length);
    const text = texts.find(({ name }) => TEXT.test(name)) ?? longest;
    if (!text) return;
    const blob = (/** @type {string} */ type) => new Blob([text.value], { type });
    const copied =
      text.kind === 'rich' && 'ClipboardItem' in globalThis
        ? navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob('text/plain'), 'text/html': blob('text/html') })])
        : navigator.clipboard.writeText(text.value);
    copied.catch((error) => console.info('why502: the text is not copied', error));
  }

  /**
   * Asks, once, beside the button that was pressed. A page's own script cannot answer for the person.
   *
   * @param {HTMLFormElement} form
   * @param {Element | undefined} place
   * @param {Words} words look: '' where AO3 shows it nowhere
   * @param {{look: (member: string) => unknown, again: () => unknown}} does
   */
  function ask(form, place, words, does) {
    const old = form.querySelector('.why502-asks');
    if (old || !place) return void (/** @type {HTMLElement | null | undefined} */ (old?.querySelector('button'))?.focus());
    const row = document.createElement('p');
    row.className = 'why502-asks';
    row.setAttribute('role', 'alert');
    /** @param {string} label @param {() => unknown} then */
    const button = (label, then) => {
      const made = document.createElement('button');
      made.type = 'button';
      made.textContent = label;
      made.addEventListener('click', ({ isTrusted }) => isTrusted && then());
      return made;
    };
    const again = button(words.again, () => (row.remove(), does.again()));
    row.append(`${words.line} `, ...(words.look ? [button(words.look, () => does.look(member())), ' '] : []), again);
    place.append(row);
    row.querySelector('button')?.focus();
  }

  /**
   * AO3 has it twice: both, side by side. Which of them goes is the person's to say.
   *
   * @param {{line: string, twins: {path: string, name: string, date: string}[]} | undefined} told by the background
   */
  function twice(told) {
    const main = document.querySelector('#main');
    if (!told?.twins || !main) return;
    const row = document.createElement('p');
    row.className = 'why502-twins notice';
    row.setAttribute('role', 'status');
    row.append(told.line);
    for (const { path, name, date } of told.twins) {
      const link = document.createElement('a');
      link.href = path;
      link.target = '_blank';
      link.textContent = [name, date].filter(Boolean).join(' · ');
      row.append(' ', link);
    }
    main.prepend(row);
  }

  /** @type {any} */ (globalThis).why502SentText = { here, ask, copy, member, renew, twice };
})();
