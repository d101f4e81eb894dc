// One start of a browser before any test of its engine: run.js asks it inside the tiny internet whether
// this browser can be driven end to end. What it prints is the reason why not.
//
//   WHY502_BROWSER=chromium|firefox node test/browsers/probe.js
import { openBrowser } from './harness/index.js';

try {
  const browser = await openBrowser(); // The extension listens, its first page was seen and closed.
  try {
    await browser.openPopup();
    if (!(await browser.popupText())) throw new Error('The popup opens, and has no words.');
  } finally {
    await browser.close();
  }
} catch (error) {
  console.log(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
