package pms.cli.up;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/** A certificate that vouches for itself, made by the JDK's own tool. */
record SelfSigned(Path certificate, Path key) {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] {'\n'});

    static SelfSigned create(Path folder, String name, String algorithm) {
        Path store = folder.resolve(name + ".p12");
        try {
            run(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    "pms",
                    "-keyalg",
                    algorithm,
                    "-keysize",
                    algorithm.equals("RSA") ? "2048" : "256",
                    "-dname",
                    "CN=pms.test",
                    "-validity",
                    "2",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    store.toString(),
                    "-storepass",
                    new String(PASSWORD)));
            KeyStore made = KeyStore.getInstance(store.toFile(), PASSWORD);
            return new SelfSigned(
                    write(
                            folder.resolve(name + ".crt"),
                            "CERTIFICATE",
                            made.getCertificate("pms").getEncoded()),
                    write(
                            folder.resolve(name + ".key"),
                            "PRIVATE KEY",
                            made.getKey("pms", PASSWORD).getEncoded()));
        } catch (IOException | GeneralSecurityException failure) {
            throw new AssertionError(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stop);
        }
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("keytool failed");
        }
    }

    private static Path write(Path file, String kind, byte[] bytes) throws IOException {
        String text = "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, PEM.encodeToString(bytes), kind);
        return Files.write(file, text.getBytes(StandardCharsets.US_ASCII));
    }
}
