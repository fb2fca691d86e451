package pms.e2e.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** What one process takes, as Linux tells it. */
final class ServiceProcess {
    private final long pid;
    private long mostKib;

    ServiceProcess(long pid) {
        this.pid = pid;
    }

    /** Looks how much memory it has now: resident, which is more than its share. */
    void look() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            long kib = lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
            mostKib = Math.max(mostKib, kib);
        }
    }

    /** The most that was seen. */
    long mostMib() {
        return mostKib / 1024;
    }

    Duration cpu() {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }
}
