package pms.e2e.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Where the figures come from. */
final class Machine {
    private static final int SYNCS = 500;

    private Machine() {}

    static String describe() throws IOException {
        return String.format(
                Locale.ROOT,
                "%d cores, %.0f GiB of memory, %s %s, Java %s; load and system share the machine",
                Runtime.getRuntime().availableProcessors(),
                memoryKib() / 1024.0 / 1024,
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                Runtime.version());
    }

    private static long memoryKib() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
            return lines.filter(line -> line.startsWith("MemTotal:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        }
    }

    /** The least that an acknowledged command can take: one small write, brought to the disk, in that folder. */
    static Percentiles sync(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "sync", ".probe");
        List<Long> nanos = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int i = 0; i < SYNCS; i++) {
                long before = System.nanoTime();
                channel.write(ByteBuffer.allocate(512));
                channel.force(false);
                nanos.add(System.nanoTime() - before);
            }
        } finally {
            Files.delete(file);
        }
        return Percentiles.ofNanos(nanos);
    }
}
