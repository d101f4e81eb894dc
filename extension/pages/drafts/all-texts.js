/**
 * What is done with all kept texts at once: one file with each as it stands, and their end.
 *
 * @import {WholeText} from '../../types/drafts.js'
 */

/**
 * One file of all, for another program or another day: its form is told in its first lines.
 *
 * @param {readonly WholeText[]} all
 * @param {number} at
 * @returns {string} JSON
 */
export const asJson = (all, at) =>
  JSON.stringify(
    {
      format: 'why502 texts, 1',
      savedAt: new Date(at).toISOString(),
      texts: all.map(({ text, version }) => ({
        kind: text.kind,
        title: text.title,
        page: text.page,
        words: text.words,
        writtenAt: new Date(version.at).toISOString(),
        arrived: text.arrived,
        fields: version.fields.map(({ name, value }) => ({ name, value })),
      })),
    },
    null,
    1,
  );

/**
 * How much room the extension takes in this browser, as far as it tells: the texts are by far the most of it.
 *
 * @returns {Promise<number | null>} bytes; null where it does not tell
 */
export async function roomTaken() {
  try {
    return (await navigator.storage.estimate()).usage ?? null;
  } catch (error) {
    console.info('why502: how much room the texts take is not told', error);
    return null;
  }
}

/**
 * A file that the browser saves where it saves downloads.
 *
 * @param {string} name
 * @param {string} type
 * @param {string} text
 */
export function saveFile(name, type, text) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
