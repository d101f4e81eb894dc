/**
 * A page of AO3's that this browser still holds, to be read while AO3 is down: its words alone (readable.js), and what else
 * is held near it. AO3 is asked nothing.
 *
 * @import {Neighbour} from '../../remedies/held-pages.js'
 * @import {OwnMessage, Told} from '../../types/own-messages.js'
 */
import { nameOfPage } from '../../ao3/neighbours.js';
import { api } from '../../browser/api.js';
import { $, element, write } from '../shared/elements.js';
import { isNotDone } from '../shared/not-done.js';
import { neighboursIn } from '../shared/neighbours-in.js';
import { speak } from '../shared/page.js';
import { readable } from './readable.js';

/** @template {OwnMessage} M @param {M} message @returns {Promise<Told<M['type']>>} */
async function ask(message) {
  try {
    return await api.runtime.sendMessage(message);
  } catch (error) {
    console.warn('why502: the background gives no answer', error);
    return { failed: true };
  }
}

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
  button.addEventListener('click', () => void go(url));
  item.append(button);
  return item;
}

/** @param {string} url */
async function go(url) {
  // A reload shows the same, and Back the one before.
  location.hash = encodeURIComponent(url);
}

async function others() {
  const told = await ask({ type: 'neighbours' });
  const here = wanted();
  const all = neighboursIn(isNotDone(told) ? null : told).filter(({ url }) => url !== here);
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
