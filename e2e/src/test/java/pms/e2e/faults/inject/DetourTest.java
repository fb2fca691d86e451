package pms.e2e.faults.inject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DetourTest {
    @SuppressWarnings("NullAway.Init")
    private ServerSocket target;

    @SuppressWarnings("NullAway.Init")
    private Detour detour;

    @BeforeEach
    void open() throws IOException {
        target = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::echo);
        detour = Detour.open(target::getLocalPort);
    }

    @AfterEach
    void close() throws IOException {
        detour.close();
        target.close();
    }

    @Test
    void passesBytesBothWays() throws IOException {
        try (Socket socket = connect()) {
            assertThat(answerTo(socket, 42)).isEqualTo(42);
        }
    }

    @Test
    void endsAllConnectionsWhenItIsCutAndTakesNewOnesWhenItIsHealed() throws IOException {
        try (Socket socket = connect()) {
            assertThat(answerTo(socket, 1)).isEqualTo(1);
            detour.cut();
            assertThatThrownBy(() -> mustAnswer(socket)).isInstanceOf(IOException.class);
        }
        try (Socket socket = connect()) {
            assertThatThrownBy(() -> mustAnswer(socket)).isInstanceOf(IOException.class);
        }
        detour.heal();
        try (Socket socket = connect()) {
            assertThat(answerTo(socket, 2)).isEqualTo(2);
        }
    }

    @Test
    void passesBytesWhenItIsSlow() throws IOException {
        detour.slow(50);
        try (Socket socket = connect()) {
            assertThat(answerTo(socket, 3)).isEqualTo(3);
        }
    }

    private void echo() {
        while (!target.isClosed()) {
            try (Socket client = target.accept()) {
                client.getInputStream().transferTo(client.getOutputStream());
            } catch (IOException gone) {
                Thread.onSpinWait();
            }
        }
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), detour.port());
    }

    private static void mustAnswer(Socket socket) throws IOException {
        if (answerTo(socket, 9) < 0) {
            throw new IOException("ended");
        }
    }

    private static int answerTo(Socket socket, int value) throws IOException {
        socket.getOutputStream().write(value);
        return socket.getInputStream().read();
    }
}
