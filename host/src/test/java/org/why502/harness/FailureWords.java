package org.why502.harness;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.ValueWrapper;

/**
 * What a failed assertion says: first which case it is about, where a test has many; and where two
 * sets differ, what is in one of them alone, for nobody finds that in two long lines.
 */
public final class FailureWords implements InvocationInterceptor {
  @Override
  public void interceptTestMethod(
      Invocation<Void> test, ReflectiveInvocationContext<Method> method, ExtensionContext context)
      throws Throwable {
    told("", test);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<Void> test, ReflectiveInvocationContext<Method> method, ExtensionContext context)
      throws Throwable {
    told(context.getDisplayName() + ": ", test);
  }

  @Override
  public void interceptDynamicTest(
      Invocation<Void> test, DynamicTestInvocationContext dynamic, ExtensionContext context)
      throws Throwable {
    told(context.getDisplayName() + ": ", test);
  }

  private static void told(String about, Invocation<Void> test) throws Throwable {
    try {
      test.proceed();
    } catch (AssertionFailedError e) {
      throw withStack(
          e,
          new AssertionFailedError(
              about + e.getMessage() + difference(e), e.getExpected(), e.getActual()));
    } catch (AssertionError e) {
      throw withStack(e, new AssertionError(about + e.getMessage()));
    }
  }

  private static AssertionError withStack(AssertionError from, AssertionError to) {
    to.setStackTrace(from.getStackTrace());
    if (from.getCause() != null) {
      to.initCause(from.getCause());
    }
    return to;
  }

  /** What only one of two collections holds, where at least one of them is a set. */
  private static String difference(AssertionFailedError e) {
    if (value(e.getExpected()) instanceof Collection<?> expected
        && value(e.getActual()) instanceof Collection<?> actual
        && (expected instanceof Set || actual instanceof Set)) {
      return "\n  missing: %s\n  too much: %s"
          .formatted(without(expected, actual), without(actual, expected));
    }
    return "";
  }

  private static List<Object> without(Collection<?> these, Collection<?> those) {
    List<Object> rest = new ArrayList<>(these);
    rest.removeAll(those);
    return rest;
  }

  private static Object value(ValueWrapper wrapped) {
    return wrapped == null ? "" : wrapped.getEphemeralValue();
  }
}
