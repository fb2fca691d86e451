package pms.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pms.cli.runtime.RuntimeFailure;

class TlsFilesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void takesACertificateWithItsKey(String algorithm) {
        SelfSigned made = SelfSigned.create(folder, "a", algorithm);

        TlsFiles tls = TlsFiles.checked(List.of(made.certificate(), made.key()));

        assertThat(tls.variables())
                .containsEntry("SERVER_SSL_CERTIFICATE", made.certificate().toString())
                .containsEntry("SERVER_SSL_CERTIFICATEPRIVATEKEY", made.key().toString());
    }

    @Test
    void refusesTheKeyOfAnotherCertificate() {
        SelfSigned one = SelfSigned.create(folder, "a", "RSA");
        SelfSigned other = SelfSigned.create(folder, "b", "RSA");

        refused(one.certificate(), other.key(), "does not belong to the certificate");
    }

    @Test
    void refusesWhatIsNoSuchFile() throws IOException {
        SelfSigned made = SelfSigned.create(folder, "a", "RSA");
        Path garbage = Files.writeString(folder.resolve("garbage"), "secret");

        refused(folder.resolve("nothing"), made.key(), "can't be read");
        refused(garbage, made.key(), "holds no certificate");
        refused(made.certificate(), garbage, "holds no private key");
        refused(made.key(), made.certificate(), "holds no certificate");
    }

    private static void refused(Path certificate, Path key, String reason) {
        assertThatThrownBy(() -> TlsFiles.checked(List.of(certificate, key)))
                .isInstanceOf(RuntimeFailure.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("secret");
    }
}
