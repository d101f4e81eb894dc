/**
 * What the browser tells of page loads on AO3, in the words of sighting.js. Nothing is kept here.
 *
 * @import {BrowserEvent} from './sighting.js'
 */
import { PATTERNS } from '../ao3/address.js';
import { errorCode, keptHeaders } from '../ao3/answer.js';
import { api } from '../browser/api.js';

/** Whole pages of AO3: no pictures, scripts or frames. @type {chrome.webRequest.RequestFilter} */
export const MAIN_FRAMES = { urls: [...PATTERNS], types: ['main_frame'] };

/** A page that a browser fetches ahead is seen by nobody yet. @param {{documentLifecycle?: string}} details */
const isSpeculative = (details) => details.documentLifecycle === 'prerender';

/**
 * To be called while the background's script runs for the first time, as every listener.
 *
 * @param {(event: BrowserEvent) => void} happened
 */
export function listen(happened) {
  const { webRequest } = api;
  webRequest.onBeforeRequest.addListener((d) => {
    happened({
      kind: 'start',
      id: d.requestId,
      tabId: d.tabId,
      url: d.url,
      method: d.method,
      at: d.timeStamp,
      speculative: isSpeculative(d),
    });
    return undefined;
  }, MAIN_FRAMES);
  webRequest.onBeforeRedirect.addListener(
    (d) => happened({ kind: 'redirect', id: d.requestId, to: d.redirectUrl, status: d.statusCode }),
    MAIN_FRAMES,
  );
  webRequest.onHeadersReceived.addListener(
    (d) => {
      const headers = keptHeaders(d.responseHeaders);
      const ip = /** @type {{ip?: string}} */ (d).ip ?? null;
      happened({
        kind: 'answer',
        id: d.requestId,
        tabId: d.tabId,
        url: d.url,
        method: d.method,
        status: d.statusCode,
        headers,
        ip,
        fromCache: false,
        at: d.timeStamp,
      });
      return undefined;
    },
    MAIN_FRAMES,
    ['responseHeaders'],
  );
  webRequest.onResponseStarted.addListener((d) => {
    happened({
      kind: 'answer',
      id: d.requestId,
      tabId: d.tabId,
      url: d.url,
      method: d.method,
      status: d.statusCode,
      headers: null,
      ip: d.ip ?? null,
      fromCache: d.fromCache,
      at: d.timeStamp,
    });
  }, MAIN_FRAMES);
  webRequest.onCompleted.addListener((d) => {
    happened({
      kind: 'end',
      id: d.requestId,
      tabId: d.tabId,
      url: d.url,
      method: d.method,
      error: null,
      ip: d.ip ?? null,
      fromCache: d.fromCache,
      at: d.timeStamp,
    });
  }, MAIN_FRAMES);
  webRequest.onErrorOccurred.addListener((d) => {
    happened({
      kind: 'end',
      id: d.requestId,
      tabId: d.tabId,
      url: d.url,
      method: d.method,
      error: errorCode(d.error),
      ip: d.ip ?? null,
      fromCache: d.fromCache,
      at: d.timeStamp,
    });
  }, MAIN_FRAMES);
}
