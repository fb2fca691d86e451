package pms.command.eventstore;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A disk of a fixed size, in memory, which gets full and has room again. Only for root on Linux. */
final class SmallDisk implements AutoCloseable {

    private static final int CHUNK_BYTES = 64 * 1024;

    private final Path folder;
    private final Path ballast;

    private SmallDisk(Path folder) {
        this.folder = folder;
        this.ballast = folder.resolve("ballast");
    }

    static boolean isSupported() throws IOException {
        return System.getProperty("os.name").equals("Linux")
                && Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    /** Puts a disk where an empty folder is, whose owner it keeps. */
    static SmallDisk mount(Path folder, int mebibytes) throws IOException {
        String options = "size=%dm,mode=0700,uid=%s,gid=%s"
                .formatted(mebibytes, Files.getAttribute(folder, "unix:uid"), Files.getAttribute(folder, "unix:gid"));
        run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString());
        return new SmallDisk(folder);
    }

    /** Leaves room for some bytes only. */
    void fill(long leftBytes) throws IOException {
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (Files.getFileStore(folder).getUsableSpace() > leftBytes + CHUNK_BYTES) {
                out.write(new byte[CHUNK_BYTES]);
            }
        }
    }

    void free() throws IOException {
        Files.delete(ballast);
    }

    @Override
    public void close() throws IOException {
        run("umount", folder.toString());
    }

    static void run(String... command) throws IOException {
        Process process =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
    }
}
