/**
 * How a page of ours asks the background: what is not answered comes back as not done (not-done.js).
 *
 * @import {OwnMessage, Told} from '../../types/own-messages.js'
 */
import { api } from '../../browser/api.js';

/** @template {OwnMessage} M @param {M} message @returns {Promise<Told<M['type']>>} */
export async function ask(message) {
  try {
    return await api.runtime.sendMessage(message);
  } catch (error) {
    console.warn('why502: the background gives no answer', error);
    return { failed: true };
  }
}
