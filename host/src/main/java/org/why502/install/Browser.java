package org.why502.install;

import java.util.List;
import java.util.Map;

/**
 * One row of the table.
 *
 * @param code what {@code --browser} calls it
 * @param name what people call it
 * @param engine whose rules it follows
 * @param places where it looks for companions; an operating system that is missing is one that we
 *     do not know it on
 * @param sandboxes its packaged forms that need a word
 */
public record Browser(
    String code, String name, Engine engine, Map<Os, Place> places, List<Sandbox> sandboxes) {}
