/** Every call to the browser's API made to fail, in what Firefox does (every.js). */
import { every } from './every.js';

await every('firefox');
