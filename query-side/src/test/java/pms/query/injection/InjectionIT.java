package pms.query.injection;

import static org.assertj.core.api.Assertions.assertThat;
import static pms.query.Given.person;
import static pms.query.Given.registered;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
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
import pms.query.App;
import pms.query.TestTrust;
import pms.schema.patient.v1.Identifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every parameter of every route, filled with every hostile text: it is data, or it is refused. Nothing of it gets into a
 * header or a log, and the database is what it was.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class InjectionIT {

    private static final ReadByHand READ_BY_HAND = ReadByHand.queries(Map.of(
            "GET /api/patients", List.of("q", "page", "size", "sort"),
            "GET /api/patients/{id}", List.of(),
            "GET /api/patients/{id}/history", List.of(),
            "GET /api/patients/{id}/encounters", List.of("page", "size"),
            "GET /api/patients/{id}/encounters/{encounterId}", List.of(),
            "GET /api/patients/feed", List.of()));
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ADMIN = TestTrust.TOKENS.good(Role.ADMIN);
    private static final UUID SOMEBODY = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final int LONGEST_NAME = 100; // that command-side takes
    private static final String STATE = "select string_agg(relname, ' ' order by relname) from pg_stat_user_tables"
            + " where schemaname = 'public' union all"
            + " select count(*)::text from patient union all select count(*)::text from patient_event";

    private App app;
    private RawHttp http;
    private List<String> state = List.of();

    @BeforeAll
    void start() throws SQLException {
        app = new App("injection");
        http = new RawHttp(URI.create(app.url()).getPort());
        app.relay().send(SOMEBODY, registered(SOMEBODY, person("Anna Example")));
        app.patient(SOMEBODY).expectStatus().isOk();
        state = app.strings(STATE);
    }

    @AfterAll
    void stop() {
        app.close();
    }

    @AfterEach
    void nothingElseHappened(CapturedOutput output) throws SQLException {
        assertThat(app.strings(STATE)).isEqualTo(state);
        assertThat(output).doesNotContainIgnoringCase(HostileText.MARK).doesNotContain("X-Injected");
    }

    Stream<RouteParameter> parameters() {
        return RouteParameter.of(app.beans(RequestMappingInfoHandlerMapping.class), READ_BY_HAND).stream();
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
        assertThat(http.send(filled(parameter, value)))
                .as("%s %s", text, new String(value, StandardCharsets.ISO_8859_1))
                .satisfies(it -> Harmless.check(it, mayBeBare));
    }

    /** The framework's own, which knows no problems. */
    private static boolean isOfHealth(RouteParameter parameter) {
        return parameter.pattern().equals("/actuator/health/{*path}");
    }

    private static byte[] filled(RouteParameter parameter, byte[] value) {
        RawHttp.Request request = new RawHttp.Request(parameter.method(), parameter.target(SOMEBODY.toString(), value));
        if (!parameter.name().equals("Authorization")) {
            boolean isOperators = parameter.pattern().startsWith("/actuator");
            request.header("Authorization", "Bearer " + (isOperators ? TestTrust.OPERATOR : ADMIN));
        }
        if (parameter.place() == RouteParameter.Place.HEADER) {
            request.header(parameter.name(), value);
        }
        return request.withBody(new byte[0]);
    }

    static Stream<HostileText> textsOfPatients() {
        return Arrays.stream(HostileText.values())
                .filter(text -> !text.text().isEmpty() && text.text().length() <= LONGEST_NAME)
                .filter(text -> text.text().codePoints().allMatch(InjectionIT::isTaken));
    }

    /** By command-side. */
    private static boolean isTaken(int point) {
        return (!Character.isISOControl(point) || "\r\n\t".indexOf(point) >= 0)
                && Character.getType(point) != Character.SURROGATE;
    }

    @ParameterizedTest
    @MethodSource("textsOfPatients")
    void aPatientWithSuchTextsIsFoundAndShownAsItIs(HostileText text) throws IOException, SQLException {
        UUID id = UUID.randomUUID();
        app.relay()
                .send(
                        id,
                        registered(
                                id,
                                person(text.text())
                                        .setAddress(text.text())
                                        .setPhone(text.text())
                                        .addIdentifiers(Identifier.newBuilder()
                                                .setSystem(text.text())
                                                .setValue(text.text()))));
        app.patient(id).expectStatus().isOk();
        JsonNode found = get("/api/patients?size=200&q=" + text.escapedForAddress());
        assertThat(found.valueStream().filter(it -> it.path("id").asString().equals(id.toString())))
                .singleElement()
                .satisfies(patient -> assertAsItIs(patient, text));
        assertAsItIs(get("/api/patients/" + id), text);
        assertAsItIs(get("/api/patients/" + id + "?asOf=2100-01-01T00:00:00Z"), text);
        assertThat(get("/api/patients/" + id + "/history").findValues("to"))
                .filteredOn(JsonNode::isString)
                .extracting(JsonNode::stringValue)
                .contains(text.text());
        state = app.strings(STATE);
        assertThat(app.number("select count(*) from patient"))
                .isEqualTo(app.relay().position());
    }

    private static void assertAsItIs(JsonNode patient, HostileText text) {
        assertThat(List.of(
                        patient.path("name").asString(),
                        patient.path("address").asString(),
                        patient.path("phone").asString(),
                        patient.path("identifiers").path(0).path("system").asString(),
                        patient.path("identifiers").path(0).path("value").asString()))
                .containsOnly(text.text());
    }

    private JsonNode get(String path) throws IOException {
        RawHttp.Answer answer = http.send(new RawHttp.Request("GET", path.getBytes(StandardCharsets.US_ASCII))
                .header("Authorization", "Bearer " + ADMIN)
                .withBody(new byte[0]));
        Harmless.check(answer, false);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return JSON.readTree(answer.text());
    }
}
