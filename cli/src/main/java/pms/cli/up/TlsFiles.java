package pms.cli.up;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pms.cli.runtime.RuntimeFailure;

/**
 * What the gateway speaks TLS with: a certificate, with those that it stands on behind it, and its private key (PKCS #8),
 * both as PEM.
 */
record TlsFiles(Path certificate, Path key) {
    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final byte[] PROBE = BigInteger.TEN.toByteArray();

    /** Looks at both files, so that a mistake is told before anything starts. */
    static TlsFiles checked(List<Path> files) {
        TlsFiles tls = new TlsFiles(
                files.getFirst().toAbsolutePath().normalize(),
                files.getLast().toAbsolutePath().normalize());
        X509Certificate certificate = tls.readCertificate();
        PrivateKey key = tls.readKey(certificate.getPublicKey().getAlgorithm());
        if (!belongTogether(certificate, key)) {
            throw new RuntimeFailure("The key " + tls.key + " does not belong to the certificate " + tls.certificate);
        }
        return tls;
    }

    Map<String, String> variables() {
        return Map.of(
                "SERVER_SSL_CERTIFICATE", certificate.toString(), "SERVER_SSL_CERTIFICATEPRIVATEKEY", key.toString());
    }

    private X509Certificate readCertificate() {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(text(certificate).getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException malformed) {
            throw new RuntimeFailure("The file " + certificate + " holds no certificate (PEM)", malformed);
        }
    }

    private PrivateKey readKey(String algorithm) {
        Matcher pem = PKCS8.matcher(text(key));
        if (!pem.find()) {
            throw new RuntimeFailure("The file " + key + " holds no private key (PEM, PKCS #8, not encrypted)");
        }
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(pem.group(1));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
        } catch (GeneralSecurityException malformed) {
            throw new RuntimeFailure("The key in " + key + " can't be used with the certificate", malformed);
        }
    }

    private static boolean belongTogether(X509Certificate certificate, PrivateKey key) {
        try {
            Signature signature =
                    Signature.getInstance(key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
            signature.initSign(key);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException unusable) {
            throw new RuntimeFailure("Certificates of the kind of " + key.getAlgorithm() + " can't be used", unusable);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            throw new RuntimeFailure("The file " + file + " can't be read", unreadable);
        }
    }
}
