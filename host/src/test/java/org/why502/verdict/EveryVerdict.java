package org.why502.verdict;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.why502.evidence.Family;

/** One verdict of every sort there is: a new one is tested by being there. */
public final class EveryVerdict {
  private EveryVerdict() {}

  /** By side. */
  public static Stream<Verdict> all() {
    return types(Verdict.class).map(EveryVerdict::one).sorted(Comparator.comparing(Verdict::side));
  }

  private static Stream<Class<?>> types(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(EveryVerdict::types)
        : Stream.of(type);
  }

  private static Verdict one(Class<?> type) {
    try {
      RecordComponent[] parts = type.getRecordComponents();
      Class<?>[] types =
          Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Object[] values = Arrays.stream(types).map(EveryVerdict::value).toArray();
      return (Verdict) type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(type + " cannot be made", e);
    }
  }

  private static Object value(Class<?> type) {
    return switch (type.getSimpleName()) {
      case "Optional" -> Optional.empty();
      case "Duration" -> Duration.ofSeconds(25);
      case "int" -> 502;
      case "boolean" -> true;
      case "String" -> "Some CA";
      case "Family" -> Family.IPV6;
      case "Part" -> Verdict.BlockedHere.Part.SOME_ADDRESSES;
      default -> throw new AssertionError("no value of " + type + " is known here");
    };
  }
}
