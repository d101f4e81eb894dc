// A form of AO3's, read whole: all named fields as they stand, with what stands in AO3's editor in place of the box behind it.
// Never a password, never the form's token. A classic script, known to guard.js alone.
(() => {
  /** Not words, or not ours to read. */
  const UNREAD = new Set(['password', 'file', 'submit', 'button', 'image', 'reset']);
  const NEVER = /^(authenticity_token|utf8|_method|commit)$|password/i;
  /** A field may be called as a form's property is: the elements are taken from where no page can put another. */
  const elementsOf = /** @type {() => any} */ (Object.getOwnPropertyDescriptor(HTMLFormElement.prototype, 'elements')?.get);

  /**
   * The editor that stands in for a box, where it is open: its frame is of the same origin.
   *
   * @param {Element} box
   * @returns {HTMLElement | undefined}
   */
  function editorOf(box) {
    const frame = box.id ? document.getElementById(`${box.id}_ifr`) : null;
    if (!(frame instanceof HTMLIFrameElement) || !frame.isConnected) return undefined;
    try {
      return frame.contentDocument?.body ?? undefined;
    } catch {
      return undefined; // It is of another origin, so that it is no editor of AO3's.
    }
  }

  /** What stands in the editor, without what is only the editor's. @param {HTMLElement} body */
  function written(body) {
    const copy = /** @type {HTMLElement} */ (body.cloneNode(true));
    for (const each of copy.querySelectorAll('[data-mce-bogus]')) each.remove();
    for (const each of copy.querySelectorAll('*'))
      for (const { name } of [...each.attributes]) if (name.startsWith('data-mce-')) each.removeAttribute(name);
    return copy.getHTML();
  }

  /** As ao3/forms.js reads a text: letters and digits in a row. @param {string | null} text */
  const wordsOf = (text) =>
    ` ${
      (text ?? '')
        .toLowerCase()
        .match(/[\p{L}\p{N}]+/gu)
        ?.join(' ') ?? ''
    } `;

  /** @param {string} html */
  const readable = (html) =>
    new DOMParser().parseFromString(html.replace(/<(?:br|\/p|\/div|\/li|\/h\d)\b/gi, ' $&'), 'text/html').body.textContent;

  /**
   * Whether the page brought its words already, as what AO3 has: then they tell nothing of whether it took what is sent.
   *
   * @param {string} value
   * @param {unknown} brought
   */
  const stood = (value, brought) =>
    value === brought || (String(brought ?? '') !== '' && wordsOf(readable(String(brought ?? ''))).includes(wordsOf(readable(value))));

  /**
   * @param {any} field
   * @param {boolean} compares with what the page brought
   * @returns {{name: string, kind: string, value: string, stood?: boolean}[]}
   */
  function read(field, compares) {
    const [type, id] = [String(field.type ?? ''), String(field.id ?? '')];
    // A tag that is typed and not yet one stands in a box without a name, and is sent all the same.
    const name = String(field.name || (/_autocomplete$/.test(id) ? id : ''));
    if (!name || UNREAD.has(type) || NEVER.test(name)) return [];
    if (type === 'checkbox' || type === 'radio') return field.checked ? [{ name, kind: 'choice', value: String(field.value) }] : [];
    if (field instanceof HTMLSelectElement) return [...field.selectedOptions].map(({ value }) => ({ name, kind: 'choice', value }));
    const editor = field instanceof HTMLTextAreaElement ? editorOf(field) : undefined;
    const its = editor ? { name, kind: 'rich', value: written(editor) } : { name, kind: 'text', value: String(field.value ?? '') };
    return [compares ? { ...its, stood: stood(its.value, field.defaultValue) } : its];
  }

  /** @param {HTMLFormElement} form @param {boolean} [compares] */
  const readWhole = (form, compares = false) =>
    [.../** @type {Iterable<Element>} */ (elementsOf.call(form))].flatMap((field) => read(field, compares));

  /** The words that the page brought, whatever was typed since. @param {HTMLFormElement} form */
  const asBrought = (form) =>
    [.../** @type {Iterable<any>} */ (elementsOf.call(form))].flatMap((field) =>
      read(field, false).flatMap((its) =>
        its.kind === 'choice' ? [] : [{ ...its, kind: 'text', value: String(field.defaultValue ?? '') }],
      ),
    );

  /** @type {any} */ (globalThis).why502ReadForm = { editorOf, readWhole, asBrought };
})();
