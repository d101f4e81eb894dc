/** What AO3 has in that world: a page, the one that it shows in its place when it is down, and how an answer is read. */

export const PAGE = 'https://archiveofourown.org/works/1/chapters/2';
export const MARKUP =
  '<html><head><title>AO3 Down | Archive of Our Own</title></head><body><div id="main" class="system errors error-502 region"><h2>Error 502</h2></div></body></html>';

/**
 * As much of a Response as is read. Node's own would need rounds of the event loop for each.
 *
 * @param {string} url
 * @param {number} status
 * @param {string} body
 */
export function answered(url, status, body) {
  let left = body;
  const reader = {
    async read() {
      const value = left;
      left = '';
      return { done: value === '', value };
    },
    cancel: async () => undefined,
  };
  return {
    url,
    status,
    ok: status < 400,
    type: 'basic',
    redirected: false,
    headers: new Headers({ server: 'cloudflare', 'content-type': url.endsWith('.json') ? 'application/json' : 'text/html' }),
    body: { pipeThrough: () => ({ getReader: () => reader }) },
    text: async () => body,
    json: async () => JSON.parse(body),
  };
}
