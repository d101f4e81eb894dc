// What the packaged extension leaves out, and how strictly it is checked.
module.exports = {
  ignoreFiles: [
    'node_modules',
    'test',
    'packaging',
    'types',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'web-ext-config.cjs',
    '.prettierrc.json',
    '.prettierignore',
    'icons/*.js',
    '**/README.md',
    'vendor/lean-qr.d.mts',
    'target',
  ],
  lint: { selfHosted: true },
};
