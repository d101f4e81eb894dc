// The index of the gallery: which pictures are shown, and one of them large, beside the kept one. A
// classic script: the page is opened from the disk, where modules are not loaded.
(() => {
  /** @type {(id: string) => HTMLInputElement} */
  const $ = (id) => /** @type {HTMLInputElement} */ (document.getElementById(id));
  const fields = ['text', 'page', 'engine', 'look'];

  function filter() {
    const [text = '', page, engine, look] = fields.map((id) => $(id).value.trim());
    let count = 0;
    for (const section of document.querySelectorAll('section')) {
      const named = section.dataset['words']?.includes(text.toLowerCase()) && (!page || section.dataset['page'] === page);
      let some = false;
      for (const figure of section.querySelectorAll('figure')) {
        const { dataset } = figure;
        const looks = look === 'plain' ? ['light', 'dark'].includes(dataset['look'] ?? '') : !look || dataset['look'] === look;
        figure.hidden = !(
          named &&
          looks &&
          (!engine || dataset['engine'] === engine) &&
          (!$('changed').checked || dataset['changed'] === 'true')
        );
        if (!figure.hidden) count += 1;
        some ||= !figure.hidden;
      }
      section.hidden = !some;
    }
    $('count').value = count === 1 ? '1 picture' : `${count} pictures`;
  }

  /** @param {HTMLElement} figure */
  function enlarge(figure) {
    const shown = figure.querySelector('img');
    const all = [
      ['Now', shown?.getAttribute('src')],
      ['Kept', figure.dataset['kept']],
      ['What differs', figure.dataset['difference']],
    ];
    $('large-title').textContent =
      `${figure.closest('section')?.querySelector('h2')?.firstChild?.textContent ?? ''} · ${figure.querySelector('figcaption')?.textContent ?? ''}`;
    $('large-pictures').replaceChildren(
      ...all
        .filter(([, file]) => file)
        .map(([words, file]) => {
          const made = document.createElement('figure');
          const image = Object.assign(document.createElement('img'), { src: file, alt: words });
          const caption = Object.assign(document.createElement('figcaption'), { textContent: words });
          made.append(image, caption);
          return made;
        }),
    );
    /** @type {HTMLDialogElement} */ (/** @type {unknown} */ ($('large'))).showModal();
  }

  for (const id of [...fields, 'changed']) $(id).addEventListener('input', filter);
  document.querySelector('header form')?.addEventListener('submit', (event) => event.preventDefault());
  document.querySelector('main')?.addEventListener('click', (event) => {
    const figure = event.target instanceof Element && event.target.closest('button') ? event.target.closest('figure') : null;
    if (figure) enlarge(figure);
  });
  filter();
})();
