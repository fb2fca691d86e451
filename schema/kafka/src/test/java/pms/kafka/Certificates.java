package pms.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Certificates that vouch for themselves, each with its key in a store. */
public record Certificates(Path folder) {

    private static final String PASSWORD = "changeit";

    /** Answers the certificate as a PEM file. */
    public Path make(String name) throws IOException, InterruptedException {
        keytool(
                name,
                "-genkeypair",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12");
        Path pem = folder.resolve(name + ".pem");
        keytool(name, "-exportcert", "-rfc", "-file", pem.toString());
        return pem;
    }

    /** By what a broker shows it. */
    public Map<String, String> properties(String name) {
        return Map.of(
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.location",
                store(name).toString(),
                "ssl.keystore.password",
                PASSWORD,
                "ssl.key.password",
                PASSWORD);
    }

    private void keytool(String name, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-alias",
                name,
                "-keystore",
                store(name).toString(),
                "-storepass",
                PASSWORD));
        command.addAll(List.of(arguments));
        Path log = folder.resolve("keytool.log");
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(keytool.waitFor()).as("%s says why", log).isZero();
    }

    private Path store(String name) {
        return folder.resolve(name + ".p12");
    }
}
