/**
 * The same letters on every machine: the browsers of the gallery see the fonts named here and no others,
 * drawn in the plainest way. DejaVu comes with every Debian that has a browser; Noto's for Chinese,
 * Japanese and Korean is added where it is installed.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const DEJAVU = '/usr/share/fonts/truetype/dejavu';
const CJK = '/usr/share/fonts/opentype/noto';

const CONFIGURATION = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>${DEJAVU}</dir>
  <dir>${CJK}</dir>
  <cachedir>CACHE</cachedir>
  <selectfont><rejectfont><glob>${DEJAVU}/*Condensed*</glob><glob>${DEJAVU}/*ExtraLight*</glob></rejectfont></selectfont>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
  <match target="pattern"><edit name="family" mode="append_last"><string>DejaVu Sans</string></edit></match>
  <match target="font">
    <edit name="antialias" mode="assign"><bool>true</bool></edit>
    <edit name="hinting" mode="assign"><bool>false</bool></edit>
    <edit name="rgba" mode="assign"><const>none</const></edit>
  </match>
</fontconfig>
`;

/** @type {Promise<void> | undefined} */
let used;

/** Has the browsers that are started from now on use these fonts. */
export function useFonts() {
  used ??= use();
  return used;
}

async function use() {
  const folder = await mkdtemp(join(tmpdir(), 'why502-fonts-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'fonts.conf');
  await writeFile(file, CONFIGURATION.replace('CACHE', join(folder, 'cache')));
  process.env['FONTCONFIG_FILE'] = file;
}

/** What English pictures are drawn with. */
const OF_PICTURES = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf', 'DejaVuSansMono.ttf'];

/** @type {Promise<string> | undefined} */
let print;

/**
 * Which letters this machine has: kept beside the pictures, because with others every picture differs.
 * What fontconfig chooses for the pages' words and marks, and the files themselves.
 */
export function fingerprint() {
  print ??= useFonts().then(take);
  return print;
}

async function take() {
  const ask = promisify(execFile);
  const chosen = await Promise.all(
    ['system-ui', 'system-ui:bold', 'monospace', ':charset=2713'].map(async (pattern) => {
      const { stdout } = await ask('fc-match', ['-f', '%{file}', pattern]);
      return `${pattern} ${stdout.split('/').at(-1)}`;
    }),
  );
  const files = await Promise.all(
    OF_PICTURES.map(async (name) => {
      const bytes = await readFile(join(DEJAVU, name)).catch(() => null);
      return `${name} ${bytes ? createHash('sha256').update(bytes).digest('hex').slice(0, 16) : 'missing'}`;
    }),
  );
  return [...chosen, ...files].join('\n');
}
