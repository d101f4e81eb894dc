// What a page would do that wants to read, change or press the extension's message: it is here before it.
window.stolen = [];
const keep = (root) => root && window.stolen.push(root.textContent || 'a root');
for (const name of ['why502-card', 'why502-prompt', 'why502-host']) {
  customElements.define(name, class extends HTMLElement {
    constructor() {
      super();
      keep(this.attachInternals().shadowRoot);
    }
  });
}
const { attachShadow } = Element.prototype;
Element.prototype.attachShadow = function (how) {
  const root = attachShadow.call(this, { ...how, mode: 'open' });
  keep(root);
  return root;
};
for (const [proto, name] of [[Document.prototype, 'createElement'], [Node.prototype, 'appendChild'], [Node.prototype, 'insertBefore'], [Element.prototype, 'append'],
  [Element.prototype, 'replaceChildren'], [HTMLElement.prototype, 'showPopover'], [EventTarget.prototype, 'addEventListener'], [ShadowRoot.prototype, 'append']]) {
  const own = proto[name];
  if (!own) continue;
  proto[name] = function (...all) {
    if (this instanceof ShadowRoot || this.getRootNode?.() instanceof ShadowRoot) keep(this.getRootNode());
    return own.apply(this, all);
  };
}
Object.defineProperty(ShadowRoot.prototype, 'adoptedStyleSheets', { set() { keep(this); } });
const { observe } = MutationObserver.prototype;
MutationObserver.prototype.observe = function (node, how) {
  if (node.getRootNode() instanceof ShadowRoot) keep(node.getRootNode());
  return observe.call(this, node, how);
};
new MutationObserver((all) => {
  for (const { addedNodes } of all) {
    for (const node of addedNodes) {
      if (node instanceof Element) keep(node.shadowRoot);
    }
  }
}).observe(document, { childList: true, subtree: true });

// What a browser measures for a page names its elements.
window.measured = [];
for (const type of ['event', 'first-input', 'layout-shift', 'largest-contentful-paint', 'element']) {
  if (!PerformanceObserver.supportedEntryTypes.includes(type)) continue;
  new PerformanceObserver((list) => window.measured.push(...list.getEntries())).observe({ type, buffered: true, ...(type === 'event' ? { durationThreshold: 0 } : {}) });
}
window.heard = [];
for (const type of ['click', 'pointerdown', 'pointerover', 'keydown', 'focusin', 'toggle', 'beforetoggle', 'animationstart', 'transitionrun', 'selectionchange']) {
  addEventListener(type, (event) => window.heard.push(...event.composedPath()), true);
}
