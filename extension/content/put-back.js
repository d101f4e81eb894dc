// Puts a kept text back into the form that it is of, by what each field is: boxes first, for AO3 empties the fields of a
// section that is closed; then choices, words, tags, and AO3's editor by its own switch. A field that is not there any
// more is told of, and can be copied. What it writes is the person's text and data of a page: it is put into fields, and never run.
// A classic script, known to guard.js alone. How AO3's fields take a text: the writing guide, A5.
(() => {
  /** An editor takes up to two seconds and a half to open with a long text (the guide's measurements). ms */
  const EDITOR_MS = 6_000;
  const LOOK_MS = 100;

  /** @typedef {{name: string, kind: string, value: string}} Field */

  const all = Element.prototype.querySelectorAll;
  const elementsOf = /** @type {() => any} */ (Object.getOwnPropertyDescriptor(HTMLFormElement.prototype, 'elements')?.get);

  /** As a hand leaves a field: AO3's counters and checks listen to one or another of these. @param {Element} field */
  const heard = (field) => ['input', 'change', 'keyup'].forEach((type) => field.dispatchEvent(new Event(type, { bubbles: true })));

  /** @param {() => boolean} is @returns {Promise<boolean>} whether it became so in time */
  async function soon(is) {
    for (let waited = 0; waited < EDITOR_MS; waited += LOOK_MS) {
      if (is()) return true;
      await new Promise((go) => setTimeout(go, LOOK_MS));
    }
    return is();
  }

  /** @param {Element} box */
  const frameOf = (box) => (box.id ? document.getElementById(`${box.id}_ifr`) : null);

  /**
   * Words into a field, so that the browser's own Undo takes them out again.
   *
   * @param {HTMLInputElement | HTMLTextAreaElement} field
   * @param {string} value
   */
  function write(field, value) {
    if (field.value === value) return;
    field.focus();
    field.select();
    const done = value === '' ? document.execCommand('delete') : document.execCommand('insertText', false, value);
    if (!done || field.value !== value) field.value = value;
    heard(field);
  }

  /**
   * Tags: those that stand there go, and the kept ones are typed, each ended by a comma.
   *
   * @param {HTMLInputElement} input
   * @param {HTMLInputElement} typed
   * @param {string} value
   */
  function tags(input, typed, value) {
    const list = input.closest('dd, li, fieldset') ?? input.parentElement;
    for (const each of list?.querySelectorAll('li.added.tag .delete a, li.added.tag .delete') ?? [])
      /** @type {HTMLElement} */ (each).click();
    typed.value = value;
    typed.dispatchEvent(new KeyboardEvent('keydown', { key: ',', code: 'Comma', bubbles: true }));
    heard(typed);
  }

  /**
   * A text in the mode that it was written in: the rich editor would change what was written as HTML.
   *
   * @param {HTMLFormElement} form
   * @param {HTMLTextAreaElement} box
   * @param {Field} field
   * @returns {Promise<boolean>} whether it stands there
   */
  async function text(form, box, field) {
    const press = (/** @type {string} */ which) => /** @type {HTMLElement | undefined} */ (all.call(form, which)[0])?.click();
    if (frameOf(box)) {
      press('.html-link');
      if (!(await soon(() => frameOf(box) === null))) return false;
    }
    write(box, field.value);
    if (field.kind === 'rich') {
      press('.rtf-link');
      await soon(() => frameOf(box) !== null);
    }
    return true;
  }

  /**
   * @param {HTMLFormElement} form
   * @param {readonly Field[]} fields
   * @returns {Promise<string[]>} names of those that found no place
   */
  async function putBack(form, fields) {
    const missing = [];
    const present = () => /** @type {any[]} */ ([...elementsOf.call(form)]);
    const on = new Set(fields.filter(({ kind }) => kind === 'choice').map(({ name, value }) => `${name}\n${value}`));
    const boxes = present().filter(({ type }) => type === 'checkbox' || type === 'radio');
    const opens = (/** @type {any} */ box) => /-options-show$/.test(String(box.id));
    for (const box of [...boxes.filter(opens), ...boxes.filter((each) => !opens(each))]) {
      const wanted = on.has(`${box.name}\n${box.value}`);
      if (box.checked !== wanted && (wanted || box.type === 'checkbox')) box.click();
    }
    for (const select of present().filter((each) => each instanceof HTMLSelectElement)) {
      const wanted = fields.filter(({ name, kind }) => name === select.name && kind === 'choice').map(({ value }) => value);
      if (wanted.length === 0) continue;
      for (const option of select.options) option.selected = wanted.includes(option.value);
      heard(select);
    }
    /** Fields of one name are taken in their order. @type {Map<string, number>} */
    const taken = new Map();
    for (const field of fields.filter(({ kind }) => kind !== 'choice')) {
      const nth = taken.get(field.name) ?? 0;
      taken.set(field.name, nth + 1);
      const place = present().filter(({ name, id }) => name === field.name || (!name && id === field.name))[nth];
      const typed = place instanceof HTMLInputElement ? document.getElementById(`${place.id}_autocomplete`) : null;
      if (place instanceof HTMLTextAreaElement) {
        if (!(await text(form, place, field))) missing.push(field.name);
      } else if (place instanceof HTMLInputElement && typed instanceof HTMLInputElement) {
        tags(place, typed, field.value);
      } else if (place instanceof HTMLInputElement && place.type !== 'hidden') {
        write(place, field.value);
      } else if (place === undefined && field.value.trim()) {
        missing.push(field.name);
      }
    }
    return missing;
  }

  /**
   * A button for what of a text has no place in the form any more.
   *
   * @param {{value: string}[]} rest
   * @param {{copy: string, copied: string, notCopied: string}} words
   * @param {HTMLElement} said
   */
  function copying(rest, words, said) {
    const text = rest.map(({ value }) => value).join('\n\n');
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = words.copy;
    button.addEventListener('click', ({ isTrusted }) => {
      if (!isTrusted) return;
      navigator.clipboard.writeText(text).then(
        () => (said.textContent = `${words.copied} `),
        (error) => {
          console.info('why502: nothing is copied', error);
          said.textContent = `${words.notCopied} `;
          const shown = document.createElement('textarea'); // Without a name it is no part of the form.
          [shown.readOnly, shown.value] = [true, text];
          button.replaceWith(shown);
          shown.select();
        },
      );
    });
    return button;
  }

  /** @type {any} */ (globalThis).why502PutBack = { putBack, copying };
})();
