/**
 * What comes from outside, from a storage or the companion, is looked at before it is believed: small checks
 * that make larger ones. Pure.
 */

/**
 * A check answers with what is wrong, or with undefined.
 *
 * @typedef {(value: unknown, where: string) => string | undefined} Check
 */

/** @type {(name: string, test: (value: unknown) => boolean) => Check} */
const simple = (name, test) => (value, where) => (test(value) ? undefined : `${where}: not ${name}`);

export const text = simple('a text', (v) => typeof v === 'string' && v.length <= 4000);
export const number = simple('a number', (v) => typeof v === 'number' && Number.isFinite(v));
export const flag = simple('true or false', (v) => typeof v === 'boolean');
export const anything = simple('anything', () => true);

/** @type {(values: readonly string[]) => Check} */
export const oneOf = (values) => simple(`one of ${values.join(', ')}`, (v) => values.includes(/** @type {string} */ (v)));

/** Null, or left out. @type {(check: Check) => Check} */
export const maybe = (check) => (value, where) => (value === null || value === undefined ? undefined : check(value, where));

/** Null, but not left out. @type {(check: Check) => Check} */
export const orNull = (check) => (value, where) => (value === null ? undefined : check(value, where));

/** Whatever is in it, and however much. */
export const anyList = simple('a list', (v) => Array.isArray(v));

/** A list of no more than anybody sends. @type {(check: Check) => Check} */
export const list = (check) => (value, where) =>
  Array.isArray(value) && value.length <= 500 ? each(check)(value, where) : `${where}: not a list`;

/** A list, however long. @type {(check: Check) => Check} */
export const each = (check) => (value, where) => {
  if (!Array.isArray(value)) return `${where}: not a list`;
  for (const [i, item] of value.entries()) {
    const wrong = check(item, `${where}[${i}]`);
    if (wrong) return wrong;
  }
  return undefined;
};

/** Fields that are not named here may be there: a newer companion adds some. @type {(fields: Record<string, Check>) => Check} */
export const shape = (fields) => (value, where) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return `${where}: not an object`;
  const record = /** @type {Record<string, unknown>} */ (value);
  for (const [name, check] of Object.entries(fields)) {
    const wrong = check(record[name], `${where}.${name}`);
    if (wrong) return wrong;
  }
  return undefined;
};

/** The field `tag` chooses the shape. @type {(tag: string, shapes: Record<string, Check>) => Check} */
export const chosenBy = (tag, shapes) => (value, where) => {
  if (typeof value !== 'object' || value === null) return `${where}: not an object`;
  const name = /** @type {Record<string, unknown>} */ (value)[tag];
  const check = typeof name === 'string' && Object.hasOwn(shapes, name) ? shapes[name] : undefined;
  return check ? check(value, where) : `${where}.${tag}: unknown`;
};

/** Whether it is so. @param {Check} check @param {unknown} value */
export const fits = (check, value) => check(value, '') === undefined;
