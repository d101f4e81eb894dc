/**
 * This machine's own settings: its hosts file, the proxies that it is set up to use, its network
 * interfaces, and how its addresses are written down.
 *
 * <p>In comes what the system tells, by files, by its own programs and by Java; out goes a {@link
 * org.why502.evidence.Setup}, which holds of all that nothing but what concerns AO3. {@link
 * org.why502.probe.setup.Interface} is also the one place that says which interface looks like a
 * VPN's.
 *
 * <p>The lowest of the sub-rooms: this machine is there before anything is asked. Knows {@code
 * evidence} and {@code system}.
 */
package org.why502.probe.setup;
