/** Every call to the browser's API made to fail, in what Chromium does (every.js). */
import { every } from './every.js';

await every('chromium');
