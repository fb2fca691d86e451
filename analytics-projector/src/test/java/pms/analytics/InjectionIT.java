package pms.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;
import pms.access.Harmless;
import pms.access.HostileText;
import pms.access.RawHttp;
import pms.access.Role;
import pms.access.RouteParameter;
import pms.access.RouteParameter.ReadByHand;
import pms.analytics.audit.UnrecordedReads;
import pms.cli.runtime.PostgresServer;
import pms.schema.patient.v1.Gender;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every parameter of every route, filled with every hostile text: it is data, or it is refused. Nothing of it gets into a
 * header or a log, and the database is what it was.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class InjectionIT {

    private static final ReadByHand READ_BY_HAND = ReadByHand.queries(Map.of(
            "GET /api/audit",
            List.of("patient", "actor", "from", "to", "action", "outcome", "after", "before", "order", "limit")));
    private static final String ADMIN = "Bearer " + TestTrust.TOKENS.good(Role.ADMIN);
    private static final String OPERATOR = "Bearer " + TestTrust.OPERATOR;
    private static final String NAME = "injection";
    private static final int LONGEST_REGION = 100; // that command-side takes
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String STATE =
            "select string_agg(relname, ' ' order by relname) || (select count(*) from patient_facts)"
                    + " || (select count(*) from audit_entry) from pg_stat_user_tables";

    private final String password = Servers.postgres().createDatabase(NAME);
    private EventTopic topic;
    private RunningAnalytics analytics;
    private RawHttp http;
    private String state;

    @BeforeAll
    void start() throws SQLException {
        topic = new EventTopic(NAME);
        analytics = new RunningAnalytics(NAME, password, UnrecordedReads.class);
        http = new RawHttp(URI.create(analytics.url()).getPort());
        state = state();
    }

    @AfterAll
    void stop() {
        analytics.close();
        topic.close();
    }

    @AfterEach
    void nothingElseHappened(CapturedOutput output) throws SQLException {
        assertThat(state()).isEqualTo(state);
        assertThat(output).doesNotContainIgnoringCase(HostileText.MARK).doesNotContain("X-Injected");
    }

    private String state() throws SQLException {
        var url = "jdbc:postgresql://%s:%d/%s"
                .formatted(Servers.postgres().host(), Servers.postgres().port(), NAME);
        try (var connection = DriverManager.getConnection(url, PostgresServer.owner(NAME), password);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(STATE)) {
            rows.next();
            return rows.getString(1);
        }
    }

    Stream<RouteParameter> parameters() {
        return RouteParameter.of(analytics.beans(RequestMappingInfoHandlerMapping.class), READ_BY_HAND).stream();
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void aParameterIsTakenForWhatItIsOrRefused(RouteParameter parameter) throws IOException {
        for (var text : HostileText.values()) {
            check(parameter, text, text.bytes(), parameter.breaksHttpBy(text));
            if (parameter.place() != RouteParameter.Place.HEADER) {
                var escaped = text.escapedForAddress().getBytes(StandardCharsets.US_ASCII);
                check(parameter, text, escaped, text == HostileText.LONG || isOfHealth(parameter));
            }
        }
    }

    private void check(RouteParameter parameter, HostileText text, byte[] value, boolean mayBeBare) throws IOException {
        assertThat(http.send(filled(parameter, value)))
                .as("%s %s", text, new String(value, StandardCharsets.ISO_8859_1))
                .satisfies(it -> Harmless.check(it, mayBeBare));
    }

    /** The framework's own, which knows no problems. */
    private static boolean isOfHealth(RouteParameter parameter) {
        return parameter.pattern().equals("/actuator/health/{*path}");
    }

    private static byte[] filled(RouteParameter parameter, byte[] value) {
        var request = new RawHttp.Request(parameter.method(), parameter.target("liveness", value));
        if (!parameter.name().equals("Authorization")) {
            request.header("Authorization", parameter.pattern().startsWith("/api/") ? ADMIN : OPERATOR);
        }
        if (parameter.place() == RouteParameter.Place.HEADER) {
            request.header(parameter.name(), value);
        }
        return request.withBody(new byte[0]);
    }

    @Test
    void aRegionIsCountedAsItIsWritten() throws IOException, SQLException {
        var regions = Arrays.stream(HostileText.values())
                .map(HostileText::text)
                .filter(text -> !text.isEmpty() && text.length() <= LONGEST_REGION)
                .filter(text -> text.codePoints().allMatch(InjectionIT::isTaken))
                .toList();
        topic.write(regions.stream().map(InjectionIT::patientIn).toList(), 0, regions.size());
        analytics.await(regions.size());
        var answer =
                http.send(new RawHttp.Request("GET", "/api/analytics/demographics".getBytes(StandardCharsets.US_ASCII))
                        .header("Authorization", ADMIN)
                        .withBody(new byte[0]));
        Harmless.check(answer, false);
        assertThat(JSON.readTree(answer.text()).path("regions").findValuesAsString("region"))
                .containsExactlyInAnyOrderElementsOf(regions);
        state = state();
    }

    private static PatientEvent patientIn(String region) {
        return new PatientEvent.Registered(
                UUID.randomUUID(),
                new PatientEvent.OpenFacts(1984, Gender.GENDER_FEMALE, region, LocalDate.of(2026, 3, 9)));
    }

    /** By command-side. */
    private static boolean isTaken(int point) {
        return (!Character.isISOControl(point) || "\r\n\t".indexOf(point) >= 0)
                && Character.getType(point) != Character.SURROGATE;
    }
}
