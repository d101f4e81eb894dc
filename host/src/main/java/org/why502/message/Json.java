package org.why502.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategy;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedField;
import com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.why502.evidence.Headers;
import org.why502.evidence.Observation;
import org.why502.evidence.Outcome;
import org.why502.evidence.Question;
import org.why502.verdict.Side;
import org.why502.verdict.Verdict;

/**
 * The one mapper between our records and JSON. All wire names are decided here, so that no record
 * carries an annotation:
 *
 * <ul>
 *   <li>constants are kebab case ({@code EDGE_CANNOT…} is {@code edge-cannot-…});
 *   <li>a {@link Duration} is a number of milliseconds, and its name ends in {@code Ms};
 *   <li>headers have their own names ({@code cf-ray});
 *   <li>a type of a sealed family is named by one field: {@code kind} of an observation, {@code
 *       outcome} of an outcome, {@code code} of a verdict.
 * </ul>
 */
public final class Json {
  /** Our deepest message has nine levels. */
  private static final int DEEPEST = 32;

  private static final Pattern WORD_START = Pattern.compile("(?<!^)[A-Z]");

  /** The mapper; it is thread-safe. */
  public static final JsonMapper MAPPER = mapper();

  private Json() {}

  private static JsonMapper mapper() {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();
    JsonMapper.Builder builder =
        JsonMapper.builder(factory)
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .addModule(durations())
            .annotationIntrospector(new KebabConstants())
            .propertyNamingStrategy(new WireNames())
            .addMixIn(Observation.class, ObservationNames.class)
            .addMixIn(Outcome.class, OutcomeNames.class)
            .addMixIn(Verdict.class, VerdictNames.class)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            // what may be missing is an Optional or a list; any other gap would be found much later
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            // a document of an older version lacks what later ones look at
            .withConfigOverride(
                List.class, o -> o.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS);
    family(builder, Observation.class);
    family(builder, Outcome.class);
    family(builder, Verdict.class);
    return builder.build();
  }

  private static void family(JsonMapper.Builder builder, Class<?> sealed) {
    builder.registerSubtypes(
        records(sealed).map(c -> new NamedType(c, kebab(c))).toArray(NamedType[]::new));
  }

  private static Stream<Class<?>> records(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(Json::records)
        : Stream.of(type);
  }

  private static String kebab(Class<?> type) {
    return WORD_START.matcher(type.getSimpleName()).replaceAll("-$0").toLowerCase(Locale.ROOT);
  }

  /** A constant's name on the wire. */
  public static String kebab(Enum<?> constant) {
    return WireName.of(constant);
  }

  private static SimpleModule durations() {
    SimpleModule module = new SimpleModule("durations");
    module.addSerializer(
        Duration.class,
        new StdScalarSerializer<>(Duration.class) {
          private static final long serialVersionUID = 1L;

          @Override
          public void serialize(Duration value, JsonGenerator out, SerializerProvider provider)
              throws IOException {
            out.writeNumber(value.toMillis());
          }
        });
    module.addDeserializer(
        Duration.class,
        new StdScalarDeserializer<>(Duration.class) {
          private static final long serialVersionUID = 1L;

          @Override
          public Duration deserialize(JsonParser in, DeserializationContext context)
              throws IOException {
            return Duration.ofMillis(in.getLongValue());
          }
        });
    return module;
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  private interface ObservationNames {
    @JsonProperty
    Question question();

    @JsonProperty
    String id();
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
  private interface OutcomeNames {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "code")
  private interface VerdictNames {
    @JsonProperty
    Side side();
  }

  private static final class KebabConstants extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public String[] findEnumValues(
        MapperConfig<?> config, AnnotatedClass type, Enum<?>[] constants, String[] names) {
      return Arrays.stream(constants).map(Json::kebab).toArray(String[]::new);
    }
  }

  private static final class WireNames extends PropertyNamingStrategy {
    private static final long serialVersionUID = 1L;

    @Override
    public String nameForField(MapperConfig<?> config, AnnotatedField field, String name) {
      return name(field.getDeclaringClass(), field.getType().toCanonical(), name);
    }

    @Override
    public String nameForGetterMethod(MapperConfig<?> config, AnnotatedMethod method, String name) {
      return name(method.getDeclaringClass(), method.getType().toCanonical(), name);
    }

    @Override
    public String nameForConstructorParameter(
        MapperConfig<?> config, AnnotatedParameter parameter, String name) {
      return name(parameter.getDeclaringClass(), parameter.getType().toCanonical(), name);
    }

    private static String name(Class<?> owner, String type, String name) {
      if (owner == Headers.class) {
        return WORD_START.matcher(name).replaceAll("-$0").toLowerCase(Locale.ROOT);
      }
      return type.contains("java.time.Duration") ? name + "Ms" : name;
    }
  }
}
