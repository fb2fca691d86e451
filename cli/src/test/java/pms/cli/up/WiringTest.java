package pms.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pms.cli.folder.DataFolder;
import pms.cli.folder.Settings;

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
        wiring = Wiring.choose(4004, settings, Map.of("PMS_KEK", "the key"), true);
    }

    @Test
    void givesTheKeyToCommandSideAlone() {
        assertThat(servicesWith("PMS_KEK")).containsExactly("command-side");
        assertThat(servicesWith("PMS_KEYS_GRPC_PORT")).containsExactly("command-side");
    }

    @Test
    void givesTheServiceTokenToThoseThatTalkAboutKeys() {
        assertThat(servicesWith("PMS_SERVICE_TOKEN")).containsExactly("command-side", "query-side");
        assertThat(environment("command-side")).containsEntry("PMS_SERVICE_TOKEN", settings.serviceToken());
        assertThat(environment("query-side")).containsEntry("PMS_SERVICE_TOKEN", settings.serviceToken());
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
    void knowsWhoSpeaksGrpc() {
        assertThat(wiring.grpcPort("billing-grpc")).isNotNull().isNotEqualTo(wiring.grpcPort("command-side"));
        assertThat(wiring.grpcPort("query-side")).isNull();
    }

    @Test
    void givesEachServiceThePasswordOfItsOwnDatabaseOnly() {
        Service.ALL.forEach(service -> assertThat(wiring.environment(service).values())
                .filteredOn(value -> wiring.passwords().containsValue(value))
                .containsExactly(settings.password(service.database())));
    }

    @Test
    void tellsNoSecret() {
        assertThat(wiring.toString()).doesNotContain("the key", settings.serviceToken(), settings.password("events"));
    }

    private List<String> servicesWith(String variable) {
        return Service.ALL.stream()
                .filter(service -> wiring.environment(service).containsKey(variable))
                .map(Service::name)
                .toList();
    }

    private Map<String, String> environment(String name) {
        return Service.ALL.stream()
                .filter(service -> service.name().equals(name))
                .map(wiring::environment)
                .findFirst()
                .orElseThrow();
    }
}
