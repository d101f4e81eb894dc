/**
 * Words for people: one language's messages, and that language's way with plurals, numbers, dates and
 * times. Pure: where the messages come from is the caller's business (api.js: the browser's own
 * choice, or the one in the options).
 *
 * A message that depends on a number has one entry for each plural category of its language
 * (Unicode CLDR, as Intl.PluralRules names them): `tabs_one`, `tabs_few`, `tabs_other`, … Each language
 * has the categories that it needs; `_other` is in all.
 *
 * @typedef {(key: string, values: string[]) => string} Find a message with its placeholders filled; '' where it is missing
 *
 * @typedef {object} Words
 * @property {string} locale the language of the messages, as BCP 47 names it
 * @property {(key: string, ...values: (string | number)[]) => string} t a message; one that is missing shows its key, so that it is noticed
 * @property {(key: string, count: number, ...values: (string | number)[]) => string} n a message about a number: the number is its $1
 * @property {(value: number) => string} number
 * @property {(...sentences: string[]) => string} join sentences in a row, as the language sets them; empty ones are left out
 * @property {(ms: number) => string} span how long: by its largest unit of which there are two ("95 minutes", "30 hours")
 * @property {(ms: number) => string} ago how long ago ("7 minutes ago"), in whole minutes, hours, days or months, as `span` chooses them
 * @property {(ms: number) => string} figure how long something took ("180ms", "1.2s")
 * @property {(ms: number) => string} countdown what is left ("29 s", "1:59")
 * @property {(bytes: number) => string} size how much room ("340 kB", "2.1 MB"); a kilobyte at least
 * @property {(from: number, to: number) => string} range from one time of day to another, as the language writes it
 * @property {(at: number) => string} clock a time of day; of another day than today's, with the day
 */

/** Chinese and Japanese leave no space behind a full stop. */
const GAPLESS = /^(zh|ja)\b/;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONTH = 30.4375 * DAY;

/**
 * @param {Find} find
 * @param {string} locale
 * @param {() => number} [now]
 * @returns {Words}
 */
export function makeWords(find, locale, now = Date.now) {
  const plurals = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  /** @param {number | string} value */
  const shown = (value) => (typeof value === 'number' ? numbers.format(value) : value);
  /** @param {string} key @param {(string | number)[]} values */
  const look = (key, values) => find(key, values.map(shown));
  /** @param {string} unit @param {'long' | 'short' | 'narrow'} unitDisplay @param {number} value @param {number} [digits] */
  const measure = (unit, unitDisplay, value, digits = 0) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay, maximumFractionDigits: digits }).format(value);

  /** Times of day; with the day where one of them is not today's. @param {number[]} times */
  const dateTime = (...times) => {
    const today = new Date(now()).toDateString();
    const allToday = times.every((at) => new Date(at).toDateString() === today);
    return new Intl.DateTimeFormat(locale, allToday ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' });
  };

  return {
    locale,
    t: (key, ...values) => look(key, values) || key,
    n: (key, count, ...values) =>
      look(`${key}_${plurals.select(count)}`, [count, ...values]) || look(`${key}_other`, [count, ...values]) || key,
    number: (value) => numbers.format(value),
    join: (...sentences) => sentences.filter(Boolean).join(GAPLESS.test(locale) ? '' : ' '),
    span(ms) {
      if (ms < 2 * MINUTE) return measure('second', 'long', Math.round(ms / 1000));
      if (ms < 2 * HOUR) return measure('minute', 'long', Math.floor(ms / MINUTE));
      return ms < 2 * DAY ? measure('hour', 'long', Math.floor(ms / HOUR)) : measure('day', 'long', Math.floor(ms / DAY));
    },
    ago(ms) {
      /** @type {[number, Intl.RelativeTimeFormatUnit]} */
      const [size, unit] =
        ms < 2 * HOUR ? [MINUTE, 'minute'] : ms < 2 * DAY ? [HOUR, 'hour'] : ms < 2 * MONTH ? [DAY, 'day'] : [MONTH, 'month'];
      return new Intl.RelativeTimeFormat(locale).format(-Math.max(1, Math.floor(ms / size)), unit);
    },
    figure: (ms) => (ms < 1000 ? measure('millisecond', 'narrow', Math.round(ms)) : measure('second', 'narrow', ms / 1000, 1)),
    size(bytes) {
      const kilobytes = Math.max(1, Math.round(bytes / 1_000));
      return kilobytes < 1_000 ? measure('kilobyte', 'short', kilobytes) : measure('megabyte', 'short', kilobytes / 1_000, 1);
    },
    countdown(ms) {
      const seconds = Math.max(0, Math.ceil(ms / 1000));
      if (seconds < 60) return measure('second', 'narrow', seconds);
      if (seconds < 3600) return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
      return measure('hour', 'long', seconds / 3600, 1);
    },
    clock: (at) => dateTime(at).format(at),
    range: (from, to) => dateTime(from, to).formatRange(from, to),
  };
}

/** A file of `_locales`. @typedef {Record<string, {message: string, placeholders?: Record<string, {content: string}>}>} Messages */

/**
 * Finds messages in a file of `_locales`, as the browser itself would: `$NAME$` by its placeholder,
 * then `$1` to `$9`, and `$$` for a dollar.
 *
 * @param {Messages} messages
 * @returns {Find}
 */
export function findIn(messages) {
  return (key, values) => {
    const entry = Object.hasOwn(messages, key) ? messages[key] : undefined;
    if (!entry) return '';
    return entry.message
      .replace(/\$([A-Za-z0-9_@]+)\$/g, (_, name) => entry.placeholders?.[name.toLowerCase()]?.content ?? '')
      .replace(/\$([1-9])|\$\$/g, (found, n) => (n ? (values[Number(n) - 1] ?? '') : found.slice(1)));
  };
}

/** @param {string} code */
export const key = (code) => code.replaceAll('-', '_');
