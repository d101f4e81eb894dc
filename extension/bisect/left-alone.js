/**
 * Which extensions are tried, and which are left alone. What a person's connection, passwords, reading or privacy
 * hangs on is switched off only where they tick it; what others have set up is never. Pure.
 *
 * @typedef {object} Installed as the browser tells of it
 * @property {string} id
 * @property {string} name
 * @property {boolean} enabled
 * @property {string} type
 * @property {string} installType
 * @property {boolean} mayDisable
 * @property {string[]} [permissions]
 * @property {string[]} [hostPermissions]
 * @property {string} [optionsUrl] its own page of settings; '' where it has none
 *
 * @typedef {'managed' | 'connection' | 'passwords' | 'reading' | 'privacy'} Why
 * @typedef {{id: string, name: string}} Named
 * @typedef {{tried: Named[], left: (Named & {why: Why})[]}} Sorted
 */

/**
 * Keepers of passwords, by their ids in Chrome's store and in Edge's.
 *
 * @type {ReadonlySet<string>}
 */
const KEEPERS = new Set([
  'nngceckbapebfimnlniiiahkandclblb', // Bitwarden
  'jbkfoedolllekgbhcbcoahefnbanhhlh', // Bitwarden (Edge)
  'aeblfdkhhhdcdjpifhhbdiojplfjncoa', // 1Password
  'dppgmdbiimibapkepcbdbmkaabgiofem', // 1Password (Edge)
  'hdokiejnpimakedhajhdlcegeplioahd', // LastPass
  'bbcinlkgjjkejfdpemiealijmmooekmp', // LastPass (Edge)
  'fdjamakpfbbddfjaooikfcpapjohcfmg', // Dashlane
  'gehmmocbbkpblljhkekmfhjpfbkclbph', // Dashlane (Edge)
  'oboonakemofpalcgghocfoadofidjkkk', // KeePassXC
  'pdffhmdngciaglkoonimfcmckehcpafo', // KeePassXC (Edge)
  'bfogiafebfohielmmehodmfbbebbbpei', // Keeper
  'eiaeiblijfjekdanodkjadfinkhbfgcd', // NordPass
  'ghmbeldphafepmbegfdlkpapadhbakde', // Proton Pass
  'pnlccmojcmeohlpggmfnbbiapkmbliob', // RoboForm
  'kmcfomidfpdkfieipokbalgegidffkal', // Enpass
  'igkpcodhieompeloncfnbekccinhapdb', // Zoho Vault
  'mmhlniccooihdimnnjhamobppdhaolme', // Kee
  'didegimhafipceonhjepacocaffmoppf', // Passbolt
  'pejdijmoenmkgeppbflobdenhhabjlaj', // iCloud Passwords
  'admmjipmmciaobhojoghlmleefbicajg', // Norton
  'caljgklbbfbcjjanaijlacgncafpegll', // Avira
]);

/** And by what they call themselves: to leave one more alone costs a person a tick. */
const KEEPS_PASSWORDS = new RegExp(
  'pass(?:word|wort|code|key|phrase|man|bolt|pack)|\\bpass\\b|keepass|vault|bitwarden|authenticator|\\b2fa\\b' +
    '|parol|contrase|senha|密码|パスワード|비밀번호|парол',
  'i',
);

/** What reads aloud: Google's own, by its ids, and what calls itself so. */
const READERS = new Set(['kgejglhpjiefppelpmljglcjbhoiplfn', 'hdhinadidafjejdhmfkjgnolgimiaplp']);
const READS_ALOUD = /screen ?reader|read ?aloud|text.to.speech|chromevox|vorlese|braille/i;

/** @param {Installed} extension @returns {Why | null} */
export function whyLeft({ id, name, installType, mayDisable, permissions = [] }) {
  if (!mayDisable || installType === 'admin') return 'managed';
  if (permissions.some((each) => each === 'proxy' || each === 'vpnProvider') || /\bvpn\b|\bproxy\b/i.test(name)) return 'connection';
  if (KEEPERS.has(id) || KEEPS_PASSWORDS.test(name)) return 'passwords';
  const helps = permissions.some((each) => each.startsWith('accessibilityFeatures.') || each === 'ttsEngine');
  if (helps || READERS.has(id) || READS_ALOUD.test(name)) return 'reading';
  return permissions.includes('privacy') ? 'privacy' : null;
}

/**
 * Those that are on, in two lists.
 *
 * @param {readonly Installed[]} all
 * @param {string} self our own id
 * @param {readonly string[]} [ticked] to be tried all the same
 * @param {readonly string[]} [spared] to be left alone by the person's own choice
 * @returns {Sorted}
 */
export function sorted(all, self, ticked = [], spared = []) {
  /** @type {Sorted} */
  const result = { tried: [], left: [] };
  for (const extension of all) {
    const { id, name, enabled, type } = extension;
    if (id === self || !enabled || type !== 'extension' || spared.includes(id)) continue;
    const why = whyLeft(extension);
    if (why === null || (why !== 'managed' && ticked.includes(id))) result.tried.push({ id, name });
    else result.left.push({ id, name, why });
  }
  return result;
}
