package pms.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What each client of Kafka has to be made with, be it a producer, a consumer or an admin client.
 *
 * @param protocol {@code plaintext}; {@code ssl}: TLS, and the brokers show a certificate; {@code aws-iam}: and the client
 *     says by IAM who it is
 * @param ca a PEM file of certificates that vouch for the brokers; those that the JVM trusts when it is empty
 */
@ConfigurationProperties("pms.kafka.security")
public record KafkaSecurity(
        @DefaultValue("plaintext") String protocol,
        @DefaultValue("") String ca) {

    public static final KafkaSecurity PLAINTEXT = new KafkaSecurity("plaintext", "");

    private static final String IAM = "software.amazon.msk.auth.iam.";

    /** Fails with {@link KafkaSecurityRefused} when no client could be made by that. */
    public KafkaSecurity {
        switch (protocol) {
            case "plaintext" -> refuseCertificates(ca);
            case "ssl", "aws-iam" -> requireCertificates(ca);
            default ->
                throw new KafkaSecurityRefused("PMS_KAFKA_SECURITY has to be plaintext, ssl or aws-iam: " + protocol);
        }
    }

    /** The properties that a client of these brokers begins with. */
    public Map<String, Object> properties(String bootstrapServers) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        switch (protocol) {
            case "ssl" -> properties.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "SSL");
            case "aws-iam" -> {
                properties.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "SASL_SSL");
                properties.put(SaslConfigs.SASL_MECHANISM, "AWS_MSK_IAM");
                properties.put(SaslConfigs.SASL_JAAS_CONFIG, IAM + "IAMLoginModule required;");
                properties.put(SaslConfigs.SASL_CLIENT_CALLBACK_HANDLER_CLASS, IAM + "IAMClientCallbackHandler");
            }
            default -> properties.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "PLAINTEXT");
        }
        if (!ca.isEmpty()) {
            properties.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
            properties.put(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG, ca);
        }
        return properties;
    }

    /** Who says who vouches for the brokers does not mean to speak in clear. */
    private static void refuseCertificates(String ca) {
        if (!ca.isEmpty()) {
            throw new KafkaSecurityRefused("PMS_KAFKA_CA needs PMS_KAFKA_SECURITY=ssl or aws-iam");
        }
    }

    private static void requireCertificates(String ca) {
        if (ca.isEmpty()) {
            return;
        }
        try (InputStream file = Files.newInputStream(Path.of(ca))) {
            if (CertificateFactory.getInstance("X.509")
                    .generateCertificates(file)
                    .isEmpty()) {
                throw new KafkaSecurityRefused("no certificate is in the file of PMS_KAFKA_CA, " + ca);
            }
        } catch (IOException | CertificateException unreadable) {
            throw new KafkaSecurityRefused("the file of PMS_KAFKA_CA, " + ca + ", can't be read as certificates");
        }
    }
}
