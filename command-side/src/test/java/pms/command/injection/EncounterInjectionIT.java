package pms.command.injection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import pms.access.Harmless;
import pms.access.HostileText;
import pms.access.RawHttp;
import pms.command.testing.Patients;
import pms.command.testing.Service;
import pms.command.testing.TestTrust;
import tools.jackson.databind.json.JsonMapper;

/** Every field of the forms of encounters, filled with every hostile text: it is data, or it is refused. */
@ExtendWith(OutputCaptureExtension.class)
class EncounterInjectionIT {

    static final String START = "POST /api/patients/{id}/encounters";
    static final String FINISH = "POST /api/patients/{id}/encounters/{encounterId}/finish";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, String> GOOD =
            Map.of("class", "AMB", "start", "2024-06-01T08:30:00Z", "type", "Check-up");

    private final Service service = Service.shared();
    private final RawHttp http = new RawHttp(service.port());
    private final UUID patient = new Patients(service.http()).registered(Patients.freshEmail());

    @ParameterizedTest
    @EnumSource
    void aFieldKeepsTextAsItIsOrRefusesIt(HostileText text, CapturedOutput output) throws IOException {
        for (String field : GOOD.keySet()) {
            for (byte[] inner : List.of(escaped(text), text.bytes())) {
                RawHttp.Answer answer = post(START, UUID.randomUUID(), filled(field, inner));
                assertThat(answer).as("%s %s", field, text).satisfies(it -> Harmless.check(it, false));
                boolean isData = field.equals("type") && answer.status() == 201;
                if (isData && !text.text().isEmpty()) {
                    assertThat(JSON.readTree(answer.text()).path("type").asString())
                            .isEqualTo(text.text());
                }
                assertThat(answer.status()).isIn(isData ? List.of(201) : List.of(400));
            }
        }
        assertThat(output).doesNotContainIgnoringCase(HostileText.MARK).doesNotContain("X-Injected");
    }

    @ParameterizedTest
    @EnumSource
    void anEndIsATimeOrRefused(HostileText text) throws IOException {
        String started =
                post(START, UUID.randomUUID(), filled("type", new byte[] {'x'})).text();
        UUID encounter = UUID.fromString(JSON.readTree(started).path("id").asString());
        for (byte[] inner : List.of(escaped(text), text.bytes())) {
            RawHttp.Answer answer = post(FINISH, encounter, json(Map.of("end", "|"), inner));
            assertThat(answer).as("%s", text).satisfies(it -> Harmless.check(it, false));
            assertThat(answer.status()).isEqualTo(400);
        }
    }

    private static byte[] filled(String field, byte[] inner) {
        Map<String, String> members = new LinkedHashMap<>(GOOD);
        members.put(field, "|");
        return json(members, inner);
    }

    /** With {@code inner} in place of the bar. */
    private static byte[] json(Map<String, String> members, byte[] inner) {
        String text = members.entrySet().stream()
                .map(member -> "\"%s\": \"%s\"".formatted(member.getKey(), member.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
        return text.replace("|", new String(inner, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] escaped(HostileText text) {
        return text.escapedForJson().getBytes(StandardCharsets.US_ASCII);
    }

    private RawHttp.Answer post(String route, UUID encounter, byte[] body) throws IOException {
        String path = route.substring("POST ".length())
                .replace("{id}", patient.toString())
                .replace("{encounterId}", encounter.toString());
        return http.send(new RawHttp.Request("POST", path.getBytes(StandardCharsets.US_ASCII))
                .header("Authorization", TestTrust.bearer("tester@example.org"))
                .header("Content-Type", "application/json")
                .withBody(body));
    }
}
