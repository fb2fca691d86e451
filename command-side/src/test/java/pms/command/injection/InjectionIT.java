package pms.command.injection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;
import pms.access.Harmless;
import pms.access.HostileText;
import pms.access.RawHttp;
import pms.access.RouteParameter;
import pms.access.RouteParameter.ReadByHand;
import pms.command.testing.BillingPeer;
import pms.command.testing.Servers;
import pms.command.testing.Service;
import pms.command.testing.TestTrust;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every field and every parameter of every route, filled with every hostile text: it is data, or it is refused. Nothing
 * of it gets into a header or a log, and the database is what it was. Longer than other files: the list of routes and what
 * each takes stands in one place.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class InjectionIT {

    private static final ReadByHand READ_BY_HAND = ReadByHand.headers(Map.of(
            "POST /api/patients", List.of("Idempotency-Key"),
            "PUT /api/patients/{id}", List.of("Idempotency-Key", "If-Match"),
            "DELETE /api/patients/{id}", List.of("Idempotency-Key", "If-Match"),
            "POST /api/patients/{id}/erasure", List.of("Idempotency-Key"),
            "POST /api/patients/{id}/encounters", List.of("Idempotency-Key"),
            "POST /api/patients/{id}/encounters/{encounterId}/finish", List.of("Idempotency-Key")));
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ADMIN = TestTrust.bearer("tester@example.org");
    private static final String SOMEBODY = "00000000-0000-4000-8000-000000000001";
    /** What an amendment takes and does not look at. */
    private static final Set<String> FIXED = Set.of("registeredDate", "status", "version");

    private static final String TABLES =
            "select string_agg(schemaname || '.' || relname, ' ' order by schemaname, relname) from pg_stat_user_tables";
    private static final String REGISTERED = "select count(*) from event where type like '%PatientRegistered'";
    private static final String OTHERS = "select count(*) from event where type like '%PatientAmended' or type like"
            + " '%PatientDeactivated' or type like '%PatientErased'";
    private static final String MARKED = "select count(*) from event where array_to_string(metadata, ' ') ilike '%"
            + HostileText.MARK + "%' or subject ilike '%" + HostileText.MARK + "%'";

    private final Servers.Database database = Servers.freshDatabase();
    private Service service;
    private RawHttp http;
    private String tables;
    private long registered;
    private long others;

    @BeforeAll
    void start() {
        service = Service.start(database, Servers.freshTopic(), new BillingPeer());
        http = new RawHttp(service.port());
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @BeforeEach
    void look() throws SQLException {
        tables = Servers.first(database, TABLES);
        registered = number(REGISTERED);
        others = number(OTHERS);
    }

    @AfterEach
    void nothingElseHappened(CapturedOutput output) throws SQLException {
        assertThat(Servers.first(database, TABLES)).isEqualTo(tables);
        assertThat(number(REGISTERED)).as("registered").isEqualTo(registered);
        assertThat(number(OTHERS)).as("other events").isEqualTo(others);
        assertThat(number(MARKED)).as("events beside which a text stands").isZero();
        assertThat(output).doesNotContainIgnoringCase(HostileText.MARK).doesNotContain("X-Injected");
    }

    Stream<Form.Field> fields() {
        return Form.fields();
    }

    Stream<RouteParameter> parameters() {
        return RouteParameter.of(service.beans(RequestMappingInfoHandlerMapping.class), READ_BY_HAND).stream();
    }

    @Test
    void theRoutesWithABodyAreThoseOfTheFormsThatAreTriedHere() {
        assertThat(service.beans(RequestMappingInfoHandlerMapping.class).stream()
                        .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                        .filter(entry -> takesABody(entry.getValue()))
                        .flatMap(entry -> RouteParameter.routes(entry.getKey())))
                .containsExactlyInAnyOrder(
                        "POST /api/patients",
                        "PUT /api/patients/{id}",
                        EncounterInjectionIT.START,
                        EncounterInjectionIT.FINISH);
    }

    private static boolean takesABody(HandlerMethod handler) {
        return Stream.of(handler.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class)
                        && handler.getBeanType().getName().startsWith("pms."));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void aFieldKeepsTextAsItIsOrRefusesIt(Form.Field field) throws IOException {
        for (HostileText text : HostileText.values()) {
            for (byte[] inner : inJson(text)) {
                byte[] body = field.filledWith(inner);
                RawHttp.Answer answer =
                        http.send(request("POST", "/api/patients").withBody(body));
                assertThat(answer)
                        .as("%s %s", text, new String(inner, StandardCharsets.UTF_8))
                        .satisfies(it -> Harmless.check(it, false));
                if (answer.status() == 201) {
                    registered++;
                    assertKept(field, text, JSON.readTree(answer.text()), body);
                }
            }
        }
    }

    /** Amending it to the same finds nothing to change: what is stored is what was sent. */
    private void assertKept(Form.Field field, HostileText text, JsonNode patient, byte[] body) throws IOException {
        RawHttp.Answer again = http.send(
                request("PUT", "/api/patients/" + patient.path("id").asString()).withBody(body));
        assertThat(again.status()).as("%s", text).isEqualTo(200);
        assertThat(JSON.readTree(again.text())).as("%s", text).isEqualTo(patient);
        if (FIXED.contains(field.name())) {
            assertThat(again.text()).doesNotContain(HostileText.MARK);
        } else if (!text.text().isEmpty()) {
            assertThat(field.in(patient)).isEqualTo(text.text() + field.suffix());
        }
    }

    @ParameterizedTest
    @MethodSource("fields")
    void anAmendmentKeepsTextAsItIsOrRefusesIt(Form.Field field) throws IOException {
        String id = registerSomebody();
        for (HostileText text : HostileText.values()) {
            byte[] body = field.filledWith(text.escapedForJson().getBytes(StandardCharsets.UTF_8));
            RawHttp.Answer answer =
                    http.send(request("PUT", "/api/patients/" + id).withBody(body));
            assertThat(answer).as("%s", text).satisfies(it -> Harmless.check(it, false));
            if (answer.status() == 200) {
                others++;
                assertKept(field, text, JSON.readTree(answer.text()), body);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void aParameterIsTakenForWhatItIsOrRefused(RouteParameter parameter) throws IOException {
        for (HostileText text : HostileText.values()) {
            check(parameter, text, text.bytes(), parameter.breaksHttpBy(text));
            if (parameter.place() != RouteParameter.Place.HEADER) {
                byte[] escaped = text.escapedForAddress().getBytes(StandardCharsets.US_ASCII);
                check(parameter, text, escaped, text == HostileText.LONG || isOfHealth(parameter));
            }
        }
    }

    private void check(RouteParameter parameter, HostileText text, byte[] value, boolean mayBeBare) throws IOException {
        RawHttp.Answer answer = http.send(filled(parameter, value));
        assertThat(answer)
                .as("%s %s", text, new String(value, StandardCharsets.ISO_8859_1))
                .satisfies(it -> Harmless.check(it, mayBeBare));
        registered += answer.status() == 201 ? 1 : 0;
    }

    /** The framework's own, which knows no problems. */
    private static boolean isOfHealth(RouteParameter parameter) {
        return parameter.pattern().equals("/actuator/health/{*path}");
    }

    private static byte[] filled(RouteParameter parameter, byte[] value) {
        RawHttp.Request request = new RawHttp.Request(parameter.method(), parameter.target(SOMEBODY, value));
        boolean isOperators = parameter.pattern().startsWith("/actuator")
                || parameter.pattern().startsWith("/internal");
        if (!parameter.name().equals("Authorization")) {
            request.header("Authorization", isOperators ? "Bearer " + TestTrust.OPERATOR : ADMIN);
        }
        if (!parameter.name().equals("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        if (parameter.place() == RouteParameter.Place.HEADER) {
            request.header(parameter.name(), value);
        }
        return request.withBody(new Form.Field("phone", null, "").filledWith(new byte[] {'1'}));
    }

    @Test
    void aFaultBelowTellsNothingOfTheRequest(CapturedOutput output) throws SQLException, IOException {
        Servers.execute(database, "alter table event_head rename to event_head_away");
        try {
            for (HostileText text : List.of(HostileText.SQL_TRUE, HostileText.TEMPLATE, HostileText.SCRIPT)) {
                byte[] body = new Form.Field("address", null, "")
                        .filledWith(text.escapedForJson().getBytes(StandardCharsets.US_ASCII));
                RawHttp.Answer answer = http.send(request("POST", "/api/patients?" + text.escapedForAddress())
                        .header("Idempotency-Key", text.text().replace(" ", ""))
                        .header("User-Agent", text.text())
                        .withBody(body));
                assertThat(answer.status()).isBetween(500, 599);
                assertThat(answer.text()).doesNotContain(HostileText.MARK);
            }
        } finally {
            Servers.execute(database, "alter table event_head_away rename to event_head");
        }
        assertThat(output).contains("failed, correlation id");
    }

    private String registerSomebody() throws IOException {
        byte[] body = new Form.Field("phone", null, "").filledWith(new byte[] {'1'});
        RawHttp.Answer answer = http.send(request("POST", "/api/patients").withBody(body));
        registered++;
        return JSON.readTree(answer.text()).path("id").asString();
    }

    private static RawHttp.Request request(String method, String target) {
        return new RawHttp.Request(method, target.getBytes(StandardCharsets.US_ASCII))
                .header("Authorization", ADMIN)
                .header("Content-Type", "application/json");
    }

    /** Escaped, and as it is as far as JSON has such strings: with what JSON wants to be escaped left alone. */
    private static List<byte[]> inJson(HostileText text) {
        return List.of(text.escapedForJson().getBytes(StandardCharsets.US_ASCII), text.bytes());
    }

    private long number(String query) throws SQLException {
        return Long.parseLong(Servers.first(database, query));
    }
}
