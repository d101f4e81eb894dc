// Where the first page's address names a machine (`?os=mac&arch=arm64`), the browser calls this one so: no other system is
// at hand. A classic script, before the page's own.
(() => {
  const machine = new URLSearchParams(location.search);
  const [os, arch] = [machine.get('os'), machine.get('arch')];
  const { runtime } = /** @type {{browser?: typeof chrome}} */ (globalThis).browser ?? chrome;
  if (os) Object.defineProperty(runtime, 'getPlatformInfo', { value: async () => ({ os, arch }) });
})();
