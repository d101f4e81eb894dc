package org.why502.remedy.browser;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The browsers of a Mac, by their bundles, which everybody keeps in one of two folders; {@code open
 * -b} (open(1)) starts them by their ids. Pure. Written from the documents: it was never run there.
 */
final class MacBrowsers {
  private static final String OPEN = "/usr/bin/open";

  private MacBrowsers() {}

  /**
   * Each product once, in the order of ours.
   *
   * @param home the person's own folder
   * @param there whether there is something of this path
   * @param address what is to be opened
   */
  static List<Installed> find(String home, Predicate<String> there, String address) {
    return Stream.of(Product.values())
        .flatMap(product -> installed(product, home, there, address).stream())
        .toList();
  }

  private static Optional<Installed> installed(
      Product product, String home, Predicate<String> there, String address) {
    return product
        .bundleId()
        .filter(
            _ ->
                Stream.of("/Applications", home + "/Applications")
                    .anyMatch(f -> there.test(f + "/" + bundle(product) + "/Contents/Info.plist")))
        .map(id -> new Installed(product, OPEN, List.of("-b", id, address)));
  }

  /** Only Brave's and Zen's bundles are called otherwise than people call them. */
  private static String bundle(Product product) {
    return switch (product) {
      case BRAVE -> "Brave Browser.app";
      case ZEN -> "Zen.app";
      case FIREFOX,
          FIREFOX_ESR,
          CHROME,
          CHROMIUM,
          EDGE,
          VIVALDI,
          OPERA,
          LIBREWOLF,
          WATERFOX,
          FLOORP,
          SAFARI,
          GNOME_WEB ->
          product.title() + ".app";
    };
  }
}
