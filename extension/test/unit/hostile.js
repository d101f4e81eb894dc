/** Beginnings of markup that, repeated, made readers before this one go over the same text again and again. */
export const HOSTILE = Object.freeze([
  '<script<script ', '<script>', '<script></', '<script></script ', '</script', '<title', '<title>', '<textarea></textare>', '<a "', '<a b="', "<a b='", '<a b="c" ', '<a =', '<a>', '<a\n',
  '<a b=c>', '<div id=main class=a ', '<p title=">', '<', '</', '<!', '<!--', '<!-->', '<!-- -', '<?', '"', '&amp;', '<template>', 'a ', 'works/1 ', '((((', '\ufdfa', '%25',
]);
