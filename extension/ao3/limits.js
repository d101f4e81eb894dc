/** The limits that AO3 sets, as its code has them. */

/** AO3 counts requests over five minutes (its rate limiter's window): so long is a limit that came without a Retry-After. */
export const LIMIT_WINDOW_MS = 300_000;
