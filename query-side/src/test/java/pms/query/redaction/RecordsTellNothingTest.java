package pms.query.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pms.query.patient.Change;
import pms.query.patient.Patient;

/** Whatever record ends up in a log by its toString: it tells nothing personal. A new record is looked at as well. */
class RecordsTellNothingTest {

    private static final String MARK = "MARK-OF-A-PERSON";
    private static final LocalDate MARKED_DATE = LocalDate.of(1888, 8, 8);

    /** Settings and texts of our own: what stands in them comes from no event and no client. */
    private static final Set<String> HARMLESS_RECORDS = Set.of(
            "pms.query.access.AccessRule",
            "pms.query.audit.AuditSettings",
            "pms.query.feed.FeedSettings",
            "pms.query.keys.KeysSettings",
            "pms.query.patient.Difference$Field",
            "pms.projection.ProjectionSettings",
            "pms.projection.GenerationOf",
            "pms.projection.KafkaOptions",
            "pms.projection.LagEndpoint$Waiting",
            "pms.projection.ProjectionsEndpoint$OfViews",
            "pms.projection.ViewDefinition",
            "pms.projection.ProjectionsEndpoint$Projections",
            "pms.projection.ProjectionsEndpoint$Standing",
            "pms.query.web.PositionSettings",
            "pms.query.web.Problem");

    /** They name views, and have numbers and hashes of what these hold. */
    private static final Set<String> OF_GENERATIONS = Set.of("pms.projection.generation", "pms.projection.rebuild");

    /** Names of types and fields, ids, reasons of our own; {@code held} and {@code overtaken} map subjects. */
    private static final Set<String> HARMLESS_COMPONENTS = Set.of(
            "type",
            "kind",
            "field",
            "subject",
            "held",
            "reason",
            "accountId",
            "trace",
            "projection",
            "topic",
            "digest",
            "views",
            "overtaken");

    static List<Class<?>> records() {
        List<Class<?>> records = new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("pms.query", "pms.projection")
                        .stream()
                        .filter(JavaClass::isRecord)
                        .<Class<?>>map(JavaClass::reflect)
                        .filter(type -> !HARMLESS_RECORDS.contains(type.getName()))
                        .filter(type -> !OF_GENERATIONS.contains(type.getPackageName()))
                        .toList();
        assertThat(records).hasSizeGreaterThan(15);
        return records;
    }

    @ParameterizedTest
    @MethodSource("records")
    void tellNothingPersonal(Class<?> record) throws ReflectiveOperationException {
        assertThat(made(record).toString()).doesNotContain(MARK).doesNotContain(MARKED_DATE.toString());
    }

    private static Object made(Class<?> record) throws ReflectiveOperationException {
        RecordComponent[] components = record.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Constructor<?> constructor = record.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        @Nullable Object[] values = new Object[components.length];
        for (int n = 0; n < components.length; n++) {
            boolean harmless = HARMLESS_COMPONENTS.contains(components[n].getName());
            values[n] = value(components[n].getGenericType(), harmless ? "harmless" : MARK);
        }
        return constructor.newInstance(values);
    }

    private static @Nullable Object value(Type of, String text) throws ReflectiveOperationException {
        if (of instanceof ParameterizedType generic) {
            return collection(generic, text);
        }
        return of instanceof Class<?> type ? single(type, text) : null;
    }

    private static @Nullable Object collection(ParameterizedType generic, String text)
            throws ReflectiveOperationException {
        Object first = value(generic.getActualTypeArguments()[0], text);
        if (generic.getRawType() == Map.class && first != null) {
            return Map.of(first, Objects.requireNonNull(value(generic.getActualTypeArguments()[1], text)));
        }
        if (generic.getRawType() == List.class) {
            return first == null ? List.of() : List.of(first);
        }
        return generic.getRawType() == ConsumerRecord.class
                ? new ConsumerRecord<>("topic", 0, 0, text, text.getBytes(StandardCharsets.UTF_8))
                : null;
    }

    private static @Nullable Object single(Class<?> type, String text) throws ReflectiveOperationException {
        if (type.isRecord()) {
            return made(type);
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        return switch (type.getName()) {
            case "java.lang.String", "java.lang.Object" -> text;
            case "java.time.LocalDate" -> MARKED_DATE;
            case "java.time.Instant" -> Instant.EPOCH;
            case "java.util.UUID" -> new UUID(0, 1);
            case "long", "java.lang.Long" -> 1L;
            case "int", "java.lang.Integer" -> 1;
            case "boolean" -> true;
            case "com.google.protobuf.ByteString" -> ByteString.copyFromUtf8(text);
            case "pms.query.patient.Change" -> new Change.Amended((Patient) made(Patient.class));
            default -> null;
        };
    }
}
