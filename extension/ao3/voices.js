/**
 * Where AO3's own volunteers speak. Pure.
 */

/** AO3's official status page, run by the OTW. */
export const STATUS_PAGE = 'https://www.otwstatus.org/';

/** Where AO3's volunteers speak, and nowhere else: impersonators exist (field guide, section 3). */
export const VOICES = Object.freeze({
  link: STATUS_PAGE,
  bluesky: 'https://bsky.app/profile/status.archiveofourown.org',
  tumblr: 'https://ao3org.tumblr.com/',
});
