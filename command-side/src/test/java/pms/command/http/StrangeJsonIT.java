package pms.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import pms.access.Harmless;
import pms.access.RawHttp;
import pms.command.testing.Patients;
import pms.command.testing.Service;
import pms.command.testing.TestTrust;
import tools.jackson.databind.json.JsonMapper;

/** Bodies that cost a careless reader its stack, its memory or its time, or that can be read in two ways. */
class StrangeJsonIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int DEPTH = 10_000;
    private static final int DIGITS = 100_000;
    private static final int MEBIBYTE = 1024 * 1024;
    private static final int ROOM = 1000; // below the largest body

    private final Service service = Service.shared();
    private final RawHttp http = new RawHttp(service.port());

    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of("arrays in arrays", utf8("[".repeat(DEPTH) + "]".repeat(DEPTH)), "malformed-json"),
                Arguments.of(
                        "arrays in a field", form("\"x\": " + "[".repeat(DEPTH) + "]".repeat(DEPTH)), "malformed-json"),
                Arguments.of("arrays that do not end", utf8("[".repeat(MEBIBYTE - ROOM)), "malformed-json"),
                Arguments.of(
                        "objects in objects",
                        utf8("{\"a\":".repeat(DEPTH) + "1" + "}".repeat(DEPTH)),
                        "malformed-json"),
                Arguments.of("objects that do not end", utf8("{\"a\":".repeat(200_000)), "malformed-json"),
                Arguments.of("many fields", form(fields("k", 80_000)), "unknown-field"),
                Arguments.of("many fields of one hash", form(equalHashes()), "unknown-field"),
                Arguments.of("a long field", form("\"" + "k".repeat(MEBIBYTE - ROOM) + "\": 1"), "malformed-json"),
                Arguments.of(
                        "fields of an identifier",
                        form("\"identifiers\": [{" + fields("k", 80_000) + "}]"),
                        "unknown-field"),
                Arguments.of(
                        "many identifiers",
                        form("\"identifiers\": [" + "{},".repeat(300_000) + "{}]"),
                        "validation-failed"),
                Arguments.of(
                        "many faults", form("\"identifiers\": [" + "1,".repeat(400_000) + "1]"), "validation-failed"),
                Arguments.of("a long whole number", form("\"phone\": " + "9".repeat(DIGITS)), "malformed-json"),
                Arguments.of("a long fraction", form("\"phone\": 0." + "9".repeat(DIGITS)), "malformed-json"),
                Arguments.of("a great exponent", form("\"phone\": 1e999999999"), "validation-failed"),
                Arguments.of("a small exponent", form("\"phone\": 1e-999999999"), "validation-failed"),
                Arguments.of("no JSON number", form("\"phone\": NaN"), "malformed-json"),
                Arguments.of("a field twice", form("\"phone\": \"1\", \"phone\": \"2\""), "malformed-json"),
                Arguments.of(
                        "a field twice, once escaped",
                        form("\"phone\": \"1\", \"\\u0070hone\": \"2\""),
                        "malformed-json"),
                Arguments.of(
                        "a field of an identifier twice",
                        form("\"identifiers\": [{\"system\": \"a\", \"system\": \"b\", \"value\": \"1\"}]"),
                        "malformed-json"),
                Arguments.of("a prototype", form("\"__proto__\": {\"role\": \"ADMIN\"}"), "unknown-field"),
                Arguments.of("a type", form("\"@class\": \"java.lang.ProcessBuilder\""), "unknown-field"),
                Arguments.of(
                        "a long text", form("\"phone\": \"" + "1".repeat(MEBIBYTE - ROOM) + "\""), "validation-failed"),
                Arguments.of(
                        "a long e-mail",
                        form("\"email\": \"" + "a.".repeat(400_000) + "@example.org\""),
                        "malformed-json"),
                Arguments.of("blanks alone", utf8(" ".repeat(MEBIBYTE - ROOM)), "malformed-json"),
                Arguments.of(
                        "more than is taken", form("\"phone\": \"" + "1".repeat(MEBIBYTE) + "\""), "payload-too-large"),
                Arguments.of("a comment", form("\"phone\": /* */ \"1\""), "malformed-json"),
                Arguments.of(
                        "something behind",
                        utf8(new String(form("\"phone\": \"1\""), StandardCharsets.UTF_8) + "{}"),
                        "malformed-json"),
                Arguments.of("a cut character", invalid(0xc3), "malformed-json"),
                Arguments.of("a character too long", invalid(0xc0, 0xaf), "malformed-json"),
                Arguments.of("a lone surrogate", invalid(0xed, 0xa0, 0x80), "malformed-json"),
                Arguments.of("beyond Unicode", invalid(0xf4, 0x90, 0x80, 0x80), "malformed-json"),
                Arguments.of("no UTF-8 at all", invalid(0xff, 0xfe), "malformed-json"),
                Arguments.of("Latin 1", form("\"phone\": \"\u00e9\"", StandardCharsets.ISO_8859_1), "malformed-json"),
                Arguments.of("UTF-16", form("\"phone\": \"1\"", StandardCharsets.UTF_16), "malformed-json"),
                Arguments.of(
                        "UTF-16, the low byte first",
                        form("\"phone\": \"1\"", StandardCharsets.UTF_16LE),
                        "malformed-json"),
                Arguments.of("UTF-32", form("\"phone\": \"1\"", Charset.forName("UTF-32")), "malformed-json"),
                Arguments.of("a NUL", form("\"phone\": \"\0\""), "malformed-json"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void isRefusedByItsCode(String what, byte[] body, String code) throws IOException {
        for (String charset : new String[] {"", "; charset=utf-8", "; charset=utf-16"}) {
            RawHttp.Answer answer = post(body, "application/json" + charset);
            Harmless.check(answer, false);
            assertThat(JSON.readTree(answer.text()).path("code").asString())
                    .as(what)
                    .isEqualTo(code);
            assertThat(answer.text()).as("what is said of it").hasSizeLessThan(20_000);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"encounters", "encounters/00000000-0000-4000-8000-0000000000e1/finish"})
    void isNoBetterForAnEncounter(String path) throws IOException {
        byte[][] bodies = {
            utf8("[".repeat(DEPTH)),
            utf8("{\"a\":".repeat(200_000)),
            utf8("{\"start\": 1e999999999, \"end\": " + "9".repeat(DIGITS) + "}"),
            utf8("{\"start\": \"" + "2024-".repeat(150_000) + "\", \"end\": \"" + "9".repeat(DIGITS) + "\"}"),
            utf8("{\"class\": \"AMB\", \"class\": \"EMER\", \"end\": 1, \"end\": 2}"),
            utf8("{" + fields("k", 80_000) + "}"),
            new byte[] {(byte) 0xff, (byte) 0xfe},
        };
        for (byte[] body : bodies) {
            RawHttp.Answer answer =
                    post("/api/patients/00000000-0000-4000-8000-000000000001/" + path, body, "application/json");
            Harmless.check(answer, false);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).as("what is said of it").hasSizeLessThan(20_000);
        }
    }

    @AfterEach
    void worksAsBefore() throws IOException {
        assertThat(post(utf8(Patients.json(Patients.freshEmail())), "application/json")
                        .status())
                .isEqualTo(201);
    }

    private RawHttp.Answer post(byte[] body, String type) throws IOException {
        return post("/api/patients", body, type);
    }

    private RawHttp.Answer post(String path, byte[] body, String type) throws IOException {
        return http.send(new RawHttp.Request("POST", utf8(path))
                .header("Authorization", TestTrust.bearer("tester@example.org"))
                .header("Content-Type", type)
                .withBody(body));
    }

    private static byte[] form(String members) {
        return form(members, StandardCharsets.UTF_8);
    }

    private static byte[] form(String members, Charset charset) {
        return Patients.json(Patients.freshEmail())
                .replace("{\"name\"", "{" + members + ", \"name\"")
                .getBytes(charset);
    }

    private static byte[] invalid(int... bytes) {
        String[] around = new String(form("\"phone\": \"|\""), StandardCharsets.US_ASCII).split("\\|", -1);
        byte[] body = Arrays.copyOf(utf8(around[0]), around[0].length() + bytes.length + around[1].length());
        for (int i = 0; i < bytes.length; i++) {
            body[around[0].length() + i] = (byte) bytes[i];
        }
        System.arraycopy(utf8(around[1]), 0, body, around[0].length() + bytes.length, around[1].length());
        return body;
    }

    private static String fields(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"" + prefix + i + "\":1")
                .collect(Collectors.joining(","));
    }

    /** "Aa" and "BB" have the same hash, and so has each row of them. */
    private static String equalHashes() {
        return IntStream.range(0, 1 << 14)
                .mapToObj(i -> IntStream.range(0, 14)
                        .mapToObj(bit -> (i >> bit & 1) == 0 ? "Aa" : "BB")
                        .collect(Collectors.joining("", "\"", "\":1")))
                .collect(Collectors.joining(","));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
