package pms.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import pms.access.Role;
import pms.cli.runtime.PostgresServer;
import pms.projection.EventRecord;
import pms.projection.Projection;
import pms.projection.Watermark;
import pms.projection.generation.LiveViews;

/** The whole service on a free port. */
public final class RunningAnalytics implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String AUDIT_KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private final ConfigurableApplicationContext context;
    private final WebTestClient client;
    private final TestTrust trust = new TestTrust();

    /**
     * Started.
     *
     * @param name of the database, which is there, and of the topic
     * @param parts in place of those that it has
     */
    public RunningAnalytics(String name, String password, Class<?>... parts) {
        context = new SpringApplicationBuilder(AnalyticsProjector.class, OwnEventLoops.class)
                .sources(parts)
                .run(arguments(name, password, trust.url()).toArray(String[]::new));
        context.getBean(LiveViews.class).check("summary").block(PATIENCE); // the tables are there
        client = WebTestClient.bindToServer()
                .baseUrl(url())
                .defaultHeaders(headers -> headers.setBearerAuth(TestTrust.TOKENS.good(Role.AUDITOR)))
                .responseTimeout(PATIENCE)
                .build();
    }

    /** How the service is told where all is; what is needed is made. */
    static List<String> arguments(String name, String password, String trustUrl) {
        Servers.haveTopic(name + "-audit", 1);
        var postgres = Servers.postgres();
        postgres.allowGenerations(name);
        var at = "%s:%d/%s".formatted(postgres.host(), postgres.port(), name);
        return List.of(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--spring.r2dbc.url=r2dbc:postgresql://" + at,
                "--spring.r2dbc.username=" + name,
                "--spring.r2dbc.password=" + password,
                "--PMS_POSTGRES_MIGRATION_USER=" + PostgresServer.owner(name),
                "--PMS_POSTGRES_MIGRATION_PASSWORD=" + password,
                "--spring.flyway.url=jdbc:postgresql://" + at,
                "--PMS_TRUST_URL=" + trustUrl,
                "--PMS_TRUST_TOKEN=" + TestTrust.TOKEN,
                "--PMS_OPERATOR_SHA256=" + TestTrust.OPERATOR_SHA256,
                "--pms.projection.bootstrap-servers=" + Servers.bootstrapServers(),
                "--pms.projection.topic=" + name,
                "--pms.projection.batch-size=" + Integer.getInteger("pms.test.batch-size", 37),
                "--pms.audit.topic=" + name + "-audit",
                "--pms.audit.key=" + AUDIT_KEY,
                "--pms.projection.topic-refresh=500ms");
    }

    String url() {
        return "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    public <T> Collection<T> beans(Class<T> type) {
        return context.getBeansOfType(type).values();
    }

    /** The gateway, as this service sees it. */
    TestTrust trust() {
        return trust;
    }

    WebTestClient client() {
        return client;
    }

    /** Waits until every event up to the position is in the views. */
    void await(long position) {
        assertThat(context.getBean(Watermark.class).reached(position).block(PATIENCE))
                .isGreaterThanOrEqualTo(position);
    }

    /** Waits until so many records of the audit topic are dealt with. */
    void awaitAudit(long records) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(auditRecords()).isEqualTo(records));
    }

    /** Waits until the audit log says that it can't go on. */
    void awaitAuditDown() {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> client.get()
                        .uri("/actuator/health/readiness")
                        .exchange()
                        .expectStatus()
                        .isEqualTo(503));
    }

    /** The entries of the audit log by position. */
    List<UUID> auditedIds() {
        return Objects.requireNonNull(context.getBean(DatabaseClient.class)
                .sql("select id from audit_entry order by position")
                .map(row -> Objects.requireNonNull(row.get("id", UUID.class)))
                .all()
                .collectList()
                .block(PATIENCE));
    }

    private @Nullable Long auditRecords() {
        return context.getBean(DatabaseClient.class)
                .sql("select next_offset from projection_partition where projection = 'audit'")
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one()
                .block(PATIENCE);
    }

    /** Applies events as one batch, behind the back of the topic. */
    void apply(List<PatientEvent> events) {
        applyRecords(events.stream().map(RunningAnalytics::record).toList());
    }

    /** Applies records as one batch, behind the back of the topic. */
    void applyRecords(List<EventRecord> records) {
        context.getBean(TransactionalOperator.class)
                .transactional(context.getBean(Projection.class).apply(records))
                .block(PATIENCE);
    }

    private static EventRecord record(PatientEvent event) {
        return record(1, event);
    }

    /** The event as the topic would carry it at a position. */
    static EventRecord record(long position, PatientEvent event) {
        var message = event.message();
        return new EventRecord(
                position,
                UUID.randomUUID(),
                message.getDescriptorForType().getFullName(),
                event.patientId().toString(),
                EventTopic.timeOf(position),
                null,
                null,
                message.toByteString());
    }

    /** What is answered, in a form. */
    String text(String path, String accept) {
        return Objects.requireNonNull(client.get()
                .uri(path)
                .header("Accept", accept)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith(accept)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    /** What a statement says, line by line. */
    List<String> lines(String sql) {
        return Objects.requireNonNull(context.getBean(DatabaseClient.class)
                .sql(sql)
                .map(row -> String.valueOf(row.get(0)))
                .all()
                .collectList()
                .block(PATIENCE));
    }

    /** The patients that the database has something about. */
    Set<UUID> knownPatients() {
        return Objects.requireNonNull(context.getBean(DatabaseClient.class)
                .sql("""
                        select patient_id from patient_facts union select patient_id from open_encounter
                        union select patient_id from inpatient_stay union select patient_id from awaiting_account
                        """)
                .map(row -> Objects.requireNonNull(row.get("patient_id", UUID.class)))
                .all()
                .collect(Collectors.toSet())
                .block(PATIENCE));
    }

    /** What the operator is answered. */
    <T> T getAsOperator(String path, ParameterizedTypeReference<T> type) {
        return Objects.requireNonNull(client.get()
                .uri(path)
                .headers(headers -> headers.setBearerAuth(TestTrust.OPERATOR))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(type)
                .returnResult()
                .getResponseBody());
    }

    <T> T get(String path, ParameterizedTypeReference<T> type) {
        return Objects.requireNonNull(client.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(type)
                .returnResult()
                .getResponseBody());
    }

    @Override
    public void close() {
        context.close();
        trust.close();
    }
}
