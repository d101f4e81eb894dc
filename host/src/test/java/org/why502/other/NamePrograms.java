package org.why502.other;

import java.util.List;

/** Resolvers where the network's own stands. */
final class NamePrograms {
  private static final String HERE = "10.5.0.2";
  private static final String READY = HERE + " 53";

  /**
   * Without filter-AAAA an address override is half a lie: dnsmasq passes the question for IPv6 on,
   * and AO3 is reached that way.
   */
  private static final String DNSMASQ =
      "dnsmasq --no-daemon --conf-file=/dev/null --no-hosts --no-resolv"
          + " --bind-interfaces --listen-address="
          + HERE
          + " ";

  private NamePrograms() {}

  static List<OtherProgram> all() {
    return List.of(
        unbound(
            "unbound-forwards-to-nobody",
            "names-failing",
            "SERVFAIL, and others find the name",
            "forward-zone:\n  name: \".\"\n  forward-addr: 127.0.0.1@9\n",
            ""),
        unbound(
            "unbound-refuses",
            "names-failing",
            "REFUSED, and others find the name",
            "",
            "  access-control: 10.5.0.0/24 refuse\n  access-control: 0.0.0.0/0 refuse\n"),
        unbound(
            "unbound-denies-the-name",
            "names-failing",
            "NXDOMAIN for AO3 alone, and others find the name",
            "forward-zone:\n  name: \".\"\n  forward-addr: 8.8.8.8\n",
            "  local-zone: \"archiveofourown.org.\" always_nxdomain\n"),
        dnsmasq(
            "dnsmasq-forwards",
            "recovered",
            "a resolver like any other, and nothing is wrong",
            "--server=8.8.8.8"),
        dnsmasq(
            "dnsmasq-to-block-page",
            "names-wrong",
            "the address cannot show AO3's certificate",
            "--server=8.8.8.8 --filter-AAAA --address=/archiveofourown.org/146.112.61.106"),
        dnsmasq(
            "dnsmasq-to-bogon",
            "names-wrong",
            "nothing of AO3's can be at such an address",
            "--server=8.8.8.8 --filter-AAAA --address=/archiveofourown.org/10.10.34.34"),
        dnsmasq(
            "dnsmasq-to-zero",
            "names-wrong",
            "0.0.0.0, as blocklists answer",
            "--server=8.8.8.8 --address=/archiveofourown.org/0.0.0.0"
                + " --address=/archiveofourown.org/::"),
        dnsmasq(
            "dnsmasq-nxdomain",
            "names-failing",
            "no such name, as blocklists answer",
            "--server=8.8.8.8 --address=/archiveofourown.org/"),
        bind(
            "bind-refuses",
            "names-failing",
            "REFUSED to strangers",
            "  recursion no; allow-query { none; };\n",
            ""),
        bind(
            "bind-policy-zone",
            "names-wrong",
            "a policy zone sends AO3 to a block page",
            "  recursion yes; forwarders { 8.8.8.8; }; forward only; dnssec-validation no;\n"
                + "  response-policy { zone \"policy\"; } qname-wait-recurse no;\n",
            "zone \"policy\" { type master; file \"policy.zone\"; };\n"));
  }

  private static OtherProgram unbound(
      String name, String wanted, String why, String zones, String server) {
    return OtherProgram.insteadOf("system", name, wanted, why)
        .file(
            "unbound.conf",
            "server:\n  interface: "
                + HERE
                + "\n"
                + "  do-daemonize: no\n"
                + "  username: \"\"\n"
                + "  chroot: \"\"\n"
                + "  pidfile: \"\"\n"
                + "  use-syslog: no\n"
                + "  logfile: \"\"\n"
                + "  module-config: \"iterator\"\n"
                + "  do-not-query-localhost: no\n"
                + "  access-control: 0.0.0.0/0 allow\n"
                + server
                + zones)
        .start("unbound -d -c unbound.conf &", READY);
  }

  static OtherProgram dnsmasq(String name, String wanted, String why, String options) {
    return OtherProgram.insteadOf("system", name, wanted, why)
        .start(DNSMASQ + options + " 2>dnsmasq.log &", READY);
  }

  private static OtherProgram bind(
      String name, String wanted, String why, String options, String zones) {
    return OtherProgram.insteadOf("system", name, wanted, why)
        .file(
            "named.conf",
            "options {\n  directory \".\"; pid-file none; session-keyfile none; listen-on { "
                + HERE
                + "; }; listen-on-v6 { none; };\n"
                + options
                + "};\ncontrols {};\n"
                + zones)
        .file(
            "policy.zone",
            """
            $TTL 60
            @ IN SOA localhost. nobody.localhost. 1 60 60 60 60
            @ IN NS localhost.
            archiveofourown.org IN A 146.112.61.106
            """)
        .start("named -f -c named.conf 2>named.log &", READY);
  }
}
