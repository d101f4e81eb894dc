/**
 * A page of AO3's that this browser still holds, to be read while AO3 is down: its words alone (readable.js), and what else
 * is held near it. AO3 is asked nothing.
 *
 * @import {Neighbour} from '../../remedies/held-pages.js'
 */
import { nameOfPage } from '../../ao3/neighbours.js';
import { ask } from '../shared/ask.js';
import { $, element, write } from '../shared/elements.js';
import { isNotDone } from '../shared/not-done.js';
import { neighboursIn } from '../shared/neighbours-in.js';
import { speak } from '../shared/page.js';
import { readable } from './readable.js';

let name = '';
const entitle = () => name && (document.title = name);

/** @param {string} url */
async function show(url) {
  const told = await ask({ type: 'neighbour', url });
  const held = isNotDone(told) || typeof told?.html !== 'string' ? null : told;
  const page = held && new DOMParser().parseFromString(held.html, 'text/html');
  const text = page && readable(page);
  $('text').hidden = !text;
  $('gone').hidden = text !== null;
  if (!page || !text) return;
  $('text').replaceChildren(text);
  if (/^[a-zA-Z-]{2,35}$/.test(page.documentElement.lang)) $('text').lang = page.documentElement.lang;
  name = nameOfPage(page.title);
  entitle();
  $('text').focus();
  scrollTo(0, 0);
}

/** @param {Neighbour} neighbour */
function row({ url, name: its }) {
  const item = document.createElement('li');
  const button = element('button', '', its);
  button.setAttribute('type', 'button');
  button.addEventListener('click', () => go(url));
  item.append(button);
  return item;
}

/** A reload shows the same, and Back the one before. @param {string} url */
function go(url) {
  location.hash = encodeURIComponent(url);
}

/** Looked for once: what is held does not become more while this is read. @type {Promise<Neighbour[]> | undefined} */
let near;

async function others() {
  near ??= ask({ type: 'neighbours' }).then((told) => neighboursIn(isNotDone(told) ? null : told));
  const here = wanted();
  const all = (await near).filter(({ url }) => url !== here);
  $('others').hidden = all.length === 0;
  $('list').replaceChildren(...all.map(row));
}

const wanted = () => decodeURIComponent(location.hash.slice(1));
const all = async () => {
  await show(wanted());
  await others();
};

addEventListener('hashchange', () => void all());
await speak('neighbour_headline', (w) => {
  write($('gone'), w.t('neighbour_gone'));
  setTimeout(entitle);
});
await all();
