package org.why502.install;

import java.util.Map;
import java.util.Optional;

/**
 * What policies mean for the companion in browsers of Chromium's family. Judged as
 * ChromeMessagingDelegate::IsNativeMessagingHostAllowed does: a list of what is forbidden holds our
 * name or {@code *}, and the list of what is allowed does not hold our name ({@code *} means
 * nothing there).
 *
 * @param source where this system keeps policies
 * @param host the companion's name
 * @param everybody the command that installs the companion for everybody
 */
record ChromiumPolicies(Policy.Source source, String host, String everybody) {

  /**
   * What keeps this browser from the companion; empty where no policy does.
   *
   * @param place where it reads them, as the table has it for this system
   */
  Optional<Hindrance> against(String place) {
    Map<String, Policy> policies = source.at(place);
    Optional<Hindrance> forbidden =
        Optional.ofNullable(policies.get("NativeMessagingBlocklist"))
            .filter(policy -> policy.names().contains(host) || policy.names().contains("*"))
            .filter(_ -> !allowed(policies))
            .map(policy -> new Hindrance.Forbidden(policy.place()));
    return forbidden.or(
        () ->
            Optional.ofNullable(policies.get("NativeMessagingUserLevelHosts"))
                .filter(policy -> policy.flag().isPresent() && !policy.flag().get())
                .map(policy -> new Hindrance.OnlyForEverybody(policy.place(), everybody)));
  }

  private boolean allowed(Map<String, Policy> policies) {
    return Optional.ofNullable(policies.get("NativeMessagingAllowlist"))
        .filter(policy -> policy.names().contains(host))
        .isPresent();
  }
}
