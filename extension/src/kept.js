/**
 * The names under which the storages hold what the popup reads before the background wakes. Apart from
 * those who write it, because the popup, which is to open at once, needs these alone.
 */

/** In storage.session: the memory of the browser, never its disk, which no page of AO3 may read. */
export const INCIDENTS = Object.freeze({ ordinary: 'incident', private: 'incident-private' });

/** Where the incident of such windows is kept. @param {boolean} isPrivate */
export const incidentAs = (isPrivate) => (isPrivate ? INCIDENTS.private : INCIDENTS.ordinary);

/** In storage.local, one of a private window in storage.session. It is the name of its alarm, too. */
export const WATCH = 'watch';
