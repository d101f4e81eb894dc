/**
 * The extension's modules, each read and compiled once for all realms. A browser links them for every page
 * anew; here there are thousands of pages, and most of their time went into compiling the same functions
 * again. So a module becomes a function of what it imports, which every realm runs for itself: each line and
 * word of it stays where it is, and only its `import` and `export` become words of a function. What is global
 * is handed to it, too: to look up a global of such a context costs more than most of what is done with it.
 */
import { readFileSync } from 'node:fs';
import vm from 'node:vm';

/** @typedef {Readonly<Record<string, unknown>>} Namespace what a module exports */
/** @typedef {(from: (specifier: string) => Namespace, later: (specifier: string) => Promise<Namespace>) => Namespace} Run */
/**
 * @typedef {object} Compiled
 * @property {(context: vm.Context, globals: Readonly<Record<string, unknown>>) => Run} inContext the module as a
 *   function of a realm's own, with what is global there as it is now
 * @property {ReadonlySet<string>} names what it exports
 */

/** What of the language and of the platform is handed to a module that names it. */
const GLOBAL = new Set(
  [
    ...Object.getOwnPropertyNames(vm.runInNewContext('globalThis')),
    ...['clearInterval', 'clearTimeout', 'console', 'crypto', 'document', 'performance', 'queueMicrotask', 'setInterval', 'setTimeout'],
    ...['structuredClone', 'AbortController', 'AbortSignal', 'DOMException', 'Headers', 'URL', 'URLSearchParams'],
  ].filter((name) => !['eval', 'globalThis', 'undefined'].includes(name)),
);

/** @type {Map<string, Compiled>} */
const known = new Map();

/**
 * A module, ready to run in any realm.
 *
 * @param {URL} url
 * @returns {Compiled}
 * @throws {SyntaxError} where it imports what is not exported there, or is written in a way that is not known here
 */
export function compiled(url) {
  const there = known.get(url.href);
  if (there) return there;
  const { source, imports, exports } = read(url);
  const script = new vm.Script(source, { filename: url.href });
  /** @type {Compiled} */
  const made = { inContext: (context, globals) => script.runInContext(context)(globals), names: new Set(exports.keys()) };
  known.set(url.href, made);
  for (const { from, names } of imports) {
    const theirs = compiled(new URL(from, url)).names;
    for (const name of names) if (!theirs.has(name)) throw new SyntaxError(`${url.href}: ${from} exports no ${name}`);
  }
  return made;
}

/** @param {URL} url */
function read(url) {
  /** @type {{from: string, names: string[]}[]} */
  const imports = [];
  /** What is exported, and its name inside. @type {Map<string, string>} */
  const exports = new Map();
  const body = readFileSync(url, 'utf8')
    .replace(/^import (?:\{([^}]*)\}|\* as (\w+)) from '([^']+)';/gm, (_, some, all, from) => {
      const pairs = pairsOf(some ?? '');
      imports.push({ from, names: pairs.map(([name]) => name) });
      return `const ${all ?? `{${some.replaceAll(/ as /g, ': ')}}`} = from('${from}');`;
    })
    .replace(/^export \{([^}]*)\} from '([^']+)';/gm, (_, some, from) => {
      const pairs = pairsOf(some);
      imports.push({ from, names: pairs.map(([name]) => name) });
      const passed = pairs.map(([name, outside]) => {
        const inside = `passed_on_${outside}`;
        exports.set(outside, inside);
        return `${name}: ${inside}`;
      });
      return `const {${passed.join(', ')}} = from('${from}');`;
    })
    .replace(/^export (async function|function|const|class) ([\w$]+)/gm, (_, kind, name) => (exports.set(name, name), `${kind} ${name}`))
    .replace(/(?<=^|;)export\s*\{([^}]*)\}/gm, (_, some) => {
      for (const [inside, name] of pairsOf(some)) exports.set(name, inside);
      return '';
    })
    .replace(/\bimport\(/g, 'later(');
  const [unknown] = /^(?:import|export)\b.*/m.exec(body) ?? [];
  if (unknown) throw new SyntaxError(`${url.href}: this is not known here: ${unknown}`);
  const told = [...exports].map(([name, inside]) => `${name}: ${inside}`).join(', ');
  const named = [...new Set(body.match(/\b[A-Za-z_]\w*/g))].filter((name) => GLOBAL.has(name)).join(', ');
  const source = `(({ ${named} }) => function (from, later) { 'use strict'; ${body}\nreturn Object.freeze({ ${told} }); })`;
  return { source, imports, exports };
}

/** `a, b as c`, as pairs of both names. @param {string} list @returns {[string, string][]} */
const pairsOf = (list) =>
  list
    .split(',')
    .map((each) => each.trim().split(/\s+as\s+/))
    .filter(([name]) => name)
    .map(([name = '', other = name]) => [name, other]);
