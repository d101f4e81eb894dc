/** The clipboard, which a browser may close, by its settings or by an office's: then the person copies it by hand. */

/** @param {string} text @returns {Promise<boolean>} whether it is there now */
export const toClipboard = (text) =>
  navigator.clipboard.writeText(text).then(
    () => true,
    (error) => {
      console.warn('why502: the browser does not let us copy', error);
      return false;
    },
  );
