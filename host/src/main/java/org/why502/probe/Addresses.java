package org.why502.probe;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.net.ssl.X509TrustManager;
import org.why502.evidence.Setup;
import org.why502.probe.names.SystemNames;
import org.why502.probe.setup.ConfiguredResolvers;
import org.why502.probe.setup.DesktopProxies;
import org.why502.probe.setup.EnvironmentProxies;
import org.why502.probe.setup.HostsFile;
import org.why502.probe.setup.Interface;
import org.why502.probe.setup.NameLookup;
import org.why502.probe.setup.OwnRoots;
import org.why502.probe.setup.SetupReader;
import org.why502.probe.ways.Uplinks;

/**
 * How the fixed names and addresses of {@link World} lead to the network. {@link #real()} is the
 * real world. Tests make others that lead the same fixed names to servers of their own; no message
 * and no setting can.
 *
 * @param names this machine's way from a name to addresses
 * @param configuredResolvers the resolvers that this machine is set up to use, in their order; none
 *     where that is not known
 * @param reach where to go for an address and port: there, in the real world
 * @param proxies the proxies that this machine is set up to use
 * @param setup what this machine is set up to do
 * @param uplinks the ways out of this machine
 * @param ownRoots what this machine itself trusts
 * @param trusted who vouches for certificates; empty for the roots that Java brings
 */
public record Addresses(
    NameLookup names,
    Supplier<List<InetSocketAddress>> configuredResolvers,
    UnaryOperator<InetSocketAddress> reach,
    ProxySelector proxies,
    Supplier<Setup> setup,
    Uplinks uplinks,
    OwnRoots ownRoots,
    Optional<X509TrustManager> trusted) {

  /** The real world. */
  public static Addresses real() {
    ProxySelector proxies = new EnvironmentProxies(System.getenv(), ProxySelector.getDefault());
    return new Addresses(
        SystemNames.ofThisProcess(),
        ConfiguredResolvers::ofThisMachine,
        UnaryOperator.identity(),
        proxies,
        new SetupReader(
                HostsFile.ofThisMachine(),
                proxies,
                DesktopProxies.ofThisMachine()::read,
                Interface::up,
                ConfiguredResolvers::ofThisMachine)
            ::read,
        Uplinks.ofThisMachine(),
        OwnRoots.ofThisMachine(),
        Optional.empty());
  }
}
