/**
 * Where a form failed, "see whether it was posted" has a button where one page of AO3's would show it. It is never the first
 * thing to do: while AO3 is down that page fails, too. Pure.
 *
 * @import {Incident} from '../incident/incident.js'
 * @import {Choice} from './choices.js'
 * @import {Words} from './words.js'
 */
import { postedPage } from '../ao3/sent-forms.js';

/**
 * @param {Choice[]} everything
 * @param {Pick<Incident, 'page'>} incident as the tab in front has it
 * @param {Words} w
 * @returns {Choice[]}
 */
export const withPostedPage = (everything, { page }, w) =>
  everything.map((usual) =>
    usual.code === 'check-posted' && postedPage(page) !== ''
      ? { ...usual, code: 'posted-page', runs: true, label: w.t('texts_look') }
      : usual,
  );
