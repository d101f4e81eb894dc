package org.why502.lab.situation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.why502.lab.site.Place;
import org.why502.lab.site.Site;
import org.why502.lab.site.Trouble;

/**
 * Everything that a situation can bend, healthy where it does not. Immutable, but its troubles may
 * remember: a situation makes a new world each time that it starts.
 *
 * @param resolvers how each resolver answers; honest where it is not named
 * @param edge what requests to AO3 meet at Cloudflare
 * @param origin what they meet at AO3's own servers
 * @param path what every http(s) request meets on its way, whatever its destination
 * @param sites sites that are not themselves
 * @param door what becomes of TLS connections
 * @param barriers what happens to packets
 * @param ahead how far every server's clock is ahead of this machine's, which cannot be set
 * @param proxy the proxy that the environment names, if it names one
 */
public record World(
    Map<NameService, Answers> resolvers,
    Trouble edge,
    Trouble origin,
    Trouble path,
    Map<Place, Site> sites,
    Fate.Door door,
    List<Barrier> barriers,
    Duration ahead,
    Courier proxy) {

  /** Nothing is wrong. */
  public static World healthy() {
    return new World(
        Map.of(),
        Trouble.none(),
        Trouble.none(),
        Trouble.none(),
        Map.of(),
        Fate.usual(),
        List.of(),
        Duration.ZERO,
        Courier.NOT_SET);
  }

  /** How a resolver answers. */
  public World resolver(NameService service, Answers answers) {
    Map<NameService, Answers> changed = new EnumMap<>(NameService.class);
    changed.putAll(resolvers);
    changed.put(service, answers);
    return new World(Map.copyOf(changed), edge, origin, path, sites, door, barriers, ahead, proxy);
  }

  /** How every resolver answers, by whatever way it is asked. */
  public World everyResolver(Answers answers) {
    return resolvers(s -> s != NameService.NOBODY, answers);
  }

  /** How these resolvers answer. */
  public World resolvers(Predicate<NameService> which, Answers answers) {
    World world = this;
    for (NameService service : NameService.values()) {
      world = which.test(service) ? world.resolver(service, answers) : world;
    }
    return world;
  }

  /** What requests to AO3 meet at Cloudflare. */
  public World edge(Trouble trouble) {
    return new World(resolvers, trouble, origin, path, sites, door, barriers, ahead, proxy);
  }

  /** What requests meet at AO3's own servers. */
  public World origin(Trouble trouble) {
    return new World(resolvers, edge, trouble, path, sites, door, barriers, ahead, proxy);
  }

  /** What every request meets on its way. */
  public World path(Trouble trouble) {
    return new World(resolvers, edge, origin, trouble, sites, door, barriers, ahead, proxy);
  }

  /** Another site in a place. */
  public World site(Place place, Site site) {
    Map<Place, Site> changed = new EnumMap<>(Place.class);
    changed.putAll(sites);
    changed.put(place, site);
    return new World(
        resolvers, edge, origin, path, Map.copyOf(changed), door, barriers, ahead, proxy);
  }

  /** What becomes of TLS connections. */
  public World door(Fate.Door other) {
    return new World(resolvers, edge, origin, path, sites, other, barriers, ahead, proxy);
  }

  /** One more barrier. */
  public World barrier(Barrier barrier) {
    List<Barrier> more = new ArrayList<>(barriers);
    more.add(barrier);
    return new World(resolvers, edge, origin, path, sites, door, List.copyOf(more), ahead, proxy);
  }

  /** How far every server's clock is ahead of this machine's. */
  public World ahead(Duration time) {
    return new World(resolvers, edge, origin, path, sites, door, barriers, time, proxy);
  }

  /** A proxy is set, and works so. */
  public World proxy(Courier other) {
    return new World(resolvers, edge, origin, path, sites, door, barriers, ahead, other);
  }
}
