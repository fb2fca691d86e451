package pms.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pms.cli.folder.DataFolder;
import pms.cli.folder.Settings;
import pms.cli.runtime.RuntimeFailure;

class WiringTest {
    @TempDir
    private Path parent;

    @SuppressWarnings("NullAway.Init")
    private Settings settings;

    @SuppressWarnings("NullAway.Init")
    private Wiring wiring;

    @BeforeEach
    void choose() {
        DataFolder data = new DataFolder(parent.resolve("data"));
        data.open();
        settings = Settings.of(data);
        Secrets secrets = Secrets.of(
                settings,
                Map.of("PMS_KEK", "the key"),
                Map.of("PMS_SIGNING_KEK", "the signing key"),
                Map.of("PMS_AUDIT_KEY", "the audit key"),
                new FirstAdmin(FirstAdmin.EMAIL, "the admin's password"));
        wiring = Wiring.choose(4004, secrets, true, null);
    }

    @Test
    void givesTheKeyToCommandSideAlone() {
        assertThat(servicesWith("PMS_KEK")).containsExactly("command-side");
        assertThat(servicesWith("PMS_KEYS_GRPC_PORT")).containsExactly("command-side");
    }

    @Test
    void givesEachSecretToThoseThatNeedIt() {
        assertThat(servicesWith("PMS_KEYS_TOKEN")).containsExactly("command-side", "query-side");
        assertThat(servicesWith("PMS_BILLING_TOKEN")).containsExactly("command-side", "billing-grpc", "edge-gateway");
        assertThat(servicesWith("PMS_SIGNING_KEK")).containsExactly("edge-gateway");
        assertThat(servicesWith("PMS_ADMIN_PASSWORD")).containsExactly("edge-gateway");
        assertThat(servicesWith("PMS_INTERNAL_PORT")).containsExactly("edge-gateway");
        assertThat(servicesWith("PMS_AUDIT_KEY")).containsExactly("analytics-projector");
        assertThat(servicesWith("PMS_KAFKA_BOOTSTRAP"))
                .as("those that put accesses on record")
                .contains("edge-gateway", "query-side", "command-side");
        assertThat(servicesWith("PMS_TRUST_TOKEN")).hasSize(Service.ALL.size());
        assertThat(servicesWith("PMS_OPERATOR_SHA256")).hasSize(Service.ALL.size());
    }

    @Test
    void tellsNoServiceTheOperatorsToken() {
        Service.ALL.forEach(
                service -> assertThat(wiring.environment(service).values()).doesNotContain(settings.operatorToken()));
    }

    @Test
    void leadsQuerySideToTheKeys() {
        assertThat(servicesWith("PMS_KEYS_GRPC_TARGET")).containsExactly("query-side");
        assertThat(environment("query-side"))
                .containsEntry(
                        "PMS_KEYS_GRPC_TARGET",
                        "127.0.0.1:" + environment("command-side").get("PMS_KEYS_GRPC_PORT"));
        assertThat(String.valueOf(wiring.grpcPort("command-side")))
                .isEqualTo(environment("command-side").get("PMS_KEYS_GRPC_PORT"));
    }

    @Test
    void leadsAServiceByADetourAndTheOthersAsEver() {
        Detours detours = Detours.parse(
                "command-side>postgres=21001,command-side>billing-grpc=21002," + "query-side>command-side=21003");
        Wiring led = Wiring.choose(4004, wiring.secrets(), true, null, detours);

        assertThat(environment(led, "command-side"))
                .containsEntry("PMS_POSTGRES_PORT", "21001")
                .containsEntry("PMS_BILLING_GRPC_TARGET", "127.0.0.1:21002");
        assertThat(environment(led, "query-side"))
                .containsEntry("PMS_KEYS_GRPC_TARGET", "127.0.0.1:21003")
                .containsEntry("PMS_POSTGRES_PORT", Integer.toString(led.postgres()));
    }

    @Test
    void refusesADetourThatIsNone() {
        for (String none : List.of("command-side=21001", "query-side>kafka=21003", "query-side>postgres=21003/21004")) {
            assertThatThrownBy(() -> Detours.parse(none))
                    .as(none)
                    .isInstanceOf(RuntimeFailure.class)
                    .hasMessageContaining("PMS_DETOURS");
        }
    }

    @Test
    void leadsAServiceToKafkaByAListenerThatTellsOfTheDetour() {
        Detours detours = Detours.parse("query-side>kafka=21003/21004");
        assertThat(detours.listeners()).containsExactly(Map.entry(21003, 21004));
        Wiring led = Wiring.choose(4004, wiring.secrets(), false, null, detours);
        assertThat(environment(led, "query-side")).containsEntry("PMS_KAFKA_BOOTSTRAP", "127.0.0.1:21003");
        assertThat(environment(led, "command-side")).containsEntry("PMS_KAFKA_BOOTSTRAP", "127.0.0.1:" + led.kafka());
    }

    @Test
    void knowsWhoSpeaksGrpc() {
        assertThat(wiring.grpcPort("billing-grpc")).isNotNull().isNotEqualTo(wiring.grpcPort("command-side"));
        assertThat(wiring.grpcPort("query-side")).isNull();
    }

    @Test
    void givesEachServiceThePasswordsOfItsOwnDatabaseOnly() {
        Set<String> all = wiring.secrets().roles().values().stream()
                .flatMap(passwords -> Stream.of(passwords.owner(), passwords.service()))
                .collect(Collectors.toSet());
        Service.ALL.forEach(service -> assertThat(wiring.environment(service).values())
                .filteredOn(all::contains)
                .containsExactlyInAnyOrder(
                        settings.password(service.database()), settings.ownerPassword(service.database())));
    }

    @Test
    void tellsNoSecret() {
        assertThat(wiring.toString() + wiring.secrets() + wiring.secrets().roles())
                .doesNotContain("the ", settings.operatorToken(), settings.token("keys"), settings.password("events"));
    }

    private List<String> servicesWith(String variable) {
        return Service.ALL.stream()
                .filter(service -> wiring.environment(service).containsKey(variable))
                .map(Service::name)
                .toList();
    }

    private Map<String, String> environment(String name) {
        return environment(wiring, name);
    }

    private static Map<String, String> environment(Wiring of, String name) {
        return Service.ALL.stream()
                .filter(service -> service.name().equals(name))
                .map(of::environment)
                .findFirst()
                .orElseThrow();
    }
}
