// Keeps what a person writes into a form of AO3's, while they write: the whole form is read, handed to the background,
// and a quiet line beside it says what was kept. Put into a page once somebody writes there, or where a form holds
// words that no box shows (a preview). It changes nothing of the page but that line, and never sends a form itself.
// A classic script, like all in AO3's pages: what it reads is other people's and the person's own, and goes to the
// background alone.
(() => {
  const mark = 'why502Guard';
  const own = /** @type {any} */ (globalThis);
  /** @typedef {(form: HTMLFormElement, compares?: boolean) => {name: string, kind: string, value: string}[]} ReadWhole */
  /** @type {{editorOf: (box: Element) => HTMLElement | undefined, readWhole: ReadWhole, asBrought: ReadWhole}} */
  const { editorOf, readWhole, asBrought } = own.why502ReadForm;
  const { changesOf, isSame } = own.why502FormChanges;
  // One of a version of before may stand here still, cut off from the extension: this one takes its place.
  if (own[mark] && !own[mark]()) return;
  const mine = () => isOrphaned();
  own[mark] = mine;

  /** After a pause this long it is kept. ms */
  const PAUSE_MS = 800;
  /** In steady typing at least this often; what is long takes longer to read and to write: it is kept as often as the second says. ms */
  const STEADY_MS = 1_200;
  const STEADY_LONG_MS = 5_000;
  /** From how many letters on it is long: a quarter of what AO3 takes for a chapter. */
  const LONG = 125_000;
  /** Changes that nobody acknowledged for so long are told of. ms */
  const LATE_MS = 10_000;
  /** What could not be kept is tried again after this. ms */
  const AGAIN_MS = 5_000;
  /** A form that is being sent is held for so long at most, until its text is kept. ms */
  const HELD_MS = 300;
  /** Buttons that put nothing on AO3, of what is there already. */
  const ONLY_SHOWS = /^(preview_button|edit_button|cancel_\w*)$/;

  const api = /** @type {typeof chrome} */ ('browser' in globalThis ? /** @type {any} */ (globalThis).browser : chrome);
  // A field of a form may be called as its properties are: each is taken from where no page can put another.
  /** @param {object} of @param {string} name */
  const getter = (of, name) => /** @type {() => any} */ (Object.getOwnPropertyDescriptor(of, name)?.get);
  const actionOf = getter(HTMLFormElement.prototype, 'action');
  const methodOf = getter(HTMLFormElement.prototype, 'method');
  const isThere = getter(Node.prototype, 'isConnected');
  const all = Element.prototype.querySelectorAll;
  const isLike = Element.prototype.matches;

  /**
   * @typedef {object} Guarded
   * @property {string} writing
   * @property {{name: string, kind: string, value: string}[]} seen as it was read last
   * @property {{name: string, kind: string, value: string}[] | null} kept as it was when it was kept last
   * @property {string} since the name of what was kept last, to which changes are told; '' where the whole is
   * @property {number} changedAt since when something is not kept; 0 where all is
   * @property {ReturnType<typeof setTimeout> | undefined} timer
   * @property {HTMLElement | undefined} line
   * @property {{line: string, look: string, again: string} | undefined} asks before it is sent: it may be there, or nobody is signed in
   * @property {boolean} wasOut somebody was signed out while it was written
   */
  /** @type {WeakMap<HTMLFormElement, Guarded>} */
  const guarded = new WeakMap();
  /** copies: the person wants each text copied as it is posted. @type {{stopped: string, late: string, copies: boolean} | undefined} */
  let words;
  /** The extension was updated or switched off under this page: nothing is kept any more. */
  let orphaned = false;

  const isOrphaned = () => orphaned || !api.runtime?.id;

  /** @param {HTMLFormElement} form */
  const isSent = (form) => String(methodOf.call(form)).toLowerCase() === 'post';

  /** @param {HTMLFormElement} form the path that it is sent to */
  const pathOf = (form) => new URL(String(actionOf.call(form)) || location.href, location.href).pathname;

  /** As ao3/sent-forms.js has it. @param {HTMLFormElement} form @param {string} button */
  const isPosting = (form, button) => !(ONLY_SHOWS.test(button) && /\/\d+$/.test(pathOf(form)));

  // --- keeping ---

  /** @param {HTMLFormElement} form @returns {Guarded} */
  function guard(form) {
    let its = guarded.get(form);
    if (!its) {
      its = {
        writing: crypto.randomUUID(),
        seen: [],
        kept: null,
        since: '',
        changedAt: 0,
        timer: undefined,
        line: undefined,
        asks: undefined,
        wasOut: false,
      };
      guarded.set(form, its);
    }
    return its;
  }

  /**
   * Reads the form and has it kept, where it is not.
   *
   * @param {HTMLFormElement} form
   * @param {'typed' | 'sent'} why
   * @param {string} button
   * @returns {Promise<boolean>} whether all of it is kept
   */
  async function keep(form, why, button = '') {
    const its = guard(form);
    clearTimeout(its.timer);
    its.timer = undefined;
    const fields = readWhole(form);
    its.seen = fields;
    if (why === 'typed' && its.kept && isSame(its.kept, fields)) {
      its.changedAt = 0;
      return true;
    }
    its.changedAt ||= Date.now();
    const action = pathOf(form);
    const silent = setTimeout(() => say(form, words?.late, 'late'), LATE_MS);
    const member = own.why502SentText.member();
    /** @param {object} text */
    const tellOf = (text) => tell({ type: 'form-text', member, form: { writing: its.writing, action, why, button, ...text } });
    const { kept, since } = its;
    let told = why === 'typed' && kept && since ? await tellOf({ since, ...changesOf(kept, fields) }) : { whole: true };
    if (told?.whole) told = await tellOf({ fields: why === 'sent' ? readWhole(form, true) : fields });
    clearTimeout(silent);
    if (told?.kept) {
      its.kept = fields;
      its.since = told.since;
      its.asks = told.asks ?? undefined;
      its.wasOut ||= told.signedOut === true;
      if (its.seen === fields) its.changedAt = 0;
      say(form, told.line, told.signedOut ? 'late' : 'kept');
    } else {
      say(form, isOrphaned() ? words?.stopped : (told?.line ?? words?.late), 'late');
    }
    // One that failed is tried again for as long as the page stands: whoever types no more has no other try.
    if (!told?.kept && told?.again !== false && !isOrphaned() && its.timer === undefined)
      its.timer = setTimeout(() => void keep(form, 'typed'), AGAIN_MS);
    return told?.kept === true;
  }

  /** @param {object} message @returns {Promise<any>} undefined where nobody answered */
  async function tell(message) {
    try {
      return await api.runtime.sendMessage(message);
    } catch (error) {
      orphaned = isOrphaned();
      console.info('why502: a text is not kept', error);
      return undefined;
    }
  }

  /** @param {Guarded} its */
  const steady = ({ seen }) => (seen.reduce((sum, { value }) => sum + value.length, 0) < LONG ? STEADY_MS : STEADY_LONG_MS);

  /** @param {HTMLFormElement} form */
  function changed(form) {
    if (own[mark] !== mine || !isSent(form)) return;
    if (isOrphaned()) return say(form, words?.stopped, 'late');
    const its = guard(form);
    its.changedAt ||= Date.now();
    const waited = Date.now() - its.changedAt;
    clearTimeout(its.timer);
    its.timer = setTimeout(() => void keep(form, 'typed'), Math.max(0, Math.min(PAUSE_MS, steady(its) - waited)));
    if (its.kept && waited > LATE_MS) say(form, words?.late, 'late');
  }

  // --- saying ---

  /**
   * Beside the text itself, where AO3 calls a box so; else beside the box that holds most.
   *
   * @param {HTMLFormElement} form
   * @returns {Element | undefined}
   */
  function placeOf(form) {
    const boxes = /** @type {HTMLTextAreaElement[]} */ ([...all.call(form, 'textarea')]);
    const largest = boxes.reduce(
      (/** @type {HTMLTextAreaElement | undefined} */ best, box) => (!best || box.value.length > best.value.length ? box : best),
      undefined,
    );
    const main = boxes.find(({ name }) => /\[(comment_)?content\]$/.test(name)) ?? largest;
    return main?.parentElement ?? undefined;
  }

  /** @param {HTMLFormElement} form @param {string | undefined} text @param {'kept' | 'late'} tone */
  function say(form, text, tone) {
    if (!text || !isThere.call(form)) return;
    const its = guard(form);
    if (!its.line?.isConnected) {
      const place = placeOf(form);
      if (!place) return; // A preview shows no box, and needs no line.
      its.line = document.createElement('p');
      its.line.className = 'why502-kept';
      its.line.setAttribute('role', 'status');
      its.line.style.cssText = 'margin: .3em 0 0; font-size: .85em; opacity: .8';
      place.append(its.line);
    }
    if (its.line.textContent !== text) its.line.textContent = text;
    its.line.style.color = tone === 'late' ? '#a15c00' : '';
  }

  // --- putting back ---

  /** A kept text that does not stand here, and a button for it. @param {HTMLFormElement} form */
  async function offer(form) {
    const place = placeOf(form);
    const action = pathOf(form);
    const stands = { writing: guard(form).writing, action, fields: readWhole(form), why: 'typed', button: '' };
    // AO3's own "Restore From Last Unposted Draft?".
    const draft = document.querySelector('a[href*="load_unposted"]') !== null;
    const here = { type: 'form-here', draft, member: own.why502SentText.member(), form: stands, brought: asBrought(form) };
    const offered = place && (await tell(here));
    if (!place || !offered?.id) return;
    const row = document.createElement('p');
    row.className = 'why502-offer';
    row.setAttribute('role', 'status');
    const said = document.createElement('span');
    said.textContent = `${offered.line} `;
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = offered.button;
    row.append(said, button);
    place.append(row);
    button.addEventListener('click', async (event) => {
      if (!event.isTrusted) return;
      button.disabled = true;
      // What stands here now is kept first, as a text of its own.
      const { writing } = guard(form);
      const now = { ...stands, fields: readWhole(form) };
      const told = (await keep(form, 'typed')) && (await tell({ type: 'put-back', id: offered.id, writing, form: now }));
      if (!told?.fields) return void (button.disabled = false);
      guard(form).asks = told.asks ?? undefined;
      const missing = await own.why502PutBack.putBack(form, told.fields);
      said.textContent = `${missing.length > 0 ? offered.partly : offered.done} `;
      const rest = told.fields.filter((/** @type {{name: string}} */ { name }) => missing.includes(name));
      button.replaceWith(...(rest.length > 0 ? [own.why502PutBack.copying(rest, offered, said)] : []));
      changed(form);
    });
  }

  // --- listening ---

  /** @param {EventTarget | null} target @returns {HTMLFormElement | null} */
  const formOf = (target) => (target instanceof Element ? target.closest('form') : null);

  /** @param {Event} event */
  function heard(event) {
    const form = formOf(event.target);
    if (form) changed(form);
  }
  for (const type of ['input', 'change', 'compositionend', 'paste', 'drop', 'focusout']) document.addEventListener(type, heard, true);

  /** Editors that are listened to. @type {WeakSet<Node>} */
  const editors = new WeakSet();
  function findEditors() {
    for (const box of document.querySelectorAll('textarea[id]')) {
      const body = editorOf(box);
      const form = box.closest('form');
      if (!body || !form || editors.has(body)) continue;
      editors.add(body);
      const news = () => changed(form);
      body.addEventListener('input', news);
      new MutationObserver(news).observe(body, { childList: true, characterData: true, subtree: true });
    }
  }
  /** An editor opens late, and a reply's form is put in when it is asked for. */
  let looking = false;
  const lookSoon = () => {
    if (looking) return;
    looking = true;
    setTimeout(() => {
      looking = false;
      findEditors();
      if (words) lookAtForms();
    }, PAUSE_MS);
  };
  new MutationObserver(lookSoon).observe(document.documentElement, { childList: true, subtree: true });
  findEditors();

  /** A form that goes on after it was held. @type {WeakSet<HTMLFormElement>} */
  const goesOn = new WeakSet();

  /** A form whose question the person has answered: this one press goes. @type {WeakSet<HTMLFormElement>} */
  const answered = new WeakSet();

  /** Neither the browser nor the page's own scripts see it. @param {Event} event */
  const hold = (event) => (event.preventDefault(), event.stopImmediatePropagation());

  /**
   * What is kept is not touched. What is not is held until it is: for a moment, and then it goes on anyway. The same
   * button presses again, so that the page's own listeners see one press.
   *
   * @param {SubmitEvent} event
   */
  function sent(event) {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !event.isTrusted || !isSent(form) || isOrphaned()) return;
    // Nobody types into a preview: it may be pressed before it was told of.
    if (goesOn.has(form) || !(guarded.has(form) || isPreview(form))) return;
    const its = guard(form);
    const button = /** @type {HTMLButtonElement | null} */ (event.submitter);
    const again = () => HTMLFormElement.prototype.requestSubmit.call(form, button?.isConnected ? button : undefined);
    const renew = () =>
      tell({ type: 'fresh-token', writing: its.writing, member: own.why502SentText.member() }).then(own.why502SentText.renew);
    const askFirst = () =>
      own.why502SentText.ask(form, button?.parentElement ?? placeOf(form), its.asks, {
        look: (/** @type {string} */ member) => tell({ type: 'look-for-text', writing: its.writing, member }),
        again: () => {
          its.asks = undefined;
          answered.add(form);
          void (its.wasOut ? renew() : Promise.resolve()).then(again);
          its.wasOut = false;
        },
      });
    const posts = isPosting(form, button?.name ?? '');
    const isAnswered = answered.delete(form);
    if (posts && words?.copies) own.why502SentText.copy(readWhole(form));
    if (posts && (its.wasOut || (its.asks && !isAnswered))) {
      hold(event); // Signed in again, the form gets a token of now, once.
      if (!its.wasOut) return askFirst();
      return void renew().then((told) => {
        its.asks = told?.asks ?? undefined;
        its.wasOut = told?.signedOut === true;
        return its.asks ? askFirst() : again();
      });
    }
    if (its.kept && isSame(its.kept, readWhole(form))) return void keep(form, 'sent', button?.name);
    hold(event);
    const late = new Promise((go) => setTimeout(go, HELD_MS));
    void Promise.race([keep(form, 'sent', button?.name), late]).then(() => {
      if (posts && its.asks && !isAnswered) return askFirst(); // It is known only now whose text this is.
      goesOn.add(form);
      again();
      goesOn.delete(form); // Where the page's own rules let nothing be sent, the next press is held again.
    });
  }
  window.addEventListener('submit', sent, true);

  /**
   * It is on its way, for nothing of the page's own has held it. What goes by a script of the page's tells its end itself.
   *
   * @param {SubmitEvent} event
   */
  function gone(event) {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || event.defaultPrevented || !guarded.has(form) || isOrphaned()) return;
    if (form.getAttribute('data-remote') === 'true') return;
    const its = guard(form);
    const button = /** @type {HTMLButtonElement | null} */ (event.submitter)?.name ?? '';
    void tell({ type: 'form-gone', writing: its.writing, button, member: own.why502SentText.member() }).then(
      (told) => (its.asks = told?.asks ?? undefined),
    );
  }
  window.addEventListener('submit', gone);

  /** The last moment that a page is sure to see. */
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'hidden') return;
    for (const form of document.forms) if (guarded.get(form)?.changedAt) void keep(form, 'typed');
  });

  // --- beginning ---

  /** The text stands there to be looked at, before it is sent: in fields that nobody sees. @param {HTMLFormElement} form */
  const isPreview = (form) =>
    isLike.call(form, '[class*="edit_work"], [id^="edit_work_"], [class*="edit_chapter"], [id^="edit_chapter_"]') &&
    all.call(form, 'input[type=hidden][name$="[content]"]').length > 0;

  void tell({ type: 'guard-words' }).then((told) => {
    words = told;
    const error = document.querySelector('#error.error, .flash.error, .flash.comment_error') !== null;
    const notice = document.querySelector('.flash.notice, .flash.comment_notice') !== null;
    const status = Number(/** @type {any} */ (performance.getEntriesByType('navigation')[0])?.responseStatus ?? 0);
    const preview = [...document.forms].some(isPreview);
    void tell({ type: 'landed', error, notice, preview, status, member: own.why502SentText.member() }).then(own.why502SentText.twice);
    // What stands in boxes is no part of it, and a preview shows what is not posted.
    if (!preview) for (const id of own.why502SentText.here(told?.sought ?? [])) void tell({ type: 'text-found', id });
    lookAtForms();
  });

  /** Forms that were looked at. @type {WeakSet<HTMLFormElement>} */
  const looked = new WeakSet();

  /** Each form once, also one that a script puts in later, as a reply's is. */
  function lookAtForms() {
    for (const form of [...document.forms].filter((each) => !looked.has(each))) {
      looked.add(form);
      const boxes = /** @type {HTMLTextAreaElement[]} */ ([...all.call(form, 'textarea')]);
      const isTyped = boxes.some((box) => box.value !== box.defaultValue);
      // Who was quicker than we are has a text here by now, and may miss another.
      if (isSent(form) && (isTyped || isPreview(form))) void keep(form, 'typed').then(() => (isTyped ? offer(form) : undefined));
      else if (isSent(form) && boxes.length > 0) void offer(form);
    }
  }

  // A page that is shown again after Back has its text, and knows nothing of what became of it meanwhile.
  window.addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    for (const form of document.forms) if (guarded.has(form)) ((guard(form).kept = null), void keep(form, 'typed'));
  });
})();
