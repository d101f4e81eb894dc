/**
 * Whether the person has let the extension allow AO3's cookies, and the way back from that: it is there for as long as
 * the browser's permission is, which is asked for nothing else.
 */
import { onAccess } from '../../browser/access.js';
import { api } from '../../browser/api.js';
import { maySetCookies } from '../../browser/cookie-setting.js';
import { $ } from '../shared/elements.js';
import { isNotDone } from '../shared/not-done.js';
import { tell } from '../shared/page.js';

const look = () =>
  maySetCookies().then(
    (may) => void ($('cookies').hidden = !may),
    (error) => console.warn('why502: whether cookies may be set is not known', error),
  );

async function takeBack() {
  const said = $('seeing').querySelector('.said');
  const answer = await api.runtime.sendMessage({ type: 'run', code: 'unallow-cookies', sure: false }).catch((error) => {
    console.warn('why502: the background did not answer', error);
    return { failed: true };
  });
  const done = !isNotDone(answer);
  if (said) tell(/** @type {HTMLElement} */ (said), done ? 'cookies_taken_back' : 'options_cookies_not_back', done ? 'good' : 'bad');
  await look();
}

/** Listens, and shows it. */
export async function offerCookiesBack() {
  $('cookies-back').addEventListener('click', () => void takeBack());
  onAccess(() => void look());
  await look();
}
