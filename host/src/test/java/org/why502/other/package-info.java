/**
 * Servers that this project did not write, in the places of the tiny internet's own: nginx,
 * HAProxy, lighttpd, Varnish and stunnel where AO3 stands, unbound, dnsmasq and BIND where the
 * resolver does, tinyproxy and Squid as a proxy, nginx as a hotel's sign-in page. The tiny internet
 * was written by those who wrote the rules; these were not. {@code MixedPrograms} has those that
 * make half a cause, or two at once.
 */
package org.why502.other;
