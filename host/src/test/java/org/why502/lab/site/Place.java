package org.why502.lab.site;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The web sites of the tiny internet: their names, their real-looking addresses, their role. */
public enum Place {
  /** AO3 behind Cloudflare, under every official name (field guide, section 3). */
  ARCHIVE(
      Role.ARCHIVE,
      archiveNames(),
      List.of("104.20.28.24", "172.66.150.200"),
      List.of("2606:4700:10::6814:1c18", "2606:4700:10::ac42:96c8")),
  /**
   * Cloudflare again, at an address that honest resolvers here do not give: as good as the first.
   */
  ARCHIVE_ELSEWHERE(
      Role.ARCHIVE, List.of(), List.of("104.20.29.24"), List.of("2606:4700:10::6814:1d18")),
  /** The OTW's status page. */
  STATUS(Role.STATUS, List.of("www.otwstatus.org"), List.of("104.192.142.18"), List.of()),
  /** Mozilla's captive-portal check. */
  DETECT_PORTAL(
      Role.PORTAL,
      List.of("detectportal.firefox.com"),
      List.of("34.107.221.82"),
      List.of("2600:1901:0:38d7::")),
  /** Google's captive-portal check. */
  CONNECTIVITY(
      Role.PORTAL,
      List.of("connectivitycheck.gstatic.com"),
      List.of("142.250.72.99"),
      List.of("2607:f8b0:4004:c1b::5e")),
  /** The https control. */
  CONTROL(
      Role.CONTROL,
      List.of("www.gstatic.com"),
      List.of("142.250.72.67"),
      List.of("2607:f8b0:4004:c09::5e")),
  /** Another site whose cookies and history must survive. */
  EXAMPLE(
      Role.OTHER, List.of("example.com", "www.example.com"), List.of("93.184.215.14"), List.of()),
  /**
   * Other people's sites under registrable domains of AO3's: the rest of the OTW, and a name below
   * AO3's own that is none of its official ones. What is theirs must survive.
   */
  OTW(
      Role.OTHER,
      List.of(
          "www.transformativeworks.org", "transformativeworks.org", "other.archiveofourown.org"),
      List.of("208.85.241.180"),
      List.of()),
  /** Cloudflare's resolver, over https. It has no name here: it is asked by its address. */
  CLOUDFLARE_RESOLVER(
      Role.RESOLVER, List.of(), List.of("1.1.1.1"), List.of("2606:4700:4700::1111")),
  /** Google's resolver, over https. */
  GOOGLE_RESOLVER(Role.RESOLVER, List.of(), List.of("8.8.8.8"), List.of("2001:4860:4860::8888")),
  /** Where lying resolvers send people: a filter's block page, with the filter's certificate. */
  BLOCK_PAGE(Role.OTHER, List.of("block.filter.example"), List.of("146.112.61.106"), List.of()),
  /** An address that AO3 had before Cloudflare; somebody else's web server lives there now. */
  OLD_ADDRESS(Role.OTHER, List.of("parked.hosting.example"), List.of("208.85.241.152"), List.of()),
  /** The hotel's gateway and its sign-in page. */
  PORTAL(Role.PORTAL, List.of("login.hotel.example"), List.of("10.5.0.1"), List.of());

  private final Role role;
  private final List<String> names;
  private final List<String> ipv4;
  private final List<String> ipv6;

  Place(Role role, List<String> names, List<String> ipv4, List<String> ipv6) {
    this.role = role;
    this.names = names;
    this.ipv4 = ipv4;
    this.ipv6 = ipv6;
  }

  private static List<String> archiveNames() {
    List<String> apex =
        List.of(
            "archiveofourown.org",
            "archiveofourown.com",
            "archiveofourown.net",
            "archiveofourown.gay",
            "ao3.org");
    Stream<String> below =
        apex.stream()
            .flatMap(
                a -> Stream.of("", "www.", "download.", "insecure.", "secure.").map(p -> p + a));
    return Stream.concat(below, Stream.of("archive.transformativeworks.org")).toList();
  }

  /** Whose server it is, unless a reply says otherwise. */
  public Role role() {
    return role;
  }

  /** Its host names, the main one first; none where only an address is known. */
  public List<String> names() {
    return names;
  }

  /** Its IPv4 addresses. */
  public List<String> ipv4() {
    return ipv4;
  }

  /** Its IPv6 addresses. */
  public List<String> ipv6() {
    return ipv6;
  }

  /** All its addresses. */
  public List<String> addresses() {
    return Stream.concat(ipv4.stream(), ipv6.stream()).toList();
  }

  /** As it is written in the log. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The place that honest resolvers know under a host name, in any case. */
  public static Optional<Place> named(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(p -> p.names.contains(name)).findFirst();
  }
}
