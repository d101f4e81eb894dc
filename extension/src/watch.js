/** @typedef {{ startedAt: number, host: string, code: string, state: 'watching'|'back'|'over', why: null|'time'|'challenge'|'limit', looks: number, good: number, nextAt: number, until: number, paused: boolean, asMember: boolean, isPrivate: boolean, reloads: {tabId: number, at: number}[] }} Watch */
/** @param {Watch} watch @param {import('./words.js').Words} w @param {number} now @returns {{text: string, detail: string, button: string} | null} */
export function watching(watch, w, now) { return watch.nextAt > now ? { text: w.t('language'), detail: '', button: '' } : null; }
