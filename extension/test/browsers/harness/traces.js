// What lies in a folder, whoever wrote it: as text, in both of the encodings that browsers write.
import { readFile, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';

/**
 * The files that hold one of these texts, or have it in their name.
 * @param {string} folder
 * @param {string[]} texts
 * @returns {Promise<string[]>} by their path in the folder
 */
export async function traces(folder, texts) {
  const wanted = texts.flatMap((text) => [Buffer.from(text), Buffer.from(text, 'utf16le')]);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  const found = await Promise.all(
    files.map(async (file) => {
      const path = relative(folder, file);
      if (texts.some((text) => path.includes(text))) return [path];
      const content = await readFile(file).catch(() => Buffer.alloc(0)); // A browser's last helper tidies up.
      return wanted.some((bytes) => content.includes(bytes)) ? [path] : [];
    }),
  );
  return found.flat();
}
