package pms.iac;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code compose/health}, which the images have, asks a service. */
class HealthTest {

    private HttpServer service;

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("readiness", 503);
        answer("liveness", 200);
        service.start();
    }

    @AfterEach
    void stop() {
        service.stop(0);
    }

    @Test
    void asksWhetherTheServiceIsReadyWhenNothingElseIsSaid() throws Exception {
        assertThat(health()).as("it is not ready").isEqualTo(1);
        assertThat(health("readiness")).isEqualTo(1);
    }

    @Test
    void asksForAnotherGroup() throws Exception {
        assertThat(health("liveness")).as("it lives").isZero();
    }

    @Test
    void isNotWellWithAGroupThatIsNotThere() throws Exception {
        assertThat(health("none")).isEqualTo(1);
    }

    @Test
    void isNotWellWhereNobodyListens() throws Exception {
        int port = port();
        service.stop(0);
        assertThat(run(List.of(Integer.toString(port), "liveness"))).isEqualTo(1);
    }

    private void answer(String group, int status) {
        service.createContext("/actuator/health/" + group, exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
    }

    private int port() {
        return service.getAddress().getPort();
    }

    private int health(String... group) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(Integer.toString(port())));
        arguments.addAll(List.of(group));
        return run(arguments);
    }

    private static int run(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", "../compose/health"));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
