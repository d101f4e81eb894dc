/**
 * Telling the browsers of one person where the companion is, looking whether they could start it,
 * and taking it all back.
 *
 * <p>A browser starts a companion that a small file in a folder of its own names (on Windows, a
 * registry key names the file). {@code manifests/browsers.json} is the one table of those folders;
 * adding a browser is adding a row. A browser's form that is in a sandbox has its {@link
 * org.why502.install.Sandbox}, which knows the way in and what to tell a person about it. {@link
 * org.why502.install.Plan} turns the table and a home folder into the files to write without
 * touching anything, {@link org.why502.install.Installer} writes and removes them ({@link
 * org.why502.install.Step} is what that comes to for one file), {@link org.why502.install.Staging}
 * writes them for who makes a package, and {@link org.why502.install.Doctor} looks at them as the
 * browser would.
 *
 * <p>A companion that is installed may still not be started: {@link org.why502.install.Hindrances}
 * finds what this machine puts in the way ({@link org.why502.install.Hindrance} is each of them),
 * and {@link org.why502.install.Upkeep} whether the copy itself is whole. Only what is this
 * person's own, and this very copy, is changed ({@link org.why502.install.Keeper}); for all else
 * the command is told.
 *
 * <p>Only browsers that are there are touched, only for the person who runs this, and Tor Browser
 * never: the companion asks the network directly, past Tor.
 *
 * <p>In come the choices of a person ({@link org.why502.install.Selection}) and whose machine this
 * is ({@link org.why502.install.Surroundings}); out goes an {@link
 * org.why502.install.InstallReport}, a sentence for each thing done or found. Knows {@code system}
 * alone.
 */
package org.why502.install;
