/**
 * The cookies by which AO3 knows who somebody is (field guide, section 2). All three go together: without
 * `user_credentials` alone AO3 forces a logout, and `remember_user_token` alone signs in again. Pure.
 */

/** It is there as long as somebody is signed in, and says nothing of who. */
export const SIGNED_IN = 'user_credentials';

/** `_otwarchive_session` is set for guests too. */
const NAMES = Object.freeze(['_otwarchive_session', 'remember_user_token', SIGNED_IN]);

/** @param {{name: string}} cookie one of AO3's */
export const isOfSession = ({ name }) => NAMES.includes(name);
