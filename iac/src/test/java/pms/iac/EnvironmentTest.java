package pms.iac;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What containers are told is what the services read: in their own application.yml, and by telemetry in each of them. */
class EnvironmentTest {

    static final Iterable<String> SERVICES = Containers.SERVICES;

    private static final Pattern READ = Pattern.compile("\\$\\{(PMS_[A-Z0-9_]+)[:}]");

    private static final Path TELEMETRY =
            Path.of("../schema/telemetry/src/main/java/pms/telemetry/TelemetryEnvironment.java");
    private static final Pattern NAMED = Pattern.compile("\"(PMS_[A-Z0-9_]+)\"");

    /** What a container needs and can't do without: it has no default, or one that holds on one machine alone. */
    private static final Set<String> NEEDED = Set.of(
            "PMS_POSTGRES_HOST",
            "PMS_POSTGRES_PORT",
            "PMS_POSTGRES_PASSWORD",
            "PMS_POSTGRES_MIGRATION_USER",
            "PMS_POSTGRES_MIGRATION_PASSWORD",
            "PMS_KAFKA_BOOTSTRAP",
            "PMS_BILLING_GRPC_TARGET",
            "PMS_BILLING_TOKEN",
            "PMS_KEYS_GRPC_TARGET",
            "PMS_KEYS_TOKEN",
            "PMS_TRUST_URL",
            "PMS_TRUST_TOKEN",
            "PMS_OPERATOR_SHA256",
            "PMS_AUDIT_KEY",
            "PMS_SIGNING_KEK",
            "PMS_COMMAND_URL",
            "PMS_QUERY_URL",
            "PMS_BILLING_URL",
            "PMS_ANALYTICS_URL",
            "PMS_INTERNAL_ADDRESS",
            "PMS_TRUSTED_PROXIES",
            "PMS_LOG_FORMAT");

    record Deployed(String name, Containers containers, String service) {
        @Override
        public String toString() {
            return service + " on " + name;
        }
    }

    static Stream<Deployed> deployed() {
        return Stream.of(
                        new Deployed("AWS", new Containers(Synthesized.aws()), ""),
                        new Deployed("LocalStack", new Containers(Synthesized.localStack()), ""))
                .flatMap(stack -> Containers.SERVICES.stream()
                        .map(service -> new Deployed(stack.name(), stack.containers(), service)));
    }

    @ParameterizedTest
    @MethodSource("deployed")
    void tellsNothingThatTheServiceDoesNotRead(Deployed deployed) throws IOException {
        assertThat(read(deployed.service())).as("%s", deployed).containsAll(told(deployed));
    }

    @ParameterizedTest
    @MethodSource("deployed")
    void tellsAllThatTheServiceNeeds(Deployed deployed) throws IOException {
        Set<String> needed = read(deployed.service());
        needed.retainAll(NEEDED);
        assertThat(told(deployed)).as("%s", deployed).containsAll(needed);
    }

    @ParameterizedTest
    @MethodSource("deployed")
    void tellsWhomToTrustWhereACertificateIsChecked(Deployed deployed) {
        Map<String, String> variables = deployed.containers().variables(deployed.service());
        assertThat(variables.containsKey("PMS_POSTGRES_CA"))
                .as("%s", deployed)
                .isEqualTo(variables.containsKey("PMS_POSTGRES_TLS"));
    }

    @ParameterizedTest
    @MethodSource("deployed")
    void logsLinesThatTheLagIsReadFrom(Deployed deployed) throws IOException {
        assertThat(deployed.containers().variables(deployed.service())).containsEntry("PMS_LOG_FORMAT", "\"json\"");
        assertThat(Files.readString(TELEMETRY))
                .as("how telemetry knows it")
                .contains("environment.getProperty(FORMAT, \"\").equals(\"json\")");
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void namesDatabasesAndPortsAsTheServiceDoes(String service) throws IOException {
        String yml = yml(service);
        Containers containers = new Containers(Synthesized.aws());
        String database = containers
                .variables(service)
                .getOrDefault("PMS_POSTGRES_DATABASE", "")
                .replace("\"", "");
        assertThat(yml).contains("${PMS_POSTGRES_DATABASE:" + database + "}");
        assertThat(containers.of(service).path("PortMappings"))
                .isNotEmpty()
                .allSatisfy(mapping ->
                        assertThat(yml).containsPattern("port: (\\$\\{PMS_[A-Z_]+:)?" + mapping.path("ContainerPort")));
        assertThat(containers.of(service).path("Name").asString("")).isEqualTo(service);
        assertThat(yml).containsPattern("(application\\.name|name): " + service);
    }

    private static Set<String> told(Deployed deployed) {
        Set<String> told = new TreeSet<>(
                deployed.containers().variables(deployed.service()).keySet());
        told.addAll(deployed.containers().secrets(deployed.service()).keySet());
        assertThat(told).isNotEmpty();
        return told;
    }

    private static Set<String> read(String service) throws IOException {
        assertThat(Files.readString(Path.of("..", service, "pom.xml"))).contains("<artifactId>telemetry</artifactId>");
        return Stream.concat(
                        READ.matcher(yml(service)).results(),
                        NAMED.matcher(Files.readString(TELEMETRY)).results())
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String yml(String service) throws IOException {
        return Files.readString(Path.of("..", service, "src/main/resources/application.yml"));
    }
}
