package pms.e2e.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What one process takes, as Linux tells it. */
final class ServiceProcess {
    private static final int TICKS_A_SECOND = 100;
    private static final int FIRST_TIME = 11;
    private static final int OWN = 2;
    private static final int ENDED_CHILDREN = 2;

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

    /** Of it and all processes that it started, also of those that have ended. */
    Duration cpuWithChildren() throws IOException {
        long ticks = ticks(pid, OWN + ENDED_CHILDREN);
        List<Long> children = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::children)
                .map(ProcessHandle::pid)
                .toList();
        for (long child : children) {
            ticks += ticks(child, OWN);
        }
        return Duration.ofMillis(ticks * 1_000 / TICKS_A_SECOND);
    }

    /** The first so many of utime, stime, cutime and cstime (proc_pid_stat(5)); 0 when the process is gone. */
    private static long ticks(long pid, int count) throws IOException {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Arrays.stream(fields, FIRST_TIME, FIRST_TIME + count)
                    .mapToLong(Long::parseLong)
                    .sum();
        } catch (NoSuchFileException gone) {
            return 0;
        }
    }

    Duration cpu() {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }
}
