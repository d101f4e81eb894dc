package org.why502.lab.situation;

import java.util.List;
import org.why502.lab.site.FrontServer;

/** Two ways out of this machine. */
final class UplinkSituations {
  private UplinkSituations() {}

  static List<Situation> all() {
    return List.of(
        new Situation(
            "other-uplink-works",
            "this-connection-only",
            "nothing comes back by the usual uplink, another one is fine",
            () ->
                World.healthy()
                    .barrier(new Barrier.NothingAnswers())
                    .barrier(new Barrier.SecondUplink(true))),
        new Situation(
            "other-uplink-works-archive-dropped",
            "this-connection-only",
            "packets to AO3 vanish by the usual uplink only",
            () ->
                World.healthy()
                    .barrier(new Barrier.Drop(NetworkSituations.ARCHIVE, List.of()))
                    .barrier(new Barrier.SecondUplink(true))),
        new Situation(
            "other-uplink-works-archive-refused",
            "this-connection-only",
            "connections to AO3 are reset by the usual uplink only",
            () ->
                World.healthy()
                    .barrier(new Barrier.Refuse(NetworkSituations.ARCHIVE, List.of(443)))
                    .barrier(new Barrier.SecondUplink(true))),
        new Situation(
            "other-uplink-blocked-too",
            "blocked-here",
            "packets to AO3 vanish by both uplinks",
            () ->
                World.healthy()
                    .barrier(new Barrier.Drop(NetworkSituations.ARCHIVE, List.of()))
                    .barrier(new Barrier.SecondUplink(false))),
        new Situation(
            "other-uplink-dead-too",
            "offline",
            "nothing comes back by either uplink",
            () ->
                World.healthy()
                    .barrier(new Barrier.NothingAnswers())
                    .barrier(new Barrier.SecondUplink(false))),
        new Situation(
            "two-uplinks-archive-down",
            "archive-down",
            "AO3 is down for everybody, and this machine has two uplinks",
            () ->
                World.healthy()
                    .origin(Troubles.everyDynamicPage(visit -> FrontServer.badGateway()))
                    .barrier(new Barrier.SecondUplink(true))));
  }
}
