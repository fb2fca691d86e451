package pms.billing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pms.cli.runtime.PostgresServer;
import pms.schema.billing.v1.OpenAccountRequest;
import reactor.test.StepVerifier;

/** A PostgreSQL with a certificate of its own: the service's connections, and those of its migration. */
@SuppressWarnings("NullAway.Init")
class SecuredDatabaseIT {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String NAME = "billing";

    @TempDir
    private static Path folder;

    private static Path certificate;
    private static Path another;
    private static PostgresServer server;
    private static String password;

    @BeforeAll
    static void start() throws Exception {
        certificate = certificate("server");
        another = certificate("another");
        server = PostgresServer.startTemporary();
        password = server.createDatabase(NAME);
        give(certificate, "server.crt");
        give(folder.resolve("server.key"), "server.key");
        try (var superuser = server.connect();
                var statement = superuser.createStatement()) {
            statement.execute("alter system set ssl = on");
            statement.execute("select pg_reload_conf()");
        }
        await().atMost(30, SECONDS).until(SecuredDatabaseIT::speaksTls);
    }

    /** By the server itself, which may run as another user: a key must be its own, and nobody else's. */
    private static void give(Path file, String name) throws IOException, SQLException {
        try (var superuser = server.connect();
                var statement = superuser.createStatement()) {
            statement.execute("copy (select unnest(string_to_array('%s', E'\n'))) to program 'umask 077; cat > %s'"
                    .formatted(Files.readString(file).strip(), name));
        }
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void isSpokenToByTlsWhenItsCertificateIsVouchedFor() throws SQLException {
        try (var billing = service(certificate)) {
            billing.client()
                    .openAccount(OpenAccountRequest.newBuilder()
                            .setPatientId(UUID.randomUUID().toString())
                            .build())
                    .as(StepVerifier::create)
                    .expectNextCount(1)
                    .verifyComplete();

            assertThat(connections("ssl")).as("connections by TLS").isPositive();
            assertThat(connections("not ssl")).as("connections without").isZero();
        }
    }

    @Test
    void isNotSpokenToWhenNobodyVouchesForIt() {
        assertThatThrownBy(() -> service(another)).hasStackTraceContaining("PKIX path");
    }

    private static RunningBilling service(Path ca) {
        return new RunningBilling(Stream.of(
                "--pms.postgres.host=localhost",
                "--pms.postgres.port=" + server.port(),
                "--pms.postgres.database=" + NAME,
                "--pms.postgres.password=" + password,
                "--PMS_POSTGRES_MIGRATION_USER=" + PostgresServer.owner(NAME),
                "--PMS_POSTGRES_MIGRATION_PASSWORD=" + password,
                "--PMS_POSTGRES_TLS=verify-full",
                "--PMS_POSTGRES_CA=" + ca,
                "--PMS_BILLING_TOKEN=" + TestDatabase.TOKEN,
                "--PMS_OPERATOR_SHA256=" + TestDatabase.OPERATOR_SHA256,
                "--spring.flyway.connect-retries=0"));
    }

    private static boolean speaksTls() throws SQLException {
        try (var superuser = server.connect()) {
            return TestDatabase.number(superuser, "select current_setting('ssl')::boolean::int") == 1;
        }
    }

    private static long connections(String how) throws SQLException {
        try (var superuser = server.connect()) {
            return TestDatabase.number(
                    superuser,
                    "select count(*) from pg_stat_ssl join pg_stat_activity using (pid) where datname = '" + NAME
                            + "' and " + how);
        }
    }

    /** Answers the certificate; its key is beside it. */
    private static Path certificate(String name) throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        store.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore made = KeyStore.getInstance(store.toFile(), PASSWORD);
        pem(
                folder.resolve(name + ".key"),
                "PRIVATE KEY",
                made.getKey(name, PASSWORD).getEncoded());
        return pem(
                folder.resolve(name + ".crt"),
                "CERTIFICATE",
                made.getCertificate(name).getEncoded());
    }

    private static Path pem(Path file, String kind, byte[] bytes) throws IOException {
        return Files.writeString(
                file,
                "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                        .formatted(
                                kind,
                                Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes),
                                kind));
    }
}
