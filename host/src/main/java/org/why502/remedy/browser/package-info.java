/**
 * AO3's front page in another browser of this machine, or in the same one with a profile that is
 * new. Which browsers there are is read where each system lists them: desktop entries ({@link
 * org.why502.remedy.browser.LinuxBrowsers}, by the Desktop Entry specification), bundles ({@link
 * org.why502.remedy.browser.MacBrowsers}), the registry ({@link
 * org.why502.remedy.browser.WindowsBrowsers}). Only products that we know are opened ({@link
 * org.why502.remedy.browser.Product}): of another handler of web addresses nobody can tell what it
 * would do.
 *
 * <p>In come the engine of the browser that started us, and a person's click with the id of one of
 * the browsers that were listed; out go that list, and which browser was opened ({@link
 * org.why502.remedy.browser.Opening}). What is opened is one fixed address, so that no message has
 * to carry which page a person reads. Nothing goes through a shell. Knows {@code system}.
 */
package org.why502.remedy.browser;
