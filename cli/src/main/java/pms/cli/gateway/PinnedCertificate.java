package pms.cli.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import pms.cli.runtime.RuntimeFailure;

/**
 * Trusts the one certificate that the gateway was started with, whatever name it is for: this machine's own gateway is
 * reached as localhost.
 */
final class PinnedCertificate extends X509ExtendedTrustManager {
    private final X509Certificate known;

    private PinnedCertificate(X509Certificate known) {
        this.known = known;
    }

    /** From a PEM file, whose first certificate counts. */
    static SSLContext context(Path file) {
        try (InputStream text = Files.newInputStream(file)) {
            var known =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(text);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new PinnedCertificate(known)}, new SecureRandom());
            return context;
        } catch (IOException | GeneralSecurityException unusable) {
            throw new RuntimeFailure("The certificate " + file + " can't be used", unusable);
        }
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        if (chain.length == 0 || !chain[0].equals(known)) {
            throw new CertificateException("not the certificate that PMS was started with");
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("nobody is a client here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("nobody is a client here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("nobody is a client here");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
