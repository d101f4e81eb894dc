/**
 * The ways out of this machine: its default routes, the uplinks that they make, and AO3 asked
 * through each ({@link org.why502.probe.ways.ThroughUplink}).
 *
 * <p>In comes what each operating system tells of its routes; out goes which uplink reaches AO3.
 * Where a VPN is on, nothing is sent beside it ({@link org.why502.probe.ways.Uplinks}).
 *
 * <p>Knows {@code evidence} and {@code system}, and of the other sub-rooms {@code work}, {@code
 * setup}, {@code names} and {@code web}.
 */
package org.why502.probe.ways;
