package pms.analytics.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import org.springframework.r2dbc.core.DatabaseClient;
import pms.analytics.RunningAnalytics;
import pms.analytics.Servers;
import pms.analytics.Superuser;
import pms.schema.audit.v1.Outcome;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** How a log of some length is read: by indexes, and no further ahead than a page. */
class AuditReaderIT {
    private static final String NAME = "auditplans";
    private static final int ENTRIES = 100_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final AuditQuery ALL =
            new AuditQuery(null, null, null, null, null, null, 0, Long.MAX_VALUE, false, 50);
    private static final Map<Class<?>, String> TYPES =
            Map.of(UUID.class, "uuid", String.class, "text", Instant.class, "timestamptz", Long.class, "bigint");

    private static RunningAnalytics analytics;
    private static Superuser superuser;

    @BeforeAll
    static void start() {
        analytics = new RunningAnalytics(NAME, Servers.postgres().createDatabase(NAME));
        superuser = new Superuser(NAME);
        superuser.execute("""
                insert into audit_entry
                select n, gen_random_uuid(), timestamptz '2026-01-01 00:00:00Z' + n * interval '1 second',
                       'user' || n %% 20, 'CLINICIAN', 'action' || n %% 10,
                       case when n %% 50 = 0 then 'REFUSED' else 'DONE' end,
                       '127.0.0.1', n, 'query-side', 0, '', n - 1, sha256(n::text::bytea)
                  from generate_series(1, %d) n
                """.formatted(ENTRIES));
        superuser.execute("insert into audit_patient select lpad(to_hex(position %% 5000), 32, '0')::uuid, position"
                        .replace("%%", "%")
                + " from audit_entry");
        superuser.execute("vacuum analyze audit_entry");
        superuser.execute("vacuum analyze audit_patient");
    }

    @AfterAll
    static void stop() {
        superuser.close();
        analytics.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"force_custom_plan", "force_generic_plan"})
    void findsByAnIndexWhateverIsAskedFor(String mode) {
        assertFinds(mode, asked(new UUID(0, 77), null, null, null), "audit_patient_pkey");
        assertFinds(mode, asked(null, "user7", null, null), "audit_entry_actor");
        assertFinds(mode, asked(null, null, "action7", null), "audit_entry_action");
        assertFinds(mode, asked(null, null, null, Outcome.REFUSED), "audit_entry_outcome");
        assertFinds(mode, asked(new UUID(0, 77), "user7", "action7", Outcome.REFUSED), "audit_patient_pkey");
        assertFinds(mode, asked(null, "user7", "action7", Outcome.DONE), "audit_entry_actor");
        assertFinds(mode, asked(null, null, null, Outcome.DONE), "audit_entry_pkey");
        assertFinds(mode, ALL, "audit_entry_pkey");
    }

    @ParameterizedTest
    @ValueSource(strings = {"force_custom_plan", "force_generic_plan"})
    void findsTheEndsOfATimeByTheIndexOfMoments(String mode) {
        AuditSelect ends = AuditSelect.endsOfItsTime(between(90_000, 91_000));
        assertThat(plan(mode, ends))
                .as(ends.sql())
                .anyMatch(line -> line.contains("audit_entry_moment"))
                .noneMatch(line -> line.contains("Seq Scan"))
                .noneMatch(line -> line.contains("audit_entry_pkey"));
    }

    @Test
    void readsOfATimeNoMoreThanLiesBetweenItsEnds() {
        AuditQuery query = between(90_000, 91_000).within(90_000, 90_999);
        assertThat(plan("force_custom_plan", AuditSelect.entries(query, 51)))
                .anyMatch(line -> line.contains("audit_entry_pkey") || line.contains("audit_entry_moment"))
                .noneMatch(line -> line.contains("Seq Scan"));
        assertThat(reader(new AtomicInteger())
                        .first(between(90_000, 91_000), 2_000)
                        .block(PATIENCE))
                .extracting(Link::position)
                .hasSize(1_000)
                .startsWith(90_000L)
                .endsWith(90_999L);
    }

    @Test
    void readsNoFurtherAheadThanItIsAskedTo() {
        AtomicInteger asked = new AtomicInteger();
        StepVerifier.create(reader(asked).all(ALL), 10)
                .expectNextCount(10)
                .thenRequest(AuditReader.ROWS_AT_ONCE)
                .expectNextCount(AuditReader.ROWS_AT_ONCE)
                .then(() -> assertThat(asked)
                        .as("the ends, the page that is read, and at most two ahead")
                        .hasValueLessThanOrEqualTo(5))
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void readsTheWholeLog() {
        AtomicInteger asked = new AtomicInteger();
        assertThat(reader(asked).all(ALL).count().block(PATIENCE)).isEqualTo(ENTRIES);
        assertThat(asked).hasValueGreaterThan(ENTRIES / AuditReader.ROWS_AT_ONCE);
    }

    @Test
    void givesUpOnOneWhoTakesNothingAnyMore() {
        AuditReader impatient = new AuditReader(DatabaseClient.create(service()), Duration.ofSeconds(2));
        AuditQuery onePage = ALL.within(1, 50);
        StepVerifier.create(impatient.all(onePage), 1)
                .expectNextCount(1)
                .expectError(TimeoutException.class)
                .verify(PATIENCE);
        StepVerifier.create(impatient.all(onePage))
                .expectNextCount(50)
                .expectComplete()
                .verify(PATIENCE);
    }

    private static void assertFinds(String mode, AuditQuery query, String index) {
        for (AuditQuery place : List.of(query, query.beyond(50_000), newestFirst(query))) {
            AuditSelect select = AuditSelect.entries(place, 51);
            assertThat(plan(mode, select))
                    .as(select.sql())
                    .anyMatch(line -> line.contains(index))
                    .noneMatch(line -> line.contains("Seq Scan"))
                    .noneMatch(line -> line.contains("Sort"));
        }
    }

    private static AuditQuery newestFirst(AuditQuery query) {
        return new AuditQuery(
                query.patient(),
                query.actor(),
                null,
                null,
                query.action(),
                query.outcome(),
                query.after(),
                query.before(),
                true,
                query.limit());
    }

    private static AuditQuery asked(
            @Nullable UUID patient, @Nullable String actor, @Nullable String action, @Nullable Outcome outcome) {
        return new AuditQuery(patient, actor, null, null, action, outcome, 0, Long.MAX_VALUE, false, 50);
    }

    private static AuditQuery between(int from, int to) {
        return new AuditQuery(
                null, null, BEGIN.plusSeconds(from), BEGIN.plusSeconds(to), null, null, 0, Long.MAX_VALUE, false, 50);
    }

    private static List<String> plan(String mode, AuditSelect select) {
        String types = select.values().stream()
                .map(value -> Objects.requireNonNull(TYPES.get(value.getClass())))
                .collect(Collectors.joining(", "));
        String values = select.values().stream().map(value -> "'" + value + "'").collect(Collectors.joining(", "));
        String with = types.isEmpty() ? "" : "(" + types + ")";
        superuser.execute("set plan_cache_mode = " + mode);
        superuser.execute("prepare asked" + with + " as " + select.sql());
        try {
            return superuser.strings("explain execute asked" + (types.isEmpty() ? "" : "(" + values + ")"));
        } finally {
            superuser.execute("deallocate asked");
        }
    }

    /** Of the running service's database and role. */
    private static AuditReader reader(AtomicInteger asked) {
        return new AuditReader(DatabaseClient.create(new Counted(service(), asked)));
    }

    private static ConnectionFactory service() {
        return analytics.beans(ConnectionFactory.class).iterator().next();
    }

    /** Counts how often a connection is taken. */
    private record Counted(ConnectionFactory service, AtomicInteger asked) implements ConnectionFactory {
        @Override
        public Publisher<? extends Connection> create() {
            return Mono.defer(() -> {
                asked.incrementAndGet();
                return Mono.from(service.create());
            });
        }

        @Override
        public ConnectionFactoryMetadata getMetadata() {
            return service.getMetadata();
        }
    }
}
