package pms.e2e;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import pms.e2e.client.Accounts;
import pms.e2e.client.Gateway;
import pms.e2e.system.Installation;
import pms.e2e.system.Status;

/**
 * The one system that all tests of a run share. Started by the first test that asks for it, unless
 * {@code -Dpms.url} names one that runs already; then tests that stop or kill parts are skipped, and
 * {@code -Dpms.billing} and {@code -Dpms.kafka} (host:port) say where the inner doors are.
 */
public final class TheSystem {
    private static final long LOGIN_LASTS_NANOS = 120_000_000_000L;

    private static @Nullable LocalSystem local;
    private static @Nullable String startFailure;
    private static @Nullable Gateway gateway;
    private static long loggedInNanos;

    private TheSystem() {}

    /** The base URL of the gateway. */
    public static URI url() {
        String given = System.getProperty("pms.url");
        return given == null ? local().installation().url() : URI.create(given);
    }

    /** The demo user, logged in not long ago. */
    public static synchronized Gateway gateway() {
        Gateway known = gateway;
        if (known != null && System.nanoTime() - loggedInNanos < LOGIN_LASTS_NANOS) {
            return known;
        }
        Gateway fresh = Gateway.login(url());
        gateway = fresh;
        loggedInNanos = System.nanoTime();
        return fresh;
    }

    /** A request of the demo user, JSON both ways. */
    public static RequestSpecification asUser() {
        return unnamed().header("Authorization", "Bearer " + gateway().token());
    }

    /** A request without a token, JSON both ways. */
    public static RequestSpecification unnamed() {
        return given().baseUri(url().toString()).contentType(ContentType.JSON).accept("application/json, */*");
    }

    /** A caller of billing-grpc itself; its port is another one after each start. */
    public static Accounts accounts() {
        String given = System.getProperty("pms.billing");
        if (given != null) {
            return Accounts.at(given, System.getProperty("pms.billing.token", ""));
        }
        int port = status().part("billing-grpc").grpcPort();
        return Accounts.at("localhost:" + port, installation().secret("token.billing"));
    }

    public static String kafka() {
        String given = System.getProperty("pms.kafka");
        return given != null ? given : "localhost:" + status().part("kafka").port();
    }

    /** For tests that stop, kill or restart: skipped where the system is not ours. */
    public static Installation installation() {
        assumeTrue(System.getProperty("pms.url") == null, "the system was started by someone else");
        return local().installation();
    }

    /** How it is now: what {@code ./pms status} says, without a process for each question. Skipped as above. */
    public static Status status() {
        installation();
        return local().supervisor().status();
    }

    /** How the system was right after its first start. */
    public static LocalSystem local() {
        assumeTrue(System.getProperty("pms.url") == null, "the system was started by someone else");
        synchronized (TheSystem.class) {
            LocalSystem known = local;
            return known == null ? startOnce() : known;
        }
    }

    /** A start that failed once is not tried again by each test. */
    private static LocalSystem startOnce() {
        if (startFailure != null) {
            throw new IllegalStateException("the system did not start: " + startFailure);
        }
        try {
            LocalSystem started = LocalSystem.start();
            local = started;
            return started;
        } catch (RuntimeException e) {
            startFailure = e.toString();
            throw e;
        }
    }

    static synchronized void stop() {
        LocalSystem known = local;
        if (known != null) {
            local = null;
            known.stop();
        }
    }
}
