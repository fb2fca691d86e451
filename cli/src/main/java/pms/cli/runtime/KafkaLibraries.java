package pms.cli.runtime;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the jars of the broker are: a class path of its own, since the services use another version of the clients. */
final class KafkaLibraries {
    private static final Path IN_CHECKOUT = Path.of("cli", "broker", "target", "libs");

    private KafkaLibraries() {}

    /** {@code PMS_KAFKA_LIBS}, or the folder in the checkout that the working directory is in. */
    static Path find() {
        String named = System.getenv("PMS_KAFKA_LIBS");
        if (named != null && !named.isBlank()) {
            return Path.of(named).toAbsolutePath();
        }
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            Path libraries = up.resolve(IN_CHECKOUT);
            if (Files.isDirectory(libraries)) {
                return libraries;
            }
        }
        throw new RuntimeFailure("Kafka's jars are not there: run ./mvnw -f cli/broker/pom.xml package, or set"
                + " PMS_KAFKA_LIBS to their folder");
    }
}
