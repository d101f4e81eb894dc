/**
 * All that the gallery knows of the pages' insides. Where a page changes its parts, this changes.
 *
 * @import {PageName, Size} from './gallery.js'
 */
import { existsSync, readFileSync } from 'node:fs';
import { WORK, ARCHIVE } from '../browsers/harness/scenes.js';

const EXTENSION = new URL('../../', import.meta.url);

/** The browsers give a popup no more height. */
export const POPUP_HEIGHT = 600;

/**
 * - path: of the page in the extension; null for the card, which stands on AO3's page
 * - size: of the window it is looked at in
 * - host: of the shadow root that holds it
 * - ready: an expression that is true once the page is drawn
 * - hears: what the background tells it, after which it draws
 * - trim: the window is as high as the page, as a popup's is; else no smaller than its size
 * - live: it draws what the background tells it later, too
 * - inTab: makes it what it is in a tab of its own (true), where every narrow window is; or not
 * - oneScreen: everything is seen without scrolling
 *
 * @typedef {object} Page
 * @property {string | null} path
 * @property {Size} size
 * @property {string | null} host
 * @property {string} ready
 * @property {string} hears
 * @property {boolean} trim
 * @property {boolean} live
 * @property {((yes: boolean) => string) | null} inTab
 * @property {boolean} oneScreen
 */

/** The card's own element, which has neither name nor attribute: beside the body, or for axe's look at its end. */
const CARD = 'html > div, body > div:last-child:not([id], [class])';

/** @type {Readonly<Record<PageName, Page>>} */
export const PAGES = Object.freeze({
  popup: {
    path: 'pages/popup/popup.html',
    size: { width: 380, height: POPUP_HEIGHT },
    host: null,
    ready: "Boolean(document.body?.dataset['state'])",
    hears: 'popup',
    trim: true,
    live: true,
    oneScreen: false,
    inTab: (yes) => `document.body.classList.toggle('tab', ${yes})`,
  },
  card: {
    path: null,
    size: { width: 900, height: 400 },
    host: CARD,
    ready: "[...(document.querySelector('html > div')?.shadowRoot?.querySelectorAll('button') ?? [])].some((b) => b.checkVisibility())",
    hears: 'page',
    trim: false,
    live: false,
    inTab: null,
    oneScreen: false,
  },
  options: {
    path: 'pages/options/options.html',
    size: { width: 800, height: 600 },
    host: null,
    ready: "Boolean(document.querySelector('h1 ~ *, h2')?.textContent)",
    hears: 'companion',
    trim: false,
    live: false,
    inTab: null,
    oneScreen: false,
  },
  welcome: {
    path: 'pages/welcome/welcome.html',
    size: { width: 1280, height: 720 },
    host: null,
    ready: "Boolean(document.querySelector('h1')?.textContent)",
    hears: 'companion',
    trim: false,
    live: false,
    inTab: null,
    oneScreen: true,
  },
  bisect: {
    path: 'pages/bisect/bisect.html',
    size: { width: 800, height: 600 },
    host: null,
    ready: "[...document.querySelectorAll('section')].some((each) => each.checkVisibility())",
    hears: 'bisect',
    trim: false,
    live: false,
    inTab: null,
    oneScreen: false,
  },
  drafts: {
    path: 'pages/drafts/drafts.html',
    size: { width: 800, height: 600 },
    host: null,
    ready: "Boolean(document.querySelector('#texts li, #failed:not(:empty)') ?? document.querySelector('#none')?.checkVisibility())",
    hears: 'texts',
    trim: false,
    live: false,
    inTab: null,
    oneScreen: false,
  },
  writing: {
    path: 'pages/writing/writing.html',
    size: { width: 800, height: 600 },
    host: null,
    ready: "document.body?.dataset['opened'] === 'true'",
    hears: 'go-on-writing',
    trim: false,
    live: false,
    inTab: null,
    oneScreen: true,
  },
  neighbour: {
    path: 'pages/neighbour/neighbour.html',
    size: { width: 800, height: 600 },
    host: null,
    ready: "[...document.querySelectorAll('#text, #gone')].some((each) => each.checkVisibility())",
    hears: 'neighbour',
    trim: false,
    live: false,
    inTab: null,
    oneScreen: false,
  },
});

/** For so long the page must be still before the card looks for a better place: a classic script exports nothing. */
const STILL_MS = Number(/STILL_MS = (\d+);/.exec(readFileSync(new URL('content/stand.js', EXTENSION), 'utf8'))?.[1]);
if (!STILL_MS) throw new Error('content/stand.js has no STILL_MS any more.');

/** A card that has not moved for so long stands. ms */
export const STANDS_MS = STILL_MS + 70;

/** Where the card stands. */
export const FAILED_PAGE = ARCHIVE + WORK;

/** What must not move while results come in; only what is there at the beginning is watched. */
export const STILL = Object.freeze(['#headline', '#best']);

/** True once the popup shows the verdict. */
export const SETTLED = "document.body?.dataset['state'] === 'settled'";

/**
 * What a person does first: the expression does it, and `until` is true when it is done.
 *
 * @type {Readonly<Record<string, {needs: string, run: string, until: string}>>}
 */
export const OPENERS = Object.freeze({
  write: {
    needs: '#text',
    run: `((title, text) => {
      [title.value, text.value] = ['The Lamp at Number Five', 'The lamp at number five had gone out again.\\n\\nSo they took turns.'];
      text.dispatchEvent(new Event('input'));
    })(document.getElementById('name'), document.getElementById('text'))`,
    until: "document.getElementById('line').textContent !== ''",
  },
  text: {
    needs: '#texts',
    run: "document.querySelector('#texts button').click()",
    until: "document.getElementById('whole').checkVisibility()",
  },
  'remove-all': {
    needs: '#texts',
    run: "document.getElementById('remove-all').click()",
    until: "document.getElementById('all-sure').checkVisibility()",
  },
  'remove-text': {
    needs: '#texts',
    run: "(document.querySelector('#texts button').click(), setTimeout(() => document.getElementById('remove').click(), 200))",
    until: "document.getElementById('sure').checkVisibility()",
  },
  private: {
    needs: '#all',
    run: "(document.querySelector('#all').open = true, document.querySelector('#steps [data-code=private-window] button').click())",
    until: "Boolean(document.querySelector('#steps .outcome p')?.textContent)",
  },
  phone: {
    needs: '#phone',
    run: "(document.querySelector('#all').open = true, document.querySelector('#remedies [data-code=try-phone] button').click())",
    until: "Boolean(document.querySelector('.outcome p')?.textContent)",
  },
  elsewhere: {
    needs: '#all',
    run: "(document.querySelector('#all').open = true, document.querySelector('#remedies [data-code=other-browser] button').click())",
    until: "Boolean(document.querySelector('#remedies .outcome p')?.textContent)",
  },
  how: { needs: '#how', run: "document.querySelector('#how').open = true", until: "document.querySelector('#how').open" },
  steps: { needs: '#all', run: "document.querySelector('#all').open = true", until: "document.querySelector('#all').open" },
  clear: {
    needs: '#all',
    run: "(document.querySelector('#all').open = true, document.querySelector('#steps [data-code=clear-site-data] button').click())",
    until: "Boolean(document.querySelector('#clear-headline')?.checkVisibility())",
  },
  names: {
    needs: '#clear-names',
    run: "(document.querySelector('#all').open = true, document.querySelector('#steps [data-code=clear-site-data] button').click(), setTimeout(() => document.querySelector('#clear-tick').click(), 300))",
    until: "Boolean(document.querySelector('#clear-names')?.checkVisibility())",
  },
  undo: {
    needs: '#undo-button',
    run: "document.querySelector('#undo-button').click()",
    until: "Boolean(document.querySelector('#undo-ask')?.checkVisibility())",
  },
  best: {
    needs: '#held-view',
    run: "document.querySelector('#best').click()",
    until: "Boolean(document.querySelector('#held-headline')?.checkVisibility())",
  },
  counters: {
    needs: '#best',
    run: "document.querySelector('#best').click()",
    until: "Boolean(document.querySelector('.outcome .counts button')?.checkVisibility())",
  },
  resolvers: {
    needs: '#resolvers-view',
    run: "(document.querySelector('#all').open = true, document.querySelector('#steps [data-code=change-resolver] button').click())",
    until: "Boolean(document.querySelector('#resolvers-headline')?.checkVisibility())",
  },
  report: {
    needs: '#report-link',
    run: "document.querySelector('#report-link').click()",
    until: "!document.querySelector('#main-view').checkVisibility()",
  },
});

/** Why a state cannot be shown by this checkout; null where it can. @param {import('./gallery.js').State} state */
export function absent(state) {
  const path = PAGES[state.page].path;
  if (path === null) return null;
  if (!existsSync(new URL(path, EXTENSION))) return `there is no ${path}`;
  const needs = state.open ? OPENERS[state.open]?.needs : undefined;
  if (needs && !readFileSync(new URL(path, EXTENSION), 'utf8').includes(`id="${needs.slice(1)}"`)) return `${path} has no ${needs}`;
  return null;
}
