/**
 * Stand-ins for what a report must not tell: addresses, and who signed a certificate. Pure.
 *
 * The companion's rules look at three things of an address: its family and whether it is the same as
 * another. A stand-in keeps those, and what sort of address it was, which a person
 * who reads the report can use: a resolver that leads to 127.0.0.1 is a finding by itself.
 */
import { PRODUCTS } from './products.js';

/**
 * Each sort with the addresses that stand for it. Public ones come from what is kept for documents (RFC 5737,
 * RFC 3849); 192.0.2.0/24 is not used, because the companion asks 192.0.2.1 on purpose.
 */
const SORTS = Object.freeze({
  loopback4: '127.0.0.',
  private4: '10.0.0.',
  local4: '169.254.0.',
  public4: '198.51.100.',
  private6: 'fd00::',
  local6: 'fe80::',
  public6: '2001:db8::',
});

/** Says nothing of anybody, and says all by itself: nowhere, and this machine. */
const THEMSELVES = ['0.0.0.0', '::', '::1'];

/** The last place of an IPv4 address that is not the broadcast address of its network. */
const LAST = 254;

/** @param {string} text */
const isV4 = (text) => /^\d{1,3}(?:\.\d{1,3}){3}$/.test(text) && text.split('.').every((part) => Number(part) <= 255);

/** An IPv6 address in the one way that the URL standard writes it; undefined where it is none. @param {string} text */
function v6(text) {
  if (!/^[0-9a-f:.]+$/i.test(text) || !text.includes(':')) return undefined;
  const url = `http://[${text}]/`;
  return URL.canParse(url) ? new URL(url).hostname.slice(1, -1) : undefined;
}

/**
 * Whether a text is an address by itself, without a scope: what the companion calls one.
 *
 * @param {unknown} text
 * @returns {text is string}
 */
export const isAddress = (text) => typeof text === 'string' && (isV4(text) || v6(text) !== undefined);

/** @param {string} text @returns {keyof typeof SORTS} */
function sortOf(text) {
  if (text.includes(':')) {
    if (/^f[cd]/i.test(text)) return 'private6';
    return /^fe[89ab]/i.test(text) ? 'local6' : 'public6';
  }
  const [a = 0, b = 0] = text.split('.').map(Number);
  if (a === 127) return 'loopback4';
  if (a === 10 || (a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168) || (a === 100 && b >= 64 && b < 128)) return 'private4';
  return a === 169 && b === 254 ? 'local4' : 'public4';
}

/** Stand-ins for one report. */
export class StandIns {
  /** @type {Map<string, string | null>} by address */
  #addresses = new Map();
  /** @type {Map<keyof typeof SORTS, number>} how many of each sort there are */
  #counts = new Map();
  /** @type {Map<string, string>} by name */
  #signers = new Map();

  /**
   * What stands for an address, or for what came in place of one. The same for every way to write it.
   *
   * @param {string} text
   * @returns {string | null} null where there were too many
   */
  address(text) {
    // One that the machine itself wrote: IPv4 inside IPv6 is the same address to the companion.
    const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(text)?.[1];
    if (mapped && isV4(mapped)) return prefixed('::ffff:', this.address(mapped));
    const known = v6(text) ?? text;
    if (THEMSELVES.includes(known)) return known;
    const there = this.#addresses.get(known);
    if (there !== undefined) return there;
    const sort = sortOf(known);
    const count = (this.#counts.get(sort) ?? 0) + 1;
    this.#counts.set(sort, count);
    const made = sort.endsWith('6') ? SORTS[sort] + count.toString(16) : count > LAST ? null : SORTS[sort] + count;
    this.#addresses.set(known, made);
    return made;
  }

  /**
   * What stands for somebody who signed a certificate: a person's own authority may have their name. Of
   * products that rewrite TLS the word stays by which the companion knows them.
   *
   * @param {string} name
   */
  signer(name) {
    const there = this.#signers.get(name);
    if (there !== undefined) return there;
    const product = PRODUCTS.find((word) => name.toLowerCase().includes(word));
    const made = `${product ? `${product}, ` : ''}signer ${this.#signers.size + 1}`;
    this.#signers.set(name, made);
    return made;
  }

  /** A signer who is named as is. @param {string} name @param {string} shown */
  named(name, shown) {
    this.#signers.set(name, shown);
  }
}

/** @param {string} start @param {string | null} rest */
const prefixed = (start, rest) => (rest === null ? null : start + rest);
