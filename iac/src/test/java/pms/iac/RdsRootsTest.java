package pms.iac;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import pms.iac.aws.AwsSettings;

/** The certificates that services know RDS's PostgreSQL by, which images have. */
class RdsRootsTest {

    static final Iterable<String> SERVICES = Containers.SERVICES;

    private static final Path FILE = Path.of("../compose/rds-roots.pem");
    private static final Pattern NAME =
            Pattern.compile("CN=Amazon RDS ([a-z]+-[a-z]+-[0-9]) Root CA (RSA2048|RSA4096|ECC384) G1,");
    private static final int SIGNS_CERTIFICATES = 5; // the bit of X.509's key usage
    private static final Instant LONG_FROM_NOW = Instant.parse("2050-01-01T00:00:00Z");

    private static List<X509Certificate> roots = List.of();

    @BeforeAll
    static void parse() throws IOException, CertificateException {
        try (InputStream file = Files.newInputStream(FILE)) {
            roots = CertificateFactory.getInstance("X.509").generateCertificates(file).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        }
    }

    @Test
    void areRootsOfRdsAloneEachOnce() {
        assertThat(roots).hasSizeGreaterThan(3).doesNotHaveDuplicates().allSatisfy(root -> {
            String name = root.getSubjectX500Principal().getName();
            assertThat(name).containsPattern(NAME).contains("O=Amazon Web Services\\, Inc.");
            assertThat(root.getIssuerX500Principal()).as(name).isEqualTo(root.getSubjectX500Principal());
        });
    }

    @Test
    void signThemselvesAndOthers() {
        assertThat(roots).allSatisfy(root -> {
            root.verify(root.getPublicKey());
            assertThat(root.getBasicConstraints()).as("it is a CA").isNotNegative();
            assertThat(root.getKeyUsage()[SIGNS_CERTIFICATES]).isTrue();
        });
    }

    @Test
    void areValidForYears() {
        assertThat(roots).allSatisfy(root -> {
            assertThat(root.getNotBefore().toInstant()).isBefore(Instant.now());
            assertThat(root.getNotAfter().toInstant()).isAfter(LONG_FROM_NOW);
        });
    }

    @Test
    void haveAllThreeOfTheRegionOfTheTemplate() {
        assertThat(roots.stream()
                        .map(root -> NAME.matcher(root.getSubjectX500Principal().getName()))
                        .filter(name -> name.find() && name.group(1).equals(AwsSettings.SMALL.region()))
                        .map(name -> name.group(2)))
                .containsExactlyInAnyOrder("RSA2048", "RSA4096", "ECC384");
    }

    @Test
    void areNamedInTheFileWithTheirLastDay() throws IOException {
        List<String> named = Files.readAllLines(FILE).stream()
                .filter(line -> line.startsWith("# Amazon RDS "))
                .toList();
        assertThat(named)
                .isEqualTo(roots.stream()
                        .map(root -> "# " + commonName(root) + ", until "
                                + LocalDate.ofInstant(root.getNotAfter().toInstant(), ZoneOffset.UTC))
                        .toList());
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void areInTheImageWhereTheServiceIsToldThatTheyAre(String service) throws IOException {
        Containers containers = new Containers(Synthesized.aws());
        assertThat(containers.variables(service)).containsEntry("PMS_POSTGRES_TLS", "\"verify-full\"");
        String told = containers
                .variables(service)
                .getOrDefault("PMS_POSTGRES_CA", "")
                .replace("\"", "");
        assertThat(Files.readAllLines(Path.of("..", service, "Dockerfile")))
                .contains("COPY compose/rds-roots.pem " + told);
        assertThat(Files.readAllLines(Path.of("../.dockerignore"))).contains("!compose/rds-roots.pem");
    }

    private static String commonName(X509Certificate root) {
        Matcher name = NAME.matcher(root.getSubjectX500Principal().getName());
        assertThat(name.find()).isTrue();
        return name.group().substring("CN=".length(), name.group().length() - 1);
    }
}
