/**
 * What the extension's own pages (popup, options, first page) ask of the background. Unlike pages of AO3
 * they are ours, so that whatever they ask is what a person pressed there.
 *
 * @import {Bisecting} from '../bisect/bisecting.js'
 * @import {ClearSiteData} from '../remedies/clear-site-data.js'
 * @import {Intake} from '../incident/intake.js'
 * @import {Incidents} from '../incident/incidents.js'
 * @import {ReloadOnce} from '../remedies/reload-once.js'
 * @import {Remedies} from '../remedies/remedies.js'
 * @import {Texts} from '../drafts/texts.js'
 * @import {OwnMessage} from '../types/own-messages.js'
 * @import {Watcher} from '../watch/watcher.js'
 */
import { looseForm } from '../ao3/loose-texts.js';
import { releaseHere } from '../browser/product.js';
import { frontOfMessage } from '../incident/front.js';
import { greet } from '../diagnosis/companion.js';
import { formText } from '../drafts/form-text.js';
import { Neighbours } from '../remedies/held-pages.js';
import { saidOfElsewhere } from '../incident/elsewhere-tries.js';
import { saidOfPhone } from '../incident/phone-try.js';
import { saidOfPrivate } from '../incident/private-try.js';

/** Hears them, and does what they ask. */
export class OwnPages {
  #parts;
  #neighbours = new Neighbours();

  /**
   * @param {object} parts
   * @param {Incidents} parts.incidents
   * @param {Remedies} parts.remedies
   * @param {ReloadOnce} parts.reloadOnce
   * @param {ClearSiteData} parts.clearing
   * @param {Watcher} parts.watcher
   * @param {Intake} parts.intake
   * @param {Bisecting} parts.bisecting
   * @param {Texts} parts.texts
   * @param {() => Promise<unknown>} parts.forgetPast past errors, and what helped then
   * @param {() => Promise<void>} parts.forgetAll
   */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * @param {OwnMessage} message as one of our pages writes it
   * @returns {Promise<unknown>} what the page is told; undefined also where nobody knows what it asks
   */
  async hear(message) {
    const { incidents, remedies, reloadOnce, clearing, watcher, intake, bisecting, texts, forgetPast, forgetAll } = this.#parts;
    const isPrivate = message.isPrivate === true;
    const incident = incidents.get(isPrivate);
    const tabId = frontOfMessage(message);
    switch (message.type) {
      case 'check':
        watcher.opened(isPrivate);
        if (incident) return incident.phase === 'checking' ? undefined : remedies.lookAgain(incident, tabId);
        return intake.checkByHand(isPrivate, tabId);
      case 'run':
        return remedies.run(String(message.code), {
          incident,
          tabId,
          isPrivate,
          sure: message.sure === true,
          which: typeof message.which === 'string' ? message.which : '',
        });
      case 'private-answer':
        return incident && incidents.update(incident, (now) => saidOfPrivate(now, message.loads === true));
      case 'phone-answer':
        return incident && incidents.update(incident, (now) => saidOfPhone(now, message.loads === true));
      case 'elsewhere-answer':
        return incident && incidents.update(incident, (now) => saidOfElsewhere(now, message.loads === true));
      case 'count':
      case 'stored-names':
      case 'clear':
      case 'undo-offer':
      case 'undo':
      case 'show-tab':
        return clearing.hear(message, { tabId, isPrivate });
      case 'forget':
        return forgetAll();
      case 'forget-past':
        return forgetPast();
      case 'unwatch':
        return watcher.stop(isPrivate);
      case 'keep-page':
        return reloadOnce.callOff(incident, tabId);
      case 'browser':
        return releaseHere();
      case 'bisect':
        return bisecting.hear(message);
      case 'texts':
        return texts.all();
      case 'whole-text':
        return texts.whole(String(message.id), typeof message.number === 'number' ? message.number : null);
      case 'write-text': {
        const form = formText({ type: 'form-text', form: looseForm(looseOf(message)) });
        return form ? texts.keep(form, '', Date.now()) : { failed: true };
      }
      case 'go-on-writing':
        return texts.putBack(String(message.id), String(message.writing));
      case 'remove-texts':
        return texts.remove(Array.isArray(message.ids) ? message.ids.map(String) : []);
      case 'neighbours':
        return this.#neighbours.of(incident);
      case 'neighbour':
        return this.#neighbours.page(incident, String(message.url));
      case 'companion':
        return greet();
    }
    return undefined;
  }
}

/** @param {Record<string, unknown>} message */
const looseOf = ({ writing, place, title, content }) => ({
  writing: String(writing),
  place: String(place),
  title: String(title),
  content: String(content),
});
