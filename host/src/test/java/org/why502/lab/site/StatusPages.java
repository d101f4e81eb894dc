package org.why502.lab.site;

import java.util.Locale;

/** {@code www.otwstatus.org}, an Atlassian Statuspage, by what its volunteers wrote. */
public final class StatusPages {
  private StatusPages() {}

  /** All green, as far as volunteers have written. */
  public static Site operational() {
    return site("none", "All Systems Operational", "operational", "[]", "[]");
  }

  /** An open incident of the given impact that names the Archive. */
  public static Site incident(String impact) {
    String component = impact.equals("minor") ? "degraded_performance" : "major_outage";
    String words = impact.equals("minor") ? "Partially Degraded Service" : "Major Service Outage";
    return site(
        impact,
        words,
        component,
        "["
            + notice(
                "Archive not loading",
                impact,
                "investigating",
                component,
                "2026-11-22T11:40:00.000Z")
            + "]",
        "[]");
  }

  /** Planned work, under way. */
  public static Site maintenance() {
    return site(
        "maintenance",
        "Service Under Maintenance",
        "under_maintenance",
        "[]",
        "["
            + notice(
                "Planned database upgrade",
                "maintenance",
                "in_progress",
                "under_maintenance",
                "2026-11-22T11:00:00.000Z")
            + "]");
  }

  /** Planned work on another of the organization's services, which names no part of the Archive. */
  public static Site maintenanceElsewhere() {
    return site(
        "maintenance",
        "Service Under Maintenance",
        "operational",
        "[]",
        "["
            + notice(
                    "Planned work on the wiki",
                    "maintenance",
                    "in_progress",
                    "operational",
                    "2026-11-22T11:00:00.000Z")
                .replace(component("operational"), "")
            + "]");
  }

  /** Planned work under way, of which no service is named, and no component says so. */
  public static Site maintenanceOfNothingNamed() {
    return site(
        "none",
        "All Systems Operational",
        "operational",
        "[]",
        "["
            + notice(
                    "Planned work",
                    "maintenance",
                    "in_progress",
                    "operational",
                    "2026-11-22T11:00:00.000Z")
                .replace(component("operational"), "")
            + "]");
  }

  private static Site site(
      String indicator, String words, String component, String incidents, String maintenances) {
    String json =
        """
        {"page":{"id":"labstatus","name":"OTW Status","url":"https://www.otwstatus.org",\
        "time_zone":"Etc/UTC","updated_at":"2026-11-22T12:00:00.000Z"},
        "components":[%s,{"id":"fanlore","name":"Fanlore","status":"operational"}],
        "incidents":%s,"scheduled_maintenances":%s,
        "status":{"indicator":"%s","description":"%s"}}
        """
            .formatted(component(component), incidents, maintenances, indicator, words);
    return visit ->
        switch (visit.path().toLowerCase(Locale.ROOT)) {
          case "/api/v2/summary.json" -> Reply.json(200, json);
          case "/" -> Reply.html(200, "<title>OTW Status</title><h1>" + words + "</h1>");
          default -> Reply.html(404, "<title>Not found</title>");
        };
  }

  private static String component(String status) {
    return "{\"id\":\"ao3\",\"name\":\"Archive of Our Own\",\"status\":\"" + status + "\"}";
  }

  private static String notice(
      String name, String impact, String state, String component, String since) {
    return """
    {"id":"lab1","name":"%s","status":"%s","impact":"%s","created_at":"%s","started_at":"%s",\
    "updated_at":"%s","resolved_at":null,"shortlink":"https://stspg.io/lab1",\
    "scheduled_for":"%s","scheduled_until":"2026-11-22T18:00:00.000Z",\
    "incident_updates":[],"components":[%s]}\
    """
        .formatted(name, state, impact, since, since, since, since, component(component));
  }
}
