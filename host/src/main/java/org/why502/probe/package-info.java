/**
 * The edge: the only place that touches the network, and the only importer of okhttp, dnsjava and
 * jsoup.
 *
 * <p>{@link org.why502.probe.World} makes every probe that there is; the addresses that it may
 * contact are {@linkplain org.why502.probe.Addresses fixed}. Below it stand the sub-rooms, by what
 * they ask, and who may know whom:
 *
 * <pre>
 *   ask     the investigation and its order            knows work
 *   ways    routes, uplinks, AO3 through each          knows names, web, work, setup
 *   names   names, by every way                        knows web, work, setup
 *   web     connections, certificates, pages           knows work, setup
 *   work    one question within its limit, and failing knows setup
 *   setup   this machine's own settings                knows none of them
 * </pre>
 *
 * <p>This package stands above them all and joins them, so that none need know another to be
 * joined.
 *
 * <p><strong>Privacy.</strong> The addresses of configured resolvers, the token of AO3's dispenser,
 * the {@code ip=} of Cloudflare's trace and cookies are never put into an observation or a log.
 */
package org.why502.probe;
